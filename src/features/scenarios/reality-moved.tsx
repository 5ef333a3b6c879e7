import { Alert, Button, Group, Text } from '@mantine/core'
import { IconGitCompare, IconRefresh } from '@tabler/icons-react'
import { useWrite } from '#data/writes.ts'
import { useRequestIds } from '#lib/request-ids.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { notifyDone } from '#ui/notify.tsx'
import { type CopyComparison, newsOf } from './differences.ts'
import { useScenarios } from './scenarios-context.tsx'

interface RealityMovedProps {
  scenarioId: string
  compared: readonly { readonly comparison: CopyComparison }[]
}

function instances(count: number): string {
  return count === 1 ? 'one investment' : `${count} investments`
}

/** Says what happened in reality since the copies were made, what that means, and takes it in on request. */
export function RealityMoved({ scenarioId, compared }: RealityMovedProps) {
  const { actions, isReadOnly } = useScenarios()
  const requestIds = useRequestIds()
  const refresh = useWrite(actions.refreshInstances, {
    failed: 'Nothing was taken in',
    onSuccess: ({ conflicts: { length: open } }) => {
      requestIds.settle()
      notifyDone(
        open === 0
          ? 'The scenario holds what changed in reality. Your own changes are kept.'
          : `The scenario holds what changed in reality. ${open === 1 ? 'One field' : `${open} fields`} changed in both still need your decision.`,
      )
    },
  })
  const { moved, conflicts, alreadyCreated, sourceDeleted } = newsOf(compared)
  if (moved + conflicts + alreadyCreated + sourceDeleted === 0) return null
  const canTakeIn = compared.some(({ comparison }) =>
    comparison.fields.some(({ outcome }) => outcome === 'current_only'),
  )
  const sentences = [
    ...(moved > 0
      ? [
          `In ${instances(moved)}, reality changed fields that you left alone here; applying keeps those changes.`,
        ]
      : []),
    ...(conflicts > 0
      ? [
          `In ${instances(conflicts)}, the same field was changed here and in reality; you decide when you apply.`,
        ]
      : []),
    ...(alreadyCreated > 0
      ? [
          `${alreadyCreated === 1 ? 'One new investment is' : `${alreadyCreated} new investments are`} in reality already, brought there by another scenario; you decide when you apply.`,
        ]
      : []),
    ...(sourceDeleted > 0
      ? [
          `${sourceDeleted === 1 ? 'One real investment was' : `${sourceDeleted} real investments were`} deleted.`,
        ]
      : []),
  ]
  return (
    <>
      <Alert
        color="yellow"
        icon={<IconGitCompare aria-hidden />}
        title="Reality has moved since you copied it"
      >
        <Text size="sm">{sentences.join(' ')}</Text>
        {canTakeIn && !isReadOnly && (
          <Group mt="sm" className="no-print">
            <Button
              size="xs"
              variant="default"
              leftSection={<IconRefresh size={14} aria-hidden />}
              loading={refresh.isPending}
              onClick={() => refresh.mutate({ scenarioId, requestId: requestIds.for(compared) })}
            >
              Take these changes into the scenario
            </Button>
          </Group>
        )}
      </Alert>
      {refresh.error !== null && <ErrorState error={refresh.error} title={refresh.failed} />}
    </>
  )
}
