import { Alert, Text } from '@mantine/core'
import { IconGitCompare } from '@tabler/icons-react'
import type { ScenarioSummary } from './differences.ts'

function instances(count: number): string {
  return count === 1 ? 'one instance' : `${count} instances`
}

/** Says what happened in reality since the copies were made, and what that means for applying. */
export function RealityMoved({ summary }: { summary: ScenarioSummary }) {
  const { moved, clashes, sourceDeleted } = summary
  if (moved + clashes + sourceDeleted === 0) return null
  const sentences = [
    ...(moved > 0
      ? [
          `In ${instances(moved)}, reality changed fields that you left alone here; applying keeps those changes.`,
        ]
      : []),
    ...(clashes > 0
      ? [
          `In ${instances(clashes)}, the same field was changed here and in reality; you decide when you apply.`,
        ]
      : []),
    ...(sourceDeleted > 0
      ? [`${sourceDeleted === 1 ? 'One real instance was' : `${sourceDeleted} real instances were`} deleted.`]
      : []),
  ]
  return (
    <Alert color="yellow" icon={<IconGitCompare aria-hidden />} title="Reality has moved since you copied it">
      <Text size="sm">{sentences.join(' ')}</Text>
    </Alert>
  )
}
