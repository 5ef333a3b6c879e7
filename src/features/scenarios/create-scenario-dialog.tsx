import { Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router-dom'
import type { Instance } from '#data/instances/instance.ts'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { scenarioLimits } from '#data/scenarios/scenario.ts'
import { useWrite } from '#data/writes.ts'
import { paths } from '#lib/paths.ts'
import { useRequestIds } from '#lib/request-ids.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { notifyDone } from '#ui/notify.tsx'
import { DialogForm } from './dialog-form.tsx'
import { InstanceChecklist } from './instance-checklist.tsx'
import { useScenarios } from './scenarios-context.tsx'
import { useNameField } from './use-name-field.ts'

interface CreateScenarioDialogProps {
  isOpen: boolean
  onClose: () => void
}

export function CreateScenarioDialog({ isOpen, onClose }: CreateScenarioDialogProps) {
  const { isReadOnly } = useScenarios()
  const [isSafeToClose, setIsSafeToClose] = useState(true)
  return (
    <Modal
      // What is typed outlives the feature going off under it.
      opened={isOpen && !(isReadOnly && isSafeToClose)}
      onClose={onClose}
      title="Create a scenario"
      size="lg"
      // A slip must not throw away what was typed.
      closeOnClickOutside={isSafeToClose}
      closeOnEscape={isSafeToClose}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <CreateScenarioForm
        onClose={onClose}
        isTouched={!isSafeToClose}
        onTouched={() => setIsSafeToClose(false)}
      />
    </Modal>
  )
}

interface CreateScenarioFormProps {
  onClose: () => void
  isTouched: boolean
  onTouched: () => void
}

function CreateScenarioForm({ onClose, isTouched, onTouched }: CreateScenarioFormProps) {
  const instances = useQuery(instancesQuery)
  const navigate = useNavigate()
  const { actions } = useScenarios()
  const requestIds = useRequestIds()
  const field = useNameField('')
  const [description, setDescription] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>()
  const selected = chosen ?? everythingActive(instances.data ?? [])
  const create = useWrite(actions.createScenario, {
    failed: 'The scenario was not created',
    onSuccess: ({ scenario }) => {
      requestIds.settle()
      notifyDone(`“${scenario.name}” is ready. Nothing you change in it touches your real investments.`)
    },
    onSuccessHere: ({ scenario }) => {
      onClose()
      navigate(paths.scenario(scenario.id))
    },
  })

  function handleSubmit() {
    if (!field.isValid()) return
    const instanceIds = (instances.data ?? []).map(({ id }) => id).filter((id) => selected.has(id))
    const input = { name: field.name, description: description.trim() || null, instanceIds }
    create.mutate({ ...input, requestId: requestIds.for(input) })
  }

  return (
    <DialogForm
      action={create}
      submitLabel="Create scenario"
      isDirty={isTouched}
      isIncomplete={instances.isPending}
      onSubmit={handleSubmit}
      onCancel={onClose}
    >
      <TextInput
        {...field.input}
        label="Name"
        placeholder="Such as “Sell the flat in 2030”"
        onChange={(event) => {
          onTouched()
          field.input.onChange(event)
        }}
        required
        data-autofocus
      />
      <Textarea
        label="Description"
        description="What you want to find out. You can leave it empty."
        value={description}
        onChange={(event) => {
          onTouched()
          setDescription(event.currentTarget.value)
        }}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={scenarioLimits.description}
      />
      <InstancesToCopy
        query={instances}
        selected={selected}
        onChange={(next) => {
          onTouched()
          setChosen(next)
        }}
      />
    </DialogForm>
  )
}

function everythingActive(instances: readonly Instance[]): ReadonlySet<string> {
  return new Set(instances.filter(({ status }) => status === 'active').map(({ id }) => id))
}

interface InstancesToCopyProps {
  query: UseQueryResult<Instance[]>
  selected: ReadonlySet<string>
  onChange: (selected: ReadonlySet<string>) => void
}

function InstancesToCopy({ query, selected, onChange }: InstancesToCopyProps) {
  return (
    <Loaded
      query={query}
      failed="Your investments could not be loaded"
      loading={<LoadingState rows={3} height={32} label="Loading your investments" />}
    >
      {(items) =>
        items.length > 0 ? (
          <InstanceChecklist
            label="Investments to copy into it"
            items={items}
            selected={selected}
            onChange={onChange}
          />
        ) : (
          <NothingToCopy />
        )
      }
    </Loaded>
  )
}

function NothingToCopy() {
  return (
    <Stack gap={6} align="flex-start">
      <Text size="sm" c="dimmed">
        You have no investments to copy yet. You can add them first, or create the scenario empty and add new
        ones inside it.
      </Text>
      <LinkButton to={paths.newInstance} size="xs" variant="default">
        Add an investment first
      </LinkButton>
    </Stack>
  )
}
