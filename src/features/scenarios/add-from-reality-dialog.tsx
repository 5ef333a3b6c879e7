import { Group, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import { useWrite } from '#data/writes.ts'
import { paths } from '#lib/paths.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { notifyDone } from '#ui/notify.tsx'
import { DialogForm } from './dialog-form.tsx'
import { InstanceChecklist } from './instance-checklist.tsx'
import { useScenarios } from './scenarios-context.tsx'

interface AddFromRealityDialogProps {
  scenarioId: string
  copies: readonly ScenarioInstance[]
  isOpen: boolean
  onClose: () => void
}

/** Copies more of the real instances into the scenario; those already in it are not offered. */
export function AddFromRealityDialog({ isOpen, onClose, ...rest }: AddFromRealityDialogProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Add from reality"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <AddFromReality onClose={onClose} {...rest} />
    </Modal>
  )
}

const nothing: ReadonlySet<string> = new Set()

function AddFromReality({ scenarioId, copies, onClose }: Omit<AddFromRealityDialogProps, 'isOpen'>) {
  const { actions } = useScenarios()
  const instances = useQuery(instancesQuery)
  const [selected, setSelected] = useState(nothing)
  const add = useWrite(actions.copyInstances, {
    failed: 'Nothing was copied',
    onSuccess: ({ copied }) =>
      notifyDone(
        copied.length === 1
          ? 'One investment is copied into the scenario.'
          : `${copied.length} investments are copied into the scenario.`,
      ),
    onSuccessHere: onClose,
  })

  if (instances.isPending) return <LoadingState rows={3} height={32} label="Loading your investments" />
  if (instances.data === undefined)
    return (
      <ErrorState
        error={instances.error}
        title="Your investments could not be loaded"
        onRetry={() => void instances.refetch()}
        isRetrying={instances.isFetching}
      />
    )
  const present = new Set(copies.map((copy) => copy.source_instance_id))
  const available = instances.data.filter(({ id }) => !present.has(id))
  if (available.length === 0)
    return (
      <Stack align="flex-start" gap="sm">
        <Text size="sm">
          {instances.data.length === 0
            ? 'You have no real investments yet.'
            : 'All of your real investments are in this scenario already.'}
        </Text>
        <Group gap="sm">
          <LinkButton to={paths.newScenarioInstance(scenarioId)} size="sm">
            Create a new one in the scenario
          </LinkButton>
          <LinkButton to={paths.newInstance} size="sm" variant="default">
            Add a real one
          </LinkButton>
        </Group>
      </Stack>
    )
  return (
    <DialogForm
      action={add}
      submitLabel={selected.size > 0 ? `Copy ${selected.size} into the scenario` : 'Copy into the scenario'}
      isDirty={selected.size > 0}
      isIncomplete={selected.size === 0}
      onSubmit={() => add.mutate({ scenarioId, instanceIds: [...selected] })}
      onCancel={onClose}
    >
      <InstanceChecklist
        label="Investments to copy"
        items={available}
        selected={selected}
        onChange={setSelected}
      />
    </DialogForm>
  )
}
