import { Anchor, SimpleGrid } from '@mantine/core'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { Link } from 'react-router-dom'
import { formatMonth } from '#domain/calendar/month.ts'
import type { DifferenceOutlook } from '#domain/projection/analysis/compare.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { endMonthOf } from '#domain/projection/projection.ts'
import type { Simulation } from '#domain/projection/simulation/simulation.ts'
import { Amount } from '#fields/amount.tsx'
import { useFormat } from '#ui/format.ts'
import { finalBands, formatChance } from './bands.ts'
import { FigureCard } from './figure-card.tsx'
import { at, type Money } from './series.ts'
import { outlookQuery } from './simulation-query.ts'

interface SimulationFiguresProps {
  simulation: Simulation
  scenario: Plan
  reality: Plan
  money: Money
  assumptionsPath: string
}

/** What the futures come down to: the middle and the range, and how often things go well. */
export function SimulationFigures(props: SimulationFiguresProps) {
  const { simulation, scenario, reality, money, assumptionsPath } = props
  const { locale } = useFormat()
  const outlook = useQuery(outlookQuery(reality, scenario))
  const bands = finalBands(simulation, money)
  const end = simulation.years
  const final = (percentile: 5 | 50 | 95) => <Amount amount={at(bands[percentile], end)} />
  const { goal, deficit } = simulation
  return (
    <SimpleGrid cols={{ base: 2, lg: 4 }} spacing={{ base: 'xs', sm: 'sm' }}>
      <FigureCard label={`Net worth, ${formatMonth(endMonthOf(simulation, end), locale)}`} figure={final(50)}>
        in the middle of all futures; 9 in 10 lie between {final(5)} and {final(95)}
      </FigureCard>
      <FigureCard label="Ends ahead of reality" figure={chanceAhead(outlook, end, locale)}>
        {outlook.error && 'This could not be worked out'}
        {outlook.isFetching && 'Being worked out: both in the same markets'}
        {outlook.data && 'of the futures, both in the same markets'}
      </FigureCard>
      <FigureCard label="Reaches the goal" figure={goal ? formatChance(goal.probability, locale) : 'No goal'}>
        {goal ? (
          <>
            <Amount amount={goal.amount} /> in today’s money by{' '}
            {formatMonth(endMonthOf(simulation, goal.year), locale)}
          </>
        ) : (
          <Anchor component={Link} to={assumptionsPath} size="sm" underline="always">
            Set one under Assumptions
          </Anchor>
        )}
      </FigureCard>
      <FigureCard
        label="Household account overdrawn"
        figure={formatChance(deficit.probability, locale)}
        isBad={deficit.probability > 0.5}
      >
        of the futures, at some time
      </FigureCard>
    </SimpleGrid>
  )
}

function chanceAhead(
  { data, isFetching }: UseQueryResult<DifferenceOutlook | undefined>,
  year: number,
  locale: string,
) {
  if (data) return formatChance(at(data.probabilityAhead, year), locale)
  return isFetching ? '…' : '–'
}
