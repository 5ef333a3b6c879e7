/** Where plans end in simulated futures: the headline of each, and of scenarios beside reality. */
import { type BlockResult, pathRows } from '../engine/record.ts'
import type { Plan } from '../plan.ts'
import {
  type PathShortfalls,
  type ShortfallOutlook,
  shortfallOutlook,
  shortfallsOf,
} from '../simulation/shortfall-outlook.ts'
import { type Estimate, estimateChance, estimateQuantile } from '../simulation/standard-error.ts'

/** The middle (P50) of an amount over all paths, and the range that holds 8 paths in 10 (P10 to P90). */
export interface Outlook {
  readonly paths: number
  readonly low: Estimate
  readonly middle: Estimate
  readonly high: Estimate
}

interface ScenarioOutlook {
  /** Net worth at the end, in money of the first month. */
  readonly outlook: Outlook
  readonly shortfall: ShortfallOutlook
  /** The same less that of reality, path by path in the same markets: its middle is not the difference of two middles. */
  readonly difference: Outlook
  /** Share of the paths on which the scenario ends with more than reality. */
  readonly chanceAhead: Estimate
}

export interface Outlooks {
  readonly reality: Outlook
  readonly realShortfall: ShortfallOutlook
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

/** What every path of a block comes to, in money of the first month. */
export interface PathEnds extends PathShortfalls {
  /** Net worth at the end. */
  readonly netWorth: Float64Array
}

export function endsOf(block: BlockResult, priceLevels: Float64Array): PathEnds {
  const { points, paths, totals } = block
  const start = ((pathRows.indexOf('netWorth') + 1) * points - 1) * paths
  const level = priceLevels[points - 1] ?? Number.NaN
  const { first, deepest } = shortfallsOf(block, priceLevels)
  return {
    netWorth: totals.slice(start, start + paths).map((netWorth) => netWorth / level),
    first,
    deepest,
  }
}

function outlookOf(values: Float64Array): Outlook {
  const estimate = (probability: number) => estimateQuantile(values, probability)
  return { paths: values.length, low: estimate(0.1), middle: estimate(0.5), high: estimate(0.9) }
}

/** Ends of every path: of reality, and of each scenario with its own seed and with reality's. */
export function outlooksOf(
  reality: PathEnds,
  scenarios: readonly { readonly own: PathEnds; readonly common: PathEnds }[],
): Outlooks {
  return {
    reality: outlookOf(reality.netWorth),
    realShortfall: shortfallOutlook(reality),
    scenarios: scenarios.map(({ own, common }) => {
      const differences = common.netWorth.map((end, path) => end - (reality.netWorth[path] ?? Number.NaN))
      const ahead = differences.reduce((count, difference) => (difference > 0 ? count + 1 : count), 0)
      return {
        outlook: outlookOf(own.netWorth),
        shortfall: shortfallOutlook(own),
        difference: outlookOf(differences),
        chanceAhead: estimateChance(ahead / differences.length, differences.length),
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
