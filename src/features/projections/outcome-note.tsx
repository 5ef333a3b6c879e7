import { Alert, Anchor, Badge, Group, Text } from '@mantine/core'
import { IconGitCompare } from '@tabler/icons-react'
import { Link } from 'react-router-dom'
import type { ScenarioOutcome } from '#domain/merge/carry-out.ts'
import { paths } from '#lib/paths.ts'
import { hasRealityMoved, outcomeSentences, undecidedText } from './outcome-words.ts'

interface OutcomeNoteProps {
  scenarioId: string
  outcome: ScenarioOutcome
  /** Where several scenarios stand beside each other. */
  name?: string
}

/** Beside the figures of a scenario: that reality moved, and which conflicts count as they are now. Nothing otherwise. */
export function OutcomeNote({ scenarioId, outcome, name }: OutcomeNoteProps) {
  const sentences = outcomeSentences(outcome)
  if (sentences.length === 0) return null
  const title = hasRealityMoved(outcome) ? 'Reality moved' : 'Not decided yet'
  return (
    <Alert
      color="yellow"
      icon={<IconGitCompare aria-hidden />}
      title={name ? `${title}: “${name}”` : title}
      py="xs"
    >
      <Text size="sm">
        {sentences.join(' ')} {outcome.undecided > 0 && <DecideLink scenarioId={scenarioId} name={name} />}
      </Text>
    </Alert>
  )
}

/** The same in a line, for a card. */
export function OutcomeLine({ scenarioId, outcome, name }: OutcomeNoteProps) {
  const undecided = undecidedText(outcome)
  if (!hasRealityMoved(outcome) && undecided === null) return null
  return (
    <Group gap={6} mt={4}>
      {hasRealityMoved(outcome) && (
        <Badge
          color="yellow"
          variant="light"
          tt="none"
          // The tinted text of a light badge is too faint in yellow.
          styles={{ label: { color: 'var(--mantine-color-text)' } }}
        >
          Reality moved
        </Badge>
      )}
      {undecided && (
        <Text size="sm" c="dimmed">
          {undecided}. <DecideLink scenarioId={scenarioId} name={name} />
        </Text>
      )}
    </Group>
  )
}

function DecideLink({ scenarioId, name }: { scenarioId: string; name: string | undefined }) {
  return (
    <Anchor
      component={Link}
      to={paths.scenarioTab(scenarioId, 'apply')}
      inherit
      c="inherit"
      underline="always"
      {...(name ? { 'aria-label': `Decide, for “${name}”` } : {})}
    >
      Decide
    </Anchor>
  )
}
