import { Input, Modal, SegmentedControl, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import { type Scenario, scenarioLimits, scenarioStatuses } from '#data/scenarios/scenario.ts'
import { useWrite } from '#data/writes.ts'
import { visible } from '#domain/instances/schema.ts'
import { tidyName } from '#domain/instances/tidy-name.ts'
import { cutText } from '#lib/cut-text.ts'
import { notifyDone } from '#ui/notify.tsx'
import { DialogForm } from './dialog-form.tsx'
import { statusWords } from './scenario-filters.ts'
import { useScenarios } from './scenarios-context.tsx'
import { useNameField } from './use-name-field.ts'

interface ScenarioDetailsDialogProps {
  scenario: Scenario
  isOpen: boolean
  onClose: () => void
}

export function ScenarioDetailsDialog({ scenario, isOpen, onClose }: ScenarioDetailsDialogProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Details of this scenario"
      closeOnClickOutside={false}
      closeOnEscape={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <ScenarioDetailsForm scenario={scenario} onClose={onClose} />
    </Modal>
  )
}

function ScenarioDetailsForm({ scenario, onClose }: Omit<ScenarioDetailsDialogProps, 'isOpen'>) {
  const { actions, knownTags } = useScenarios()
  const statusLabel = useId()
  // The scenario may be reloaded while the dialog is open; what was begun with decides what counts as changed.
  const [began] = useState(scenario)
  const field = useNameField(began.name)
  const [description, setDescription] = useState(began.description ?? '')
  const [tags, setTags] = useState(began.tags)
  const [status, setStatus] = useState(began.status)
  const save = useWrite(actions.updateScenario, {
    failed: 'The details were not saved',
    onSuccess: () => notifyDone('The details are saved.'),
    onSuccessHere: onClose,
  })

  function handleSubmit() {
    if (!field.isValid()) return
    const changes = { name: field.name, description: description.trim() || null, tags, status }
    save.mutate({ began, changes })
  }
  return (
    <DialogForm
      action={save}
      submitLabel="Save"
      isDirty={
        field.isChanged ||
        description !== (began.description ?? '') ||
        tags.join() !== began.tags.join() ||
        status !== began.status
      }
      onSubmit={handleSubmit}
      onCancel={onClose}
    >
      <TextInput {...field.input} label="Name" required data-autofocus />
      <Textarea
        label="Description"
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={scenarioLimits.description}
      />
      <TagsInput
        label="Tags"
        description="Press Enter after each. Tags help you find scenarios again."
        value={tags}
        onChange={(next) =>
          setTags(
            next
              .map((tag) => tidyName(cutText(tidyName(tag), scenarioLimits.tag)))
              .filter((tag) => visible.test(tag)),
          )
        }
        data={knownTags}
        maxTags={scenarioLimits.tags}
        acceptValueOnBlur
      />
      <div>
        <Input.Label labelElement="div" mb={4} id={statusLabel}>
          Status
        </Input.Label>
        <SegmentedControl
          fullWidth
          aria-labelledby={statusLabel}
          value={status}
          onChange={setStatus}
          data={scenarioStatuses.map((value) => ({ value, label: statusWords[value] }))}
        />
      </div>
    </DialogForm>
  )
}
