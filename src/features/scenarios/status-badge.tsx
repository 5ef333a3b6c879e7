import { Badge, type MantineColor } from '@mantine/core'
import type { ScenarioStatus } from '#data/scenarios/scenario.ts'
import { statusWords } from './scenario-filters.ts'

const colors: Readonly<Record<ScenarioStatus, MantineColor>> = {
  draft: 'grape',
  active: 'blue',
  archived: 'gray',
}

export function StatusBadge({ status }: { status: ScenarioStatus }) {
  return (
    <Badge color={colors[status]} variant="light" tt="none">
      {statusWords[status]}
    </Badge>
  )
}
