import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core'
import { IconArrowsSplit2 } from '@tabler/icons-react'
import { isTwinField } from '#data/shapes/plan.ts'
import { paths } from '#lib/paths.ts'
import { HelpLink } from '#ui/help-link.tsx'
import type { Apply } from './use-apply.ts'

/** How many conflicts there are, how many are decided, and deciding all of them at once. */
export function DecisionProgress({ apply }: { apply: Apply }) {
  const { conflicts, openConflicts, canResolve, isChosen } = apply
  const dropped = apply.dropped.filter(({ rowId }) => isChosen(rowId))
  if (conflicts.length === 0) return null
  if (!canResolve.isPending && !canResolve.enabled)
    return (
      <Alert
        color="yellow"
        title="Conflicts cannot be decided at the moment"
        icon={<IconArrowsSplit2 aria-hidden />}
      >
        {canResolve.message ?? 'Deciding conflicts is switched off.'} Leave the investments with a conflict
        out to apply the others; nothing of your scenario is lost.
      </Alert>
    )
  const decided = conflicts.length - openConflicts.length
  const twins = conflicts.filter(({ field }) => isTwinField(field)).length
  const clashes = conflicts.length - twins
  return (
    <Alert
      color={openConflicts.length > 0 ? 'orange' : 'pine'}
      icon={<IconArrowsSplit2 aria-hidden />}
      title={
        openConflicts.length === 0
          ? 'Every conflict is decided'
          : clashes > 0
            ? 'Reality changed where your scenario did too'
            : 'You may have some of this already'
      }
    >
      <Stack gap="sm">
        <Text size="sm">
          {openConflicts.length > 0
            ? `Decide for each of them ${questions(clashes, twins)}. Nothing is written until you apply.`
            : 'You can still change your mind until you apply.'}
          {dropped.length > 0 &&
            ` Some of your decisions no longer fit, because a value changed after you made them: ${dropped.length} to decide again.`}{' '}
          <HelpLink to={paths.helpTopic('conflicts')}>What is a conflict?</HelpLink>
        </Text>
        <Group gap="sm" wrap="nowrap">
          <Progress
            value={(decided / conflicts.length) * 100}
            flex={1}
            aria-label="Decisions made"
            color={openConflicts.length > 0 ? 'orange' : 'pine'}
          />
          <Text size="sm" role="status">
            {decided} of {conflicts.length} decided
          </Text>
        </Group>
        {clashes > 0 && (
          <Group gap="xs" className="no-print">
            <Button size="xs" variant="default" onClick={() => apply.decideAll('proposed')}>
              Take all proposed
            </Button>
            <Button size="xs" variant="default" onClick={() => apply.decideAll('current')}>
              Keep all as they are now
            </Button>
          </Group>
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
