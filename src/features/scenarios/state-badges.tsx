import { Badge, Group, type MantineColor, Tooltip } from '@mantine/core'
import type { CopyState } from './differences.ts'

const words: Readonly<Record<CopyState, { label: string; color: MantineColor; meaning: string }>> = {
  new: {
    label: 'New',
    color: 'teal',
    meaning: 'Exists only in this scenario. Applying adds it to your investments.',
  },
  already_created: {
    label: 'Already in reality',
    color: 'orange',
    meaning: 'Another scenario brought it to reality before this one. You decide when you apply.',
  },
  copied: { label: 'As in reality', color: 'gray', meaning: 'Nothing differs from reality.' },
  changed: {
    label: 'Changed',
    color: 'blue',
    meaning: 'Differs from reality until you apply it.',
  },
  reality_moved: {
    label: 'Reality moved',
    color: 'yellow',
    meaning: 'It was changed in reality since it was copied. Applying keeps those changes.',
  },
  conflict: {
    label: 'Needs a decision',
    color: 'orange',
    meaning: 'The same field was changed here and in reality. You decide between the two when you apply.',
  },
  source_deleted: {
    label: 'Deleted in reality',
    color: 'red',
    meaning: 'What it was copied from is deleted in reality.',
  },
}

/** What a scenario instance is in relation to reality. */
export function StateBadges({ states }: { states: readonly CopyState[] }) {
  return (
    <Group gap={6}>
      {states.map((state) => (
        <Tooltip key={state} label={words[state].meaning} multiline w={260} withArrow>
          <Badge
            color={words[state].color}
            variant="light"
            tt="none"
            fw={600}
            // The tinted text of a light badge is too faint in yellow and orange.
            styles={{ label: { color: 'var(--mantine-color-text)' } }}
          >
            {words[state].label}
          </Badge>
        </Tooltip>
      ))}
    </Group>
  )
}

export function stateLabel(state: CopyState): string {
  return words[state].label
}
