import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useRef } from 'react'
import { appError } from '#data/errors.ts'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import { useWrite } from '#data/writes.ts'
import { currentMonth } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { insteadOfArchiving, whatLeaves } from '#domain/projection/what-leaves.ts'
import { focusField } from '#fields/asked-field.ts'
import { useRequestIds } from '#lib/request-ids.ts'
import { useFormat } from '#ui/format.ts'
import { notifyDone } from '#ui/notify.tsx'
import { BulkChangeEditor } from './bulk-change-editor.tsx'
import { archivedBy, effectsInWords } from './bulk-edit.ts'
import { BulkEffects } from './bulk-effects.tsx'
import { DialogForm } from './dialog-form.tsx'
import { InstanceChecklist } from './instance-checklist.tsx'
import { useScenarios } from './scenarios-context.tsx'
import { useBulkDraft } from './use-bulk-draft.ts'

interface BulkEditDialogProps {
  scenarioId: string
  instances: readonly ScenarioInstance[]
  /** What the scenario is projected under, sparse. */
  assumptions: Params
  isOpen: boolean
  onClose: () => void
}

/** Changes fields of several instances in one step, and shows what becomes of each before it is done. */
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

function BulkEdit({ scenarioId, instances, assumptions, onClose }: Omit<BulkEditDialogProps, 'isOpen'>) {
  const { actions } = useScenarios()

  const format = useFormat()
  const requestIds = useRequestIds()
  const { drafts, changes, effects, ...bulk } = useBulkDraft(instances, assumptions)
  const changed = effects.filter(({ outcome }) => outcome === 'changed')
  const isRefused = effects.some(({ outcome }) => outcome === 'refused')
  const archived = archivedBy(effects)
  const ways = [...new Set(archived.map(({ kind }) => insteadOfArchiving[kind]))].filter(
    ({ field }, index, all) => all.findIndex((way) => way.field === field) === index,
  )
  const changesPlace = useRef<HTMLDivElement>(null)

  /** Takes the field that does what was meant in the place of the status. */
  function changeInstead(key: string) {
    bulk.replace('status', `params.${key}`)
    focusField(changesPlace.current, key)
  }

  const edit = useWrite(actions.bulkEdit, {
    failed: 'Nothing was changed',
    onSuccess: (answer) => {
      requestIds.settle()
      if (answer.status === 'failed')
        throw appError('invalid', answer.error ? { message: answer.error.message } : {})
      const count = answer.changed.length
      notifyDone(count === 1 ? 'One investment is changed.' : `${count} investments are changed.`)
    },
    onSuccessHere: onClose,
  })

  function handleSubmit() {
    const input = { scenarioId, scenarioInstanceIds: changed.map(({ row }) => row.id), changes }
    edit.mutate({ ...input, requestId: requestIds.for(input) })
  }

  return (
    <DialogForm
      action={edit}
      submitLabel={changed.length > 0 ? `Change ${changed.length}` : 'Change'}
      isDirty={bulk.isDirty}
      isIncomplete={changed.length === 0 || isRefused || bulk.isUnfinished}
      onSubmit={handleSubmit}
      onCancel={onClose}
    >
      <InstanceChecklist
        label="Investments to change"
        items={instances}
        selected={bulk.selected}
        onChange={bulk.setSelected}
      />
      <Stack gap="md" ref={changesPlace}>
        {drafts.map((draft, index) => (
          <BulkChangeEditor
            key={draft.id}
            change={draft}
            title={drafts.length > 1 ? `Field ${index + 1}` : null}
            choices={bulk.choicesFor(draft.id)}
            kinds={bulk.kinds}
            onChange={(part) => bulk.update(draft.id, part)}
            onRemove={drafts.length > 1 ? () => bulk.remove(draft.id) : null}
          />
        ))}
      </Stack>
      {drafts.every(({ field }) => field !== null) && (
        <Button
          variant="subtle"
          leftSection={<IconPlus size={16} aria-hidden />}
          style={{ alignSelf: 'flex-start' }}
          onClick={bulk.add}
        >
          Change another field too
        </Button>
      )}
      {archived.length > 0 && (
        <Alert color="orange" title="Archiving is not selling">
          {whatLeaves(archived, currentMonth(new Date()), format)}
          <Group gap="xs" mt="xs">
            {ways.map(({ field, label }) => (
              <Button key={field} size="xs" variant="default" onClick={() => changeInstead(field)}>
                {label}
              </Button>
            ))}
          </Group>
        </Alert>
      )}
      {effects.length > 0 && (
        <>
          <Text size="sm" role="status">
            {effectsInWords(effects)}
            {isRefused && ' Change all that you have chosen, or leave out those.'}
            {bulk.isUnfinished && ' One of the changes still needs its value.'}
          </Text>
          <BulkEffects effects={effects} />
        </>
      )}
    </DialogForm>
  )
}
