/** The figures by which investors compare holdings. Formulas in docs/projections.md, "Key figures". */
import { instanceKinds } from '#domain/instances/catalogue.ts'
import type { InstanceKind } from '#domain/instances/types.ts'
import { instanceSeries, type ProjectedInstance, type Projection, totalSeries } from '../projection.ts'

export interface KeyFigures {
  /** Debt over the worth of properties, as a fraction at each point; 0 where there is no property. */
  readonly loanToValue: Float64Array
  /** Income over the worth at the year's beginning, of what is held all year; index 0 is year 1. Null: nothing is. */
  readonly grossYield: readonly (number | null)[]
  /** Income less expenses over the worth at the year's beginning. */
  readonly netYield: readonly (number | null)[]
  /** Yearly rate that makes the flows worth nothing today; null when there is none. */
  readonly internalRateOfReturn: number | null
}

/** Search steps: each a hundredth further from no return at all, out to −99% and about +1000%. */
const SEARCH_STEP = 1.01
const SEARCH_STEPS = 463

function presentValue(flows: readonly number[], growth: number): number {
  let value = 0
  for (let t = flows.length - 1; t >= 0; t--) value = value / growth + flows[t]!
  return value
}

function bisect(flows: readonly number[], from: number, to: number): number {
  let [low, high] = [from, to]
  const atLow = presentValue(flows, low)
  while (Math.abs(high - low) > 1e-13) {
    const middle = (low + high) / 2
    if (presentValue(flows, middle) * atLow > 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * The rate r a year with Σ flowₜ / (1+r)^t = 0; of several the one nearest to zero. Null when there is none
 * between −99% and +1000%, as when nothing was ever put in.
 */
export function internalRateOfReturn(flows: readonly number[]): number | null {
  if (flows.every((flow) => flow === 0)) return null
  let [up, down] = [1, 1]
  for (let step = 0; step < SEARCH_STEPS; step++) {
    for (const [from, to] of [
      [up, up * SEARCH_STEP],
      [down, down / SEARCH_STEP],
    ] as const)
      if (presentValue(flows, from) * presentValue(flows, to) <= 0) {
        const growth = bisect(flows, from, to) - 1
        return Math.abs(growth) < 1e-12 ? 0 : growth
      }
    up *= SEARCH_STEP
    down /= SEARCH_STEP
  }
  return null
}

/** What yields income: of a property without its offset account. */
function worthOf(projection: Projection, { id, kind }: ProjectedInstance): Float64Array {
  if (kind === 'property') return instanceSeries(projection, id, 'propertyValue')
  const cash = instanceSeries(projection, id, 'cashValue')
  return instanceSeries(projection, id, 'portfolioValue').map((value, point) => value + cash[point]!)
}

/**
 * Yields of holdings together. What is bought or sold in a year is left out of it: its expenses are mostly those of the
 * trade, and its income is that of a part of the year.
 */
function yields(projection: Projection, instances: readonly ProjectedInstance[]) {
  const holdings = instances.map((instance) => ({
    worth: worthOf(projection, instance),
    income: instanceSeries(projection, instance.id, 'income'),
    expenses: instanceSeries(projection, instance.id, 'expenses'),
  }))
  const years = Array.from({ length: projection.years }, (_, index) => {
    const held = holdings.filter(({ worth }) => worth[index]! > 0 && worth[index + 1]! > 0)
    const sum = (of: (holding: (typeof held)[number]) => number) =>
      held.reduce((total, holding) => total + of(holding), 0)
    return {
      worth: sum(({ worth }) => worth[index]!),
      income: sum(({ income }) => income[index + 1]!),
      expenses: sum(({ expenses }) => expenses[index + 1]!),
    }
  })
  return {
    grossYield: years.map(({ worth, income }) => (worth > 0 ? income / worth : null)),
    netYield: years.map(({ worth, income, expenses }) => (worth > 0 ? (income - expenses) / worth : null)),
  }
}

function loanToValue(debt: Float64Array, property: Float64Array): Float64Array {
  return property.map((worth, point) => (worth > 0 ? debt[point]! / worth : 0))
}

/**
 * Flows of an owner: equity put in at the beginning, what the holding pays and takes each year (after tax), equity
 * at the end.
 */
function ownersFlows(netWorth: Float64Array, netCashFlow: Float64Array): number[] {
  const flows = Array.from(netCashFlow)
  flows[0] = -netWorth[0]!
  flows[flows.length - 1]! += netWorth.at(-1)!
  return flows
}

/** Key figures of one instance. Loan to value and yields concern the asset, the return the owner's equity. */
export function instanceKeyFigures(projection: Projection, instanceId: string): KeyFigures {
  const series = (row: Parameters<typeof instanceSeries>[2]) => instanceSeries(projection, instanceId, row)
  return {
    loanToValue: loanToValue(series('debt'), series('propertyValue')),
    ...yields(
      projection,
      projection.instances.filter(({ id }) => id === instanceId),
    ),
    internalRateOfReturn: internalRateOfReturn(ownersFlows(series('netWorth'), series('netCashFlow'))),
  }
}

type InstanceRow = Parameters<typeof instanceSeries>[2]

function sumOfInstances(
  projection: Projection,
  kinds: readonly InstanceKind[],
  rows: readonly InstanceRow[],
) {
  const sum = new Float64Array(projection.years + 1)
  for (const { id, kind } of projection.instances) {
    if (!kinds.includes(kind)) continue
    for (const row of rows) {
      const series = instanceSeries(projection, id, row)
      for (let point = 0; point < sum.length; point++) sum[point]! += series[point]!
    }
  }
  return sum
}

/**
 * Key figures of the whole set. Loan to value is that of the properties and their loans; the return is that of the
 * instances together, without the household account.
 */
export function totalKeyFigures(projection: Projection): KeyFigures {
  const sum = (...rows: readonly InstanceRow[]) => sumOfInstances(projection, instanceKinds, rows)
  return {
    loanToValue: loanToValue(
      sumOfInstances(projection, ['property'], ['debt']),
      totalSeries(projection, 'propertyValue'),
    ),
    ...yields(projection, projection.instances),
    internalRateOfReturn: internalRateOfReturn(ownersFlows(sum('netWorth'), sum('netCashFlow'))),
  }
}
