import { Group, NativeSelect, Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Plan } from '#domain/projection/plan.ts'
import type { Projection } from '#domain/projection/projection.ts'
import { bandPercentiles } from '#domain/projection/simulation/simulation.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { belowText, inflatedBands } from './bands.ts'
import { chartPoints } from './chart-lines.ts'
import { differenceQuery } from './comparison-query.ts'
import { FiguresTable } from './figures-table.tsx'
import { LazyFanChart } from './lazy-fan-chart.tsx'
import type { Money } from './series.ts'

interface DifferenceFanProps {
  /** Whose lead is shown, of which there is a choice. */
  shown: { readonly key: string; readonly name: string; readonly plan: Plan }
  choices: readonly { readonly key: string; readonly label: string }[]
  onChoose: (key: string) => void
  baseline: { readonly name: string; readonly plan: Plan }
  reality: Plan
  /** Its prices and years. */
  projection: Projection
  money: Money
}

/** How far one plan is ahead of another in every year, over all futures: the two in the same markets. */
export function DifferenceFan(props: DifferenceFanProps) {
  const { shown, choices, onChoose, baseline, reality, projection, money } = props
  const { data, error } = useQuery(differenceQuery(shown.plan, baseline.plan, reality))
  const title = `How far ${shown.name} is ahead of ${baseline.name}, in ${money === 'today' ? 'today’s' : 'future'} money`
  const points = chartPoints(projection)
  const bands = data && inflatedBands(data, projection.priceLevels, money)
  return (
    <Paper withBorder p={{ base: 'sm', sm: 'md' }}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start">
          <div>
            <Title order={2} fz="h4">
              {title}
            </Title>
            <Text size="sm" c="dimmed">
              Net worth less net worth, future by future, both in the same markets. Below zero it is behind.
            </Text>
          </div>
          {choices.length > 1 && (
            <NativeSelect
              aria-label="Whose lead is shown"
              className="no-print"
              value={shown.key}
              onChange={(event) => onChoose(event.currentTarget.value)}
              data={choices.map(({ key, label }) => ({ value: key, label }))}
            />
          )}
        </Group>
        {error && <ErrorState error={error} title="The differences could not be computed" />}
        {!error && !bands && (
          <LoadingState rows={1} height={360} label="Playing both through the same futures" />
        )}
        {bands && (
          <>
            <LazyFanChart title={title} points={points} bands={bands} goal={null} />
            <FiguresTable
              title={title}
              points={points}
              columns={bandPercentiles.map((percentile) => ({
                key: String(percentile),
                label: belowText(percentile),
                values: bands[percentile],
                isSigned: true,
              }))}
            />
          </>
        )}
      </Stack>
    </Paper>
  )
}
