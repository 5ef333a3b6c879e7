import { ActionIcon, Button, Group, Text, TextInput, Title } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { nameLimit, nameSchema } from '#domain/instances/schema.ts'
import { describeError } from '#ui/error-state.tsx'
import { useScenarios } from './scenarios-context.tsx'
import { useAction } from './use-action.ts'

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
  const [name, setName] = useState(began.name)
  const [problem, setProblem] = useState<string | null>(null)
  const rename = useAction(async () => {
    await actions.renameScenario(began, name.trim())
    onDone()
  })
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    const result = nameSchema.safeParse(name)
    setProblem(result.success ? null : (result.error.issues[0]?.message ?? null))
    if (result.success) rename.run()
  }
  const failure =
    rename.error === null ? null : Object.values(describeError(rename.error)).filter(Boolean).join(' ')
  return (
    <form onSubmit={handleSubmit} noValidate>
      {/* The page keeps its heading for those who navigate by headings. */}
      <Title order={1} hidden>
        {scenario.name}
      </Title>
      <Group gap="xs" align="flex-start">
        <TextInput
          aria-label="Name of the scenario"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && onDone()}
          error={problem ?? failure}
          maxLength={nameLimit}
          autoFocus
          size="md"
          style={{ flex: '1 1 16rem' }}
        />
        <Group gap="xs">
          <Button type="submit" size="md" loading={rename.isPending}>
            Save name
          </Button>
          <Button size="md" variant="default" onClick={onDone}>
            Cancel
          </Button>
        </Group>
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        Enter saves, Escape leaves the name as it was.
      </Text>
    </form>
  )
}
