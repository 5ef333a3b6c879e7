import { Button, Group, Paper, Progress, Stack, Text, Title, VisuallyHidden } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { memo, useDeferredValue, useMemo } from 'react'
import { goalAmount } from '#domain/projection/goal.ts'
import type { Plan } from '#domain/projection/plan.ts'
import type { Projection } from '#domain/projection/projection.ts'
import { bandPercentiles } from '#domain/projection/simulation/simulation.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { useFormat } from '#ui/format.ts'
import { LoadingState } from '#ui/loading-state.tsx'
import { type Bands, belowText, finalBands, runningBands } from './bands.ts'
import { chartPoints } from './chart-lines.ts'
import { FailingFuture } from './failing-future.tsx'
import { FiguresTable } from './figures-table.tsx'
import { LazyFanChart } from './lazy-fan-chart.tsx'
import type { Money } from './series.ts'
import { SimulationFigures } from './simulation-figures.tsx'
import { progressQuery, simulationQuery } from './simulation-query.ts'

interface SimulatedProjectionProps {
  scenario: Plan
  reality: Plan
  /** The expected course of the same plan: its prices and years. */
  expected: Projection
  money: Money
  /** Where goal and number of futures are set. */
  assumptionsPath: string
}

/** Many possible futures instead of the one expected: how far they spread, and how often things go well. */
export function SimulatedProjection(props: SimulatedProjectionProps) {
  const { scenario, reality, expected, money, assumptionsPath } = props
  const queryClient = useQueryClient()
  const options = simulationQuery(scenario)
  const { data: result, error, isFetching, refetch } = useQuery(options)
  const { data: progress } = useQuery(progressQuery(scenario))
  // What is asked for comes first; reality follows in the same markets.
  const { data: real } = useQuery({ ...simulationQuery(reality), enabled: result !== undefined })
  // News of a simulation is drawn in slices, so that the page stays as quick as it is without one.
  const data = useDeferredValue(result, undefined)
  const news = useDeferredValue(result ? null : (progress?.partial ?? null), null)
  const partial = data ? null : news
  const bands = useMemo(
    () => (data ? finalBands(data, money) : partial && runningBands(partial, expected.priceLevels, money)),
    [data, partial, expected.priceLevels, money],
  )
  const beside = useMemo(() => (real ? finalBands(real, money) : undefined), [real, money])
  const goal = money === 'today' ? goalAmount(scenario) : null

  if (error) return <ErrorState error={error} title="The simulation failed" onRetry={() => void refetch()} />
  return (
    <Stack gap="md">
      <VisuallyHidden role="status">
        {announcement(result !== undefined, isFetching, progress?.doneShare ?? 0)}
      </VisuallyHidden>
      {!data && (
        <Running
          isRunning={isFetching}
          share={progress?.doneShare ?? 0}
          onCancel={() => void queryClient.cancelQueries({ queryKey: options.queryKey })}
          onStart={() => void refetch()}
        />
      )}
      {data && (
        <SimulationFigures
          simulation={data}
          scenario={scenario}
          reality={reality}
          expected={expected}
          money={money}
          assumptionsPath={assumptionsPath}
        />
      )}
      {bands ? (
        <Fan
          bands={bands}
          beside={data && beside}
          expected={expected}
          goal={goal}
          money={money}
          paths={data?.paths ?? partial?.paths ?? 0}
        />
      ) : (
        isFetching && <LoadingState rows={1} height={360} label="Waiting for the first futures" />
      )}
      {data && (
        <FailingFuture plan={scenario} failing={data.deficit.failingPaths} average={expected} money={money} />
      )}
    </Stack>
  )
}

/** What screen readers say of a simulation: each quarter of the way, not each step. */
function announcement(isDone: boolean, isRunning: boolean, share: number): string {
  if (isDone) return 'The simulation is finished'
  if (!isRunning) return 'The simulation is stopped'
  return share < 0.25 ? 'The simulation is running' : `The simulation is ${Math.floor(share * 4) * 25}% done`
}

interface RunningProps {
  isRunning: boolean
  share: number
  onCancel: () => void
  onStart: () => void
}

function Running({ isRunning, share, onCancel, onStart }: RunningProps) {
  return (
    <Group wrap="nowrap" gap="sm" className="no-print">
      <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
        {isRunning ? 'Playing through the futures' : 'Stopped'}
      </Text>
      <Progress value={share * 100} flex={1} aria-label="Futures played through" animated={isRunning} />
      {isRunning ? (
        <Button size="xs" variant="default" onClick={onCancel}>
          Stop
        </Button>
      ) : (
        <Button size="xs" onClick={onStart}>
          Run again
        </Button>
      )}
    </Group>
  )
}

interface FanProps {
  bands: Bands
  beside: Bands | undefined
  expected: Projection
  goal: number | null
  money: Money
  paths: number
}

const besidePercentiles = [10, 50, 90] as const

const Fan = memo(function Fan({ bands, beside, expected, goal, money, paths }: FanProps) {
  const { locale } = useFormat()
  const title = `Net worth in simulated futures, in ${money === 'today' ? 'today’s' : 'future'} money`
  const points = chartPoints(expected)
  return (
    <Paper withBorder p={{ base: 'sm', sm: 'md' }}>
      <Stack gap="sm">
        <div>
          <Title order={2} fz="h4">
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {new Intl.NumberFormat(locale).format(paths)} futures with markets that rise and fall, drawn from
            your assumptions.
          </Text>
        </div>
        <LazyFanChart title={title} points={points} bands={bands} beside={beside} goal={goal} />
        <FiguresTable
          title={title}
          points={points}
          columns={[
            ...bandPercentiles.map((percentile) => ({
              key: String(percentile),
              label: belowText(percentile),
              values: bands[percentile],
            })),
            ...(beside ? besidePercentiles : []).map((percentile) => ({
              key: `reality ${percentile}`,
              label: percentile === 50 ? 'Reality, the middle' : `Reality, ${belowText(percentile)}`,
              values: beside?.[percentile] ?? new Float64Array(),
            })),
          ]}
        />
      </Stack>
    </Paper>
  )
})
