import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { nameLimit, nameSchema } from '#domain/instances/schema.ts'
import { paths } from '#lib/paths.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { notifyDone } from '#ui/notify.tsx'
import { useRequestIds } from './request-ids.ts'
import { useScenarios } from './scenarios-context.tsx'
import { useAction } from './use-action.ts'

interface DuplicateScenarioDialogProps {
  scenario: Scenario
  isOpen: boolean
  onClose: () => void
}

export function DuplicateScenarioDialog({ scenario, isOpen, onClose }: DuplicateScenarioDialogProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Duplicate this scenario"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <DuplicateScenarioForm scenario={scenario} onClose={onClose} />
    </Modal>
  )
}

function DuplicateScenarioForm({ scenario, onClose }: Omit<DuplicateScenarioDialogProps, 'isOpen'>) {
  const { actions } = useScenarios()
  const navigate = useNavigate()
  const requestIds = useRequestIds()
  const [name, setName] = useState(() => copyName(scenario.name))
  const [problem, setProblem] = useState<string | null>(null)
  const duplicate = useAction(async () => {
    const input = { scenarioId: scenario.id, name: name.trim() }
    const { scenario: created } = await actions.duplicateScenario({
      ...input,
      requestId: requestIds.for(input),
    })
    requestIds.settle()
    onClose()
    navigate(paths.scenario(created.id))
    notifyDone(`This is “${created.name}”, a copy of “${scenario.name}”.`)
  })
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    const result = nameSchema.safeParse(name)
    setProblem(result.success ? null : (result.error.issues[0]?.message ?? null))
    if (result.success) duplicate.run()
  }
  return (
    <form onSubmit={handleSubmit} noValidate>
      <Stack gap="md">
        <Text size="sm">
          The copy starts with the same instances, changes and assumptions. After that the two go their own
          ways.
        </Text>
        <TextInput
          label="Name of the copy"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={problem}
          maxLength={nameLimit}
          required
          data-autofocus
        />
        {duplicate.error !== null && (
          <ErrorState error={duplicate.error} title="The scenario was not duplicated" />
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={duplicate.isPending}>
            Duplicate
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** "Sell the flat (copy)", cut so that it stays a valid name. */
export function copyName(name: string): string {
  const suffix = ' (copy)'
  return `${name.slice(0, nameLimit - suffix.length).trimEnd()}${suffix}`
}
