import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import type { Instance } from '#data/instances/instance.ts'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { nameLimit, nameSchema } from '#domain/instances/schema.ts'
import { paths } from '#lib/paths.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { notifyDone } from '#ui/notify.tsx'
import { InstanceChecklist } from './instance-checklist.tsx'
import { useRequestIds } from './request-ids.ts'
import { useScenarios } from './scenarios-context.tsx'
import { useAction } from './use-action.ts'

interface CreateScenarioDialogProps {
  isOpen: boolean
  onClose: () => void
}

export function CreateScenarioDialog({ isOpen, onClose }: CreateScenarioDialogProps) {
  const [isSafeToClose, setIsSafeToClose] = useState(true)
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Create a scenario"
      size="lg"
      // A slip of the mouse must not throw away what was typed.
      closeOnClickOutside={isSafeToClose}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <CreateScenarioForm onClose={onClose} onTouched={() => setIsSafeToClose(false)} />
    </Modal>
  )
}

function CreateScenarioForm({ onClose, onTouched }: { onClose: () => void; onTouched: () => void }) {
  const instances = useQuery(instancesQuery)
  const navigate = useNavigate()
  const { actions } = useScenarios()
  const requestIds = useRequestIds()
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>()
  const [problem, setProblem] = useState<string | null>(null)
  const selected = chosen ?? everythingActive(instances.data ?? [])
  const create = useAction(async () => {
    const instanceIds = (instances.data ?? []).map(({ id }) => id).filter((id) => selected.has(id))
    const input = { name: name.trim(), description: description.trim() || null, instanceIds }
    const created = await actions.createScenario({ ...input, requestId: requestIds.for(input) })
    requestIds.settle()
    onClose()
    navigate(paths.scenario(created.scenario.id))
    notifyDone(`“${created.scenario.name}” is ready. Nothing you change in it touches your real instances.`)
  })

  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    const result = nameSchema.safeParse(name)
    setProblem(result.success ? null : (result.error.issues[0]?.message ?? null))
    if (result.success) create.run()
  }

  return (
    <form onSubmit={handleSubmit} noValidate>
      <Stack gap="md">
        <TextInput
          label="Name"
          placeholder="Such as “Sell the flat in 2030”"
          value={name}
          onChange={(event) => {
            onTouched()
            setProblem(null)
            setName(event.currentTarget.value)
          }}
          error={problem}
          maxLength={nameLimit}
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
          maxLength={descriptionLimit}
        />
        <InstancesToCopy
          query={instances}
          selected={selected}
          onChange={(next) => {
            onTouched()
            setChosen(next)
          }}
        />
        {create.error !== null && <ErrorState error={create.error} title="The scenario was not created" />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending} disabled={instances.isPending}>
            Create scenario
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** The longest description that the database takes. */
const descriptionLimit = 2_000

function everythingActive(instances: readonly Instance[]): ReadonlySet<string> {
  return new Set(instances.filter(({ status }) => status === 'active').map(({ id }) => id))
}

interface InstancesToCopyProps {
  query: { data?: Instance[] | undefined; isPending: boolean; error: unknown; refetch: () => unknown }
  selected: ReadonlySet<string>
  onChange: (selected: ReadonlySet<string>) => void
}

function InstancesToCopy({ query, selected, onChange }: InstancesToCopyProps) {
  if (query.data && query.data.length > 0)
    return (
      <InstanceChecklist
        label="Instances to copy into it"
        items={query.data}
        selected={selected}
        onChange={onChange}
      />
    )
  if (query.isPending) return <LoadingState rows={3} height={32} label="Loading your instances" />
  if (query.data === undefined)
    return (
      <ErrorState
        error={query.error}
        title="Your instances could not be loaded"
        onRetry={() => void query.refetch()}
      />
    )
  return (
    <Stack gap={6} align="flex-start">
      <Text size="sm" c="dimmed">
        You have no instances to copy yet. You can add them first, or create the scenario empty and add new
        ones inside it.
      </Text>
      <LinkButton to={paths.newInstance} size="xs" variant="default">
        Add an instance first
      </LinkButton>
    </Stack>
  )
}
