import { Modal, Text, TextInput } from '@mantine/core'
import { useNavigate } from 'react-router-dom'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { useWrite } from '#data/writes.ts'
import { paths } from '#lib/paths.ts'
import { useRequestIds } from '#lib/request-ids.ts'
import { notifyDone } from '#ui/notify.tsx'
import { copyName } from './copy-name.ts'
import { DialogForm } from './dialog-form.tsx'
import { useScenarios } from './scenarios-context.tsx'
import { useNameField } from './use-name-field.ts'

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
  const field = useNameField(copyName(scenario.name))
  const duplicate = useWrite(actions.duplicateScenario, {
    failed: 'The scenario was not duplicated',
    onSuccess: ({ scenario: created }) => {
      requestIds.settle()
      notifyDone(`“${created.name}” is ready, a copy of “${scenario.name}”.`)
    },
    onSuccessHere: ({ scenario: created }) => {
      onClose()
      navigate(paths.scenario(created.id))
    },
  })

  function handleSubmit() {
    if (!field.isValid()) return
    const input = { scenarioId: scenario.id, name: field.name }
    duplicate.mutate({ ...input, requestId: requestIds.for(input) })
  }
  return (
    <DialogForm
      action={duplicate}
      submitLabel="Duplicate"
      isDirty={field.isChanged}
      onSubmit={handleSubmit}
      onCancel={onClose}
    >
      <Text size="sm">
        The copy starts with the same investments, changes and assumptions. After that the two go their own
        ways.
      </Text>
      <TextInput {...field.input} label="Name of the copy" required data-autofocus />
    </DialogForm>
  )
}
