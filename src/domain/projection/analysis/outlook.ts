/** Where plans end in simulated futures: the headline of each, and of scenarios beside reality. */
import type { Plan } from '../plan.ts'
import { type ShortfallOutlook, shortfallOutlook } from '../simulation/shortfall-outlook.ts'
import { type Estimate, estimateChance, estimateQuantile } from '../simulation/standard-error.ts'
import type { PathEnds } from './path-ends.ts'

/** The middle (P50) of an amount over all paths, and the range that holds 8 paths in 10 (P10 to P90). */
export interface Outlook {
  readonly paths: number
  readonly low: Estimate
  readonly middle: Estimate
  readonly high: Estimate
}

export interface GoalChance {
  /** Share of the paths whose net worth is the goal or more when it is judged. */
  readonly chance: Estimate
  /** The year, counted from 1, by whose end half of all paths have been there; 0 where they are from the first month on, null where fewer ever are. */
  readonly year: number | null
}

/** What a plan risks and costs over all paths, in money of the first month. Middles (P50) but for `worstOfTwenty` (P5). */
interface Risk {
  readonly worstOfTwenty: Estimate
  /** The least that the household account holds at the end of a year, or owes at the end of a month. */
  readonly lowestCash: Estimate
  readonly tax: Estimate
  readonly interest: Estimate
  /** Null where no goal is set. */
  readonly goal: GoalChance | null
}

/** On how many of the same paths one plan ends ahead of another, and how many behind; on the others they end level, to the cent. */
export interface Ahead {
  readonly chanceAhead: Estimate
  readonly chanceBehind: Estimate
}

/** Ahead of reality, or behind. */
interface ScenarioOutlook extends Ahead {
  /** Net worth at the end, in money of the first month. */
  readonly outlook: Outlook
  readonly shortfall: ShortfallOutlook
  readonly risk: Risk
  /** The same less that of reality, path by path in the same markets: its middle is not the difference of two middles. */
  readonly difference: Outlook
}

export interface Outlooks {
  readonly reality: Outlook
  readonly realShortfall: ShortfallOutlook
  readonly realRisk: Risk
  /** In the order of the scenarios. */
  readonly scenarios: readonly ScenarioOutlook[]
}

/**
 * The plan with reality's seed and number of paths: only then does path 7 of one meet the markets of path 7 of the other.
 * A plan that has them already is given back as it is.
 */
export function onCommonNumbers(reality: Plan, plan: Plan): Plan {
  const { seed, paths } = reality.assumptions
  if (plan.assumptions.seed === seed && plan.assumptions.paths === paths) return plan
  const { seed: _seed, paths: _paths, ...assumptions } = plan.assumptions
  const common = { ...(seed === undefined ? {} : { seed }), ...(paths === undefined ? {} : { paths }) }
  return { ...plan, assumptions: { ...assumptions, ...common } }
}

export function outlookOf(values: Float64Array): Outlook {
  const estimate = (probability: number) => estimateQuantile(values, probability)
  return { paths: values.length, low: estimate(0.1), middle: estimate(0.5), high: estimate(0.9) }
}

/** Below a cent two amounts differ by rounding. */
export const SMALLEST_LEAD = 0.01

export function aheadOf(differences: Float64Array): Ahead {
  const paths = differences.length
  const chance = (counts: (difference: number) => boolean) => {
    const count = differences.reduce((sum, difference) => (counts(difference) ? sum + 1 : sum), 0)
    return estimateChance(count / paths, paths)
  }
  return {
    chanceAhead: chance((difference) => difference >= SMALLEST_LEAD),
    chanceBehind: chance((difference) => difference <= -SMALLEST_LEAD),
  }
}

function riskOf(ends: PathEnds): Risk {
  const middle = (values: Float64Array) => estimateQuantile(values, 0.5)
  return {
    worstOfTwenty: estimateQuantile(ends.netWorth, 0.05),
    lowestCash: middle(ends.lowestCash),
    tax: middle(ends.tax),
    interest: middle(ends.interest),
    goal: goalChance(ends),
  }
}

/** The year by whose end half of the paths have been there, counted from 1; 0 where they are from the first month on, infinite where fewer ever are. */
export function middleGoalYear(goalYears: Float64Array): number {
  const years = goalYears.toSorted()
  return years[Math.ceil(years.length / 2) - 1] ?? Number.POSITIVE_INFINITY
}

function goalChance({ meetsGoal, goalYear }: PathEnds): GoalChance | null {
  const paths = goalYear.length
  if (paths === 0) return null
  const middle = middleGoalYear(goalYear)
  return {
    chance: estimateChance(meetsGoal.reduce((sum, met) => sum + met, 0) / paths, paths),
    year: Number.isFinite(middle) ? middle : null,
  }
}

/** Ends of every path: of reality, and of each scenario with its own seed and with reality's. */
export function outlooksOf(
  reality: PathEnds,
  scenarios: readonly { readonly own: PathEnds; readonly common: PathEnds }[],
): Outlooks {
  return {
    reality: outlookOf(reality.netWorth),
    realShortfall: shortfallOutlook(reality),
    realRisk: riskOf(reality),
    scenarios: scenarios.map(({ own, common }) => {
      const differences = common.netWorth.map((end, path) => end - (reality.netWorth[path] ?? Number.NaN))
      return {
        outlook: outlookOf(own.netWorth),
        shortfall: shortfallOutlook(own),
        risk: riskOf(own),
        difference: outlookOf(differences),
        ...aheadOf(differences),
      }
    }),
  }
}

/** The same in other money: every amount times `factor`. */
export function scaledOutlook({ paths, low, middle, high }: Outlook, factor: number): Outlook {
  const scaled = ({ value, standardError }: Estimate) => ({
    value: value * factor,
    standardError: standardError * factor,
  })
  return { paths, low: scaled(low), middle: scaled(middle), high: scaled(high) }
}
