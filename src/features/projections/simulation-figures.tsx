import { Anchor, SimpleGrid } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router-dom'
import { formatMonth } from '#domain/calendar/month.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { endMonthOf, type Projection } from '#domain/projection/projection.ts'
import type { Simulation } from '#domain/projection/simulation/simulation.ts'
import { type Estimate, estimateChance } from '#domain/projection/simulation/standard-error.ts'
import { Amount } from '#fields/amount.tsx'
import { useFormat } from '#ui/format.ts'
import { chanceMargin, formatChance } from './bands.ts'
import { FigureCard } from './figure-card.tsx'
import { whenJudged, yearIsOver } from './goal-words.ts'
import { keyFigures } from './key-figures.ts'
import { OutlookCard, OutlookFigure, OutlookRange } from './outlook-card.tsx'
import { useOutlook } from './outlook-query.ts'
import { type Money, moneyWords } from './series.ts'
import { ShortfallFutures } from './shortfall-futures.tsx'

interface SimulationFiguresProps {
  simulation: Simulation
  scenario: Plan
  reality: Plan
  /** The same plan if every year were average. */
  expected: Projection
  money: Money
  assumptionsPath: string
}

/** What the futures come down to: the middle and the range, and how often things go well. */
export function SimulationFigures(props: SimulationFiguresProps) {
  const { simulation, scenario, reality, expected, money, assumptionsPath } = props
  const { locale } = useFormat()
  const outlook = useOutlook(reality, scenario, expected, money)
  const { goal, deficit, paths, years } = simulation
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing={{ base: 'xs', sm: 'sm' }}>
      <OutlookCard
        label={`Net worth, ${formatMonth(endMonthOf(simulation, years), locale)}`}
        outlook={outlook.scenario}
        money={moneyWords(money)}
        average={keyFigures(expected, money).finalNetWorth}
      >
        Reality, in the middle: <OutlookFigure outlook={outlook.reality} />
        <OutlookRange outlook={outlook.reality} />
      </OutlookCard>
      {outlook.chanceAhead === 'failed' ? (
        <FigureCard label="Ends ahead of reality" figure="–">
          This could not be worked out
        </FigureCard>
      ) : outlook.chanceAhead === 'running' ? (
        <FigureCard label="Ends ahead of reality" figure="…">
          Being worked out: both in the same markets
        </FigureCard>
      ) : (
        <ChanceCard label="Ends ahead of reality" chance={outlook.chanceAhead}>
          of the futures, both in the same markets
        </ChanceCard>
      )}
      {goal ? (
        <ChanceCard
          label="Reaches the goal"
          chance={estimateChance(goal.probability, paths)}
          more={outlook.realGoal && <RealChance chance={outlook.realGoal.chance} />}
        >
          of the futures have <Amount amount={goal.amount} /> in today’s money{' '}
          {whenJudged(goal.year, (year) => endMonthOf(simulation, year), locale)}
          {goal.year === 0 && <div>{yearIsOver}</div>}
        </ChanceCard>
      ) : (
        <FigureCard label="Reaches the goal" figure="No goal">
          <Anchor component={Link} to={assumptionsPath} size="sm" underline="always">
            Set one under Assumptions
          </Anchor>
        </FigureCard>
      )}
      <ChanceCard
        label="Household account overdrawn"
        chance={deficit.chance}
        isBad={deficit.chance.value > 0.5}
        more={
          <>
            <ShortfallFutures shortfall={deficit} projection={simulation} />
            {outlook.realShortfall && <RealChance chance={outlook.realShortfall.chance} />}
          </>
        }
      >
        of the futures, at some time
      </ChanceCard>
    </SimpleGrid>
  )
}

function RealChance({ chance }: { chance: Estimate }) {
  const { locale } = useFormat()
  return <div>Reality: {formatChance(chance, locale)}</div>
}

interface ChanceCardProps {
  label: string
  chance: Estimate
  isBad?: boolean
  /** Of what it is a part, after "about 62%" and before "give or take 2 in 100". */
  children: ReactNode
  /** Beneath. */
  more?: ReactNode
}

function ChanceCard({ label, chance, isBad = false, children, more }: ChanceCardProps) {
  const { locale } = useFormat()
  const margin = chanceMargin(chance)
  return (
    <FigureCard label={label} figure={formatChance(chance, locale)} isBad={isBad}>
      {children}
      {margin && `; ${margin}`}
      {more && <div>{more}</div>}
    </FigureCard>
  )
}
