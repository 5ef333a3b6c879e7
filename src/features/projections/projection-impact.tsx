import { Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { scenarioQuery } from '#data/scenarios/scenarios.queries.ts'
import type { PlanInstance } from '#domain/projection/plan.ts'
import { paths } from '#lib/paths.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { AdviceNote } from './advice-note.tsx'
import { chartPoints, realityStyle, scenarioStyle } from './chart-lines.ts'
import { KeyFigureCards } from './key-figure-cards.tsx'
import { LazyChart } from './lazy-chart.tsx'
import { undecidedText } from './outcome-words.ts'
import { useProjections } from './projection-query.ts'
import { totals } from './series.ts'
import { ShortfallHint } from './shortfall-hint.tsx'
import { useStartMonth } from './use-start-month.ts'

interface ProjectionImpactProps {
  /** Both sides are projected with this scenario's assumptions. */
  scenarioId: string
  now: readonly PlanInstance[]
  after: readonly PlanInstance[]
  /** Why the figures are others than on the scenario's own pages; null while they are the same. */
  differsBecause: string | null
  /** How many conflicts count as they are now. */
  undecided: number
}

/** What a change of reality would mean over the years, in today's money. */
export function ProjectionImpact(props: ProjectionImpactProps) {
  const { scenarioId, now, after, differsBecause } = props
  const undecided = undecidedText(props)
  const { assumptions: own } = usePreferences()
  const startMonth = useStartMonth()
  const scenario = useQuery(scenarioQuery(scenarioId))
  const plans = useMemo(() => {
    const assumptions = { ...own, ...scenario.data?.assumptions }
    return {
      after: { instances: after, assumptions, startMonth },
      now: { instances: now, assumptions, startMonth },
    }
  }, [now, after, own, scenario.data, startMonth])
  const { data, error } = useProjections([plans.after, plans.now])
  if (error) return <ErrorState error={error} title="The financial effect could not be computed" />
  const [changed, unchanged] = data ?? []
  if (!changed || !unchanged)
    return <LoadingState rows={1} height={280} label="Computing the financial effect" />
  const assumptionsPath = paths.scenarioTab(scenarioId, 'assumptions')
  const lines = [
    {
      key: 'after',
      label: 'Reality after applying',
      values: totals(changed, 'netWorth', 'today'),
      style: scenarioStyle,
    },
    {
      key: 'now',
      label: 'Reality as it is now',
      values: totals(unchanged, 'netWorth', 'today'),
      style: realityStyle,
    },
  ]
  return (
    <Stack gap="sm">
      <div>
        <Title order={3} fz="h4">
          {differsBecause ? 'What it would mean as decided here' : 'What it would mean'}
        </Title>
        <Text size="sm" c="dimmed">
          In today’s money, with the assumptions of this scenario. {undecided && `${undecided}. `}
          {differsBecause}
        </Text>
      </div>
      <KeyFigureCards
        plans={{ scenario: plans.after, reality: plans.now }}
        projection={changed}
        reality={unchanged}
        money="today"
      />
      <ShortfallHint
        sides={[
          {
            key: 'after',
            projection: changed,
            assumptionsPath,
            scenarioId,
          },
        ]}
      />
      <Paper withBorder p={{ base: 'sm', sm: 'md' }}>
        <LazyChart
          title="Net worth in today’s money: reality after applying beside reality as it is now"
          points={chartPoints(changed)}
          lines={lines}
          height={240}
        />
      </Paper>
      <AdviceNote plans={[plans.after]} assumptionsPath={assumptionsPath} />
    </Stack>
  )
}
