import { Alert, Button, Group, Kbd, Progress, Stack, Text } from '@mantine/core'
import { IconArrowsSplit2 } from '@tabler/icons-react'
import { isTwinField } from '#data/shapes/plan.ts'
import { counted } from '#lib/counted.ts'
import { paths } from '#lib/paths.ts'
import { useSingleKeys } from '#lib/single-keys.ts'
import { HelpLink } from '#ui/help-link.tsx'
import { reviewWords } from './review-words.ts'
import type { Review } from './use-review.ts'

/** How many conflicts there are, how many are decided, and deciding all of them at once. */
export function DecisionProgress({ review }: { review: Review }) {
  const { of, conflicts, open, dropped, undecidable, decideAll } = review
  const [areKeysOn] = useSingleKeys()
  const words = reviewWords[of]
  if (conflicts.length === 0) return null
  if (undecidable !== null)
    return (
      <Alert
        color="yellow"
        title="Conflicts cannot be decided at the moment"
        icon={<IconArrowsSplit2 aria-hidden />}
      >
        {undecidable} {words.switchedOff}
      </Alert>
    )
  const decided = conflicts.length - open.length
  const twins = conflicts.filter(({ field }) => isTwinField(field)).length
  const clashes = conflicts.length - twins
  const color = open.length > 0 ? 'orange' : 'pine'
  return (
    <Alert
      color={color}
      icon={<IconArrowsSplit2 aria-hidden />}
      title={
        open.length === 0
          ? 'Every conflict is decided'
          : clashes > 0
            ? words.inConflict
            : 'You may have some of this already'
      }
    >
      <Stack gap="sm">
        <Text size="sm">
          {open.length > 0
            ? `Decide for each of them ${questions(clashes, twins)}. Nothing is written until you ${words.act}.`
            : `You can still change your mind until you ${words.act}.`}
          {dropped.length > 0 &&
            ` ${counted(dropped.length, 'decision no longer fits', 'decisions no longer fit')}, because a value changed after you decided: decide again. Your other decisions are kept.`}{' '}
          <HelpLink to={paths.helpTopic('conflicts')}>What is a conflict?</HelpLink>
        </Text>
        <Group gap="sm" wrap="nowrap">
          <Progress
            value={(decided / conflicts.length) * 100}
            flex={1}
            aria-label="Decisions made"
            color={color}
          />
          <Text size="sm" role="status">
            {decided} of {conflicts.length} decided
          </Text>
        </Group>
        {clashes > 0 && (
          <Group gap="xs" className="no-print">
            <Button size="xs" variant="default" onClick={() => decideAll('proposed')}>
              {words.takeAll}
            </Button>
            <Button size="xs" variant="default" onClick={() => decideAll('current')}>
              Keep all as they are now
            </Button>
            {of === 'apply' && (
              <Button size="xs" variant="default" onClick={() => decideAll('later')}>
                Leave all for later
              </Button>
            )}
          </Group>
        )}
        {areKeysOn && (
          <Text size="xs" visibleFrom="sm" className="no-print">
            <Kbd size="xs">J</Kbd> and <Kbd size="xs">K</Kbd> lead from one to the next,{' '}
            <Kbd size="xs">1</Kbd> to <Kbd size="xs">4</Kbd> answer it, <Kbd size="xs">?</Kbd> says what they
            are.
          </Text>
        )}
      </Stack>
    </Alert>
  )
}

function questions(clashes: number, twins: number): string {
  return [
    ...(clashes > 0 ? ['which value is to stand'] : []),
    ...(twins > 0 ? ['whether it is the one that is there'] : []),
  ].join(', or ')
}
