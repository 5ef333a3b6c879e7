import { Modal, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { appError } from '#data/errors.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import { fieldDefinition, instanceKinds } from '#domain/instances/catalogue.ts'
import { type Draft, problemOf } from '#fields/drafts.ts'
import { FieldInput } from '#fields/field-input.tsx'
import { useRequestIds } from '#lib/request-ids.ts'
import { notifyDone } from '#ui/notify.tsx'
import { useAction } from '#ui/use-action.ts'
import {
  changeOf,
  effectsInWords,
  effectsOn,
  fieldChoices,
  inputFor,
  type WayToChange,
  waysFor,
} from './bulk-edit.ts'
import { BulkEffects } from './bulk-effects.tsx'
import { DialogForm } from './dialog-form.tsx'
import { InstanceChecklist } from './instance-checklist.tsx'
import { useScenarios } from './scenarios-context.tsx'

interface BulkEditDialogProps {
  scenarioId: string
  instances: readonly ScenarioInstance[]
  isOpen: boolean
  onClose: () => void
}

/** Changes one field of several instances in one step, and shows what becomes of each before it is done. */
export function BulkEditDialog({ isOpen, onClose, ...rest }: BulkEditDialogProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Change several at once"
      size="lg"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <BulkEdit onClose={onClose} {...rest} />
    </Modal>
  )
}

const wayLabels: Readonly<Record<WayToChange, string>> = {
  set: 'Set to',
  add: 'By an amount',
  percent: 'By percent',
}

function BulkEdit({ scenarioId, instances, onClose }: Omit<BulkEditDialogProps, 'isOpen'>) {
  const { actions } = useScenarios()
  const { currency, locale } = usePreferences()
  const format = useMemo(() => ({ currency, locale }), [currency, locale])
  const requestIds = useRequestIds()
  const [selected, setSelected] = useState<ReadonlySet<string>>(() => new Set(instances.map(({ id }) => id)))
  const [key, setKey] = useState<string | null>(null)
  const [way, setWay] = useState<WayToChange>('set')
  const [draft, setDraft] = useState<Draft>('')
  const [isTyping, setIsTyping] = useState(false)

  const rows = useMemo(() => instances.filter(({ id }) => selected.has(id)), [instances, selected])
  const choices = useMemo(() => fieldChoices(new Set(rows.map(({ kind }) => kind))), [rows])
  const field = key === null ? undefined : definitionOf(rows, key)
  const change = field && changeOf(field, way, draft, format)
  const effects = useMemo(() => (change && key ? effectsOn(rows, key, change) : []), [rows, key, change])
  const changed = effects.filter(({ effect }) => effect.outcome === 'changed')
  const isRefused = effects.some(({ effect }) => effect.outcome === 'refused')

  const edit = useAction('Nothing was changed', async () => {
    if (!change || key === null) return
    const input = {
      scenarioId,
      scenarioInstanceIds: changed.map(({ row }) => row.id),
      changes: { [`params.${key}`]: change },
    }
    const answer = await actions.bulkEdit({ ...input, requestId: requestIds.for(input) })
    requestIds.settle()
    if (answer.status === 'failed')
      throw appError('invalid', answer.error ? { message: answer.error.message } : {})
    onClose()
    const count = answer.changed.length
    notifyDone(count === 1 ? 'One investment is changed.' : `${count} investments are changed.`)
  })

  function chooseField(next: string | null) {
    const definition = next === null ? undefined : definitionOf(rows, next)
    setKey(next)
    setWay('set')
    setDraft(definition?.type === 'boolean' ? (definition.default ?? false) : '')
  }

  return (
    <DialogForm
      action={edit}
      submitLabel={changed.length > 0 ? `Change ${changed.length}` : 'Change'}
      isDirty={key !== null}
      isIncomplete={changed.length === 0 || isRefused}
      onSubmit={edit.run}
      onCancel={onClose}
    >
      <InstanceChecklist
        label="Investments to change"
        items={instances}
        selected={selected}
        onChange={setSelected}
      />
      <Select
        label="Field"
        placeholder="Choose what to change"
        data={choices.map((choice) => ({ value: choice.key, label: choice.label }))}
        value={key}
        searchable
        nothingFoundMessage="No field of this name"
        onChange={chooseField}
      />
      {field && (
        <Stack gap="sm">
          {waysFor(field).length > 1 && (
            <SegmentedControl
              aria-label="How to change it"
              data={waysFor(field).map((value) => ({ value, label: wayLabels[value] }))}
              value={way}
              onChange={(next) => {
                setWay(next)
                setDraft('')
              }}
            />
          )}
          <FieldInput
            key={`${key} ${way}`}
            field={inputFor(field, way)}
            draft={draft}
            format={format}
            error={draft === '' || isTyping ? null : problemOf(inputFor(field, way), draft, format)}
            caution={null}
            onChange={(_, next) => {
              setDraft(next)
              setIsTyping(true)
            }}
            onBlur={() => setIsTyping(false)}
          />
          {way === 'set' && draft === '' && !field.required && (
            <Text size="sm" c="dimmed">
              Left empty, the field is cleared: its default applies again.
            </Text>
          )}
        </Stack>
      )}
      {field && effects.length > 0 && (
        <>
          <Text size="sm" role="status">
            {effectsInWords(effects)}
            {isRefused && ' Change all that you have chosen, or leave out those.'}
          </Text>
          <BulkEffects fieldKey={field.key} effects={effects} format={format} />
        </>
      )}
    </DialogForm>
  )
}

/** The field as the first of the chosen kinds defines it. */
function definitionOf(rows: readonly ScenarioInstance[], key: string) {
  const kinds = new Set(rows.map(({ kind }) => kind))
  return instanceKinds
    .filter((kind) => kinds.has(kind))
    .map((kind) => fieldDefinition(kind, key))
    .find((definition) => definition !== undefined)
}
