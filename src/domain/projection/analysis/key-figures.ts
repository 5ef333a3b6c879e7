/** The figures by which investors compare holdings. Formulas in docs/explanation/projections.md, "Key figures". */
import { entry } from '../entry.ts'
import {
  instanceSeries,
  type ProjectedInstance,
  type Projection,
  type ProjectionWithFlows,
  totalSeries,
} from '../projection.ts'
import { type MoneyWeightedReturn, moneyWeightedReturn } from './money-weighted-return.ts'

export interface KeyFigures {
  /** Debt over the worth of properties, all loans that are secured on them included, as a fraction at each point; 0 where there is no property. */
  readonly loanToValue: Float64Array
  /** Income over the worth at the year's beginning, of what is held all year; index 0 is year 1. Null: nothing is. */
  readonly grossYield: readonly (number | null)[]
  /** Income less expenses over the worth at the year's beginning. */
  readonly netYield: readonly (number | null)[]
  /** Return a year on the owner's money, after costs, interest and tax. */
  readonly moneyWeightedReturn: MoneyWeightedReturn
}

/** What yields income: of a property without its offset account. */
function worthOf(projection: Projection, { id, kind }: ProjectedInstance): Float64Array {
  if (kind === 'property') return instanceSeries(projection, id, 'propertyValue')
  const cash = instanceSeries(projection, id, 'cashValue')
  return instanceSeries(projection, id, 'portfolioValue').map((value, point) => value + entry(cash, point))
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
    const held = holdings.filter(({ worth }) => entry(worth, index) > 0 && entry(worth, index + 1) > 0)
    const sum = (of: (holding: (typeof held)[number]) => number) =>
      held.reduce((total, holding) => total + of(holding), 0)
    return {
      worth: sum(({ worth }) => entry(worth, index)),
      income: sum(({ income }) => entry(income, index + 1)),
      expenses: sum(({ expenses }) => entry(expenses, index + 1)),
    }
  })
  return {
    grossYield: years.map(({ worth, income }) => (worth > 0 ? income / worth : null)),
    netYield: years.map(({ worth, income, expenses }) => (worth > 0 ? (income - expenses) / worth : null)),
  }
}

function loanToValue(debt: Float64Array, property: Float64Array): Float64Array {
  return property.map((worth, point) => (worth > 0 ? entry(debt, point) / worth : 0))
}

/**
 * An owner's flows of some holdings together, month by month: equity put in at the beginning, what they pay and take
 * at the end of each month, tax at the end of each tax year, equity at the end.
 */
function ownersFlows(projection: ProjectionWithFlows, instances: readonly ProjectedInstance[]): Float64Array {
  const { years, monthlyFlows } = projection
  const length = 12 * years + 1
  const flows = new Float64Array(length)
  for (const instance of instances) {
    const start = projection.instances.indexOf(instance) * length
    for (let t = 0; t < length; t++) flows[t] = entry(flows, t) + entry(monthlyFlows, start + t)
    const netWorth = instanceSeries(projection, instance.id, 'netWorth')
    flows[0] = entry(flows, 0) - entry(netWorth, 0)
    flows[length - 1] = entry(flows, length - 1) + entry(netWorth, years)
  }
  return flows
}

/** Key figures of one instance. Loan to value and yields concern the asset, the return the owner's equity. */
export function instanceKeyFigures(projection: ProjectionWithFlows, instanceId: string): KeyFigures {
  const instances = projection.instances.filter(({ id }) => id === instanceId)
  return {
    loanToValue: loanToValue(
      debtOn(projection, (property) => property === instanceId),
      instanceSeries(projection, instanceId, 'propertyValue'),
    ),
    ...yields(projection, instances),
    moneyWeightedReturn: moneyWeightedReturn(ownersFlows(projection, instances)),
  }
}

/** What is owed on properties: their own loans, and those that are secured on them. Other debts are not. */
function debtOn(projection: Projection, isMeant: (propertyId: string) => boolean): Float64Array {
  const debt = new Float64Array(projection.years + 1)
  for (const { id, kind, securedOn } of projection.instances) {
    const property = kind === 'property' ? id : securedOn
    if (property === null || !isMeant(property)) continue
    instanceSeries(projection, id, 'debt').forEach((owed, point) => {
      debt[point] = entry(debt, point) + owed
    })
  }
  return debt
}

/**
 * Key figures of the whole set. Loan to value is that of the properties and the loans on them; the return is that of the
 * instances together, loans of their own included, without the household account.
 */
export function totalKeyFigures(projection: ProjectionWithFlows): KeyFigures {
  // What the household earns and spends is no return on anything.
  const holdings = projection.instances.filter(({ kind }) => kind !== 'cash_flow')
  return {
    loanToValue: loanToValue(
      debtOn(projection, () => true),
      totalSeries(projection, 'propertyValue'),
    ),
    ...yields(projection, holdings),
    moneyWeightedReturn: moneyWeightedReturn(ownersFlows(projection, holdings)),
  }
}
