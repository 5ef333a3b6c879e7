import { Badge, Code, Fieldset, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { OperatorStatus as Status } from '#data/operator-status/operator-status.api.ts'
import { operatorStatusQuery } from '#data/operator-status/operator-status.queries.ts'

/**
 * Where the rollout stands and what asks for a person. Operators and administrators work in SQL and Studio; this is a
 * line for when they are here anyway. Nobody else sees that it exists, not even while it is being asked for.
 */
export function OperatorStatus() {
  const { data: status } = useQuery(operatorStatusQuery)
  if (!status) return null
  const current = status.phases.find(({ is_current }) => is_current)
  return (
    <Fieldset legend="Operations">
      <Stack gap="sm">
        <Text size="sm">
          {current ? (
            <>
              <b>{current.title}.</b> {current.sentence}
            </>
          ) : (
            'The rollout is complete.'
          )}
        </Text>
        <Findings findings={status.findings} />
      </Stack>
    </Fieldset>
  )
}

const colors = { critical: 'red', warning: 'yellow', info: 'gray' } as const

/** How many there are, and the gravest with the page that says what to do. */
function Findings({ findings }: Pick<Status, 'findings'>) {
  const [first] = findings
  if (!first) return <Text size="sm">All is well: nothing asks for a person.</Text>
  return (
    <Stack gap={4}>
      <Group gap="xs">
        {/* The tinted words of yellow badges are too faint on their tinted ground. */}
        <Badge
          color={colors[first.severity]}
          variant="light"
          tt="none"
          styles={{ label: { color: 'var(--mantine-color-text)' } }}
        >
          {first.severity}
        </Badge>
        <Text size="sm" fw={600}>
          {findings.length === 1 ? 'One finding asks' : `${findings.length} findings ask`} for a person
        </Text>
      </Group>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        <Code>{first.finding}</Code> {first.figure}
      </Text>
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        What to do: <Code>{first.runbook}</Code>
        {findings.length > 1 && (
          <>
            . The others are in the view <Code>operator_findings</Code>.
          </>
        )}
      </Text>
    </Stack>
  )
}
