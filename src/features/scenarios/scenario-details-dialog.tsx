import {
  Button,
  Group,
  Input,
  Modal,
  SegmentedControl,
  Stack,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core'
import { type FormEvent, useId, useState } from 'react'
import { type Scenario, scenarioStatuses } from '#data/scenarios/scenario.ts'
import { nameLimit, nameSchema } from '#domain/instances/schema.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { notifyDone } from '#ui/notify.tsx'
import { statusWords } from './scenario-filters.ts'
import { useScenarios } from './scenarios-context.tsx'
import { useAction } from './use-action.ts'

interface ScenarioDetailsDialogProps {
  scenario: Scenario
  isOpen: boolean
  onClose: () => void
}

/** The longest description, tag and list of tags that the database takes. */
const limits = { description: 2_000, tag: 40, tags: 20 }

export function ScenarioDetailsDialog({ scenario, isOpen, onClose }: ScenarioDetailsDialogProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Details of this scenario"
      closeOnClickOutside={false}
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
  const [name, setName] = useState(began.name)
  const [description, setDescription] = useState(began.description ?? '')
  const [tags, setTags] = useState(began.tags)
  const [status, setStatus] = useState(began.status)
  const [problem, setProblem] = useState<string | null>(null)
  const save = useAction(async () => {
    await actions.updateScenario(began, {
      name: name.trim(),
      description: description.trim() || null,
      tags,
      status,
    })
    onClose()
    notifyDone('The details are saved.')
  })
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    const result = nameSchema.safeParse(name)
    setProblem(result.success ? null : (result.error.issues[0]?.message ?? null))
    if (result.success) save.run()
  }
  return (
    <form onSubmit={handleSubmit} noValidate>
      <Stack gap="md">
        <TextInput
          label="Name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={problem}
          maxLength={nameLimit}
          required
          data-autofocus
        />
        <Textarea
          label="Description"
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={limits.description}
        />
        <TagsInput
          label="Tags"
          description="Press Enter after each. Tags help you find scenarios again."
          value={tags}
          onChange={(next) => setTags(next.map((tag) => tag.trim().slice(0, limits.tag)).filter(Boolean))}
          data={knownTags}
          maxTags={limits.tags}
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
        {save.error !== null && <ErrorState error={save.error} title="The details were not saved" />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
