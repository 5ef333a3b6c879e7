import { ActionIcon, Button, Group, Text, TextInput, Title } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { useWrite } from '#data/writes.ts'
import { describeError } from '#ui/error-state.tsx'
import { useFocusGivenBack } from '#ui/focus-given-back.ts'
import { useUnsavedWork } from '#ui/unsaved-work.ts'
import { usePausedBecause, useScenarios } from './scenarios-context.tsx'
import { useNameField } from './use-name-field.ts'

/** The scenario's name as the heading of its page, edited where it stands. */
export function EditableName({ scenario }: { scenario: Scenario }) {
  const { isReadOnly } = useScenarios()
  const [isEditing, setIsEditing] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(false)

  useEffect(() => {
    // Whoever edited by keyboard goes on from where the editing began.
    if (wasEditing.current && !isEditing) button.current?.focus()
    wasEditing.current = isEditing
  }, [isEditing])

  if (isEditing) return <NameForm scenario={scenario} onDone={() => setIsEditing(false)} />
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <Title order={1} fz={{ base: 'h2', sm: 'h1' }} style={{ overflowWrap: 'anywhere' }}>
        {scenario.name}
      </Title>
      {!isReadOnly && (
        <ActionIcon
          ref={button}
          className="no-print"
          variant="subtle"
          color="gray"
          size="lg"
          mt={2}
          aria-label="Rename this scenario"
          onClick={() => setIsEditing(true)}
        >
          <IconPencil size={18} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  )
}

function NameForm({ scenario, onDone }: { scenario: Scenario; onDone: () => void }) {
  const { actions } = useScenarios()
  const [began] = useState(scenario)
  const field = useNameField(began.name)
  const pausedBecause = usePausedBecause()
  useUnsavedWork(field.isChanged)
  const rename = useWrite(actions.updateScenario, {
    failed: 'The scenario was not renamed',
    onSuccessHere: onDone,
  })
  const form = useRef<HTMLFormElement>(null)
  useFocusGivenBack(form, rename.isPending)
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (pausedBecause === null && field.isValid()) rename.mutate({ began, changes: { name: field.name } })
  }
  const failure =
    rename.error === null ? null : Object.values(describeError(rename.error)).filter(Boolean).join(' ')
  return (
    <form ref={form} onSubmit={handleSubmit} noValidate>
      {/* The page keeps its heading for those who navigate by headings. */}
      <Title order={1} hidden>
        {scenario.name}
      </Title>
      <Group gap="xs" align="flex-start">
        <TextInput
          aria-label="Name of the scenario"
          {...field.input}
          onKeyDown={(event) => event.key === 'Escape' && onDone()}
          error={field.input.error ?? failure}
          autoFocus
          // The form closes with what was sent.
          readOnly={rename.isPending}
          size="md"
          style={{ flex: '1 1 16rem' }}
        />
        <Group gap="xs">
          <Button type="submit" size="md" loading={rename.isPending} disabled={pausedBecause !== null}>
            Save name
          </Button>
          <Button size="md" variant="default" onClick={onDone}>
            Cancel
          </Button>
        </Group>
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        {pausedBecause ?? 'Enter saves, Escape leaves the name as it was.'}
      </Text>
    </form>
  )
}
