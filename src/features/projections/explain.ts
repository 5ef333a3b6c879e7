/** How a figure of the table of years comes about, from the same rows: a law holds that the terms add up to it. */

import type { InstanceKind } from '#domain/instances/types.ts'
import { owed } from '#domain/money/owed.ts'
import {
  householdSeries,
  instanceSeries,
  type Projection,
  totalSeries,
} from '#domain/projection/projection.ts'
import type { Row } from '#domain/projection/rows.ts'
import { cutParts, partsOf, type Side } from './breakdown.ts'
import { measureOf } from './measures.ts'
import { at, householdValues, instanceValues, type Money, totals } from './series.ts'
import { type Sum, sumOfTerms } from './sum.ts'

/** Whose figure: of all together, of the household account, or of a holding by its id. */
export type Holder = 'all' | 'household' | { readonly id: string }

export interface Explanation {
  readonly sum: Sum
  /** Where the figure is in today's money and its terms are not: prices by then, after one year, and what is left. */
  readonly today?: { readonly level: number; readonly ofYear: number; readonly amount: number }
}

/** Holdings that have a line of their own. */
const shownParts = 20

const term = (key: string, label: string, amount: number, note?: string): Sum => ({
  key,
  label,
  amount,
  ...(note !== undefined && { note }),
})

/** Reads rows of a holder at the beginning of a year and during it. */
function reader(projection: Projection, holder: Holder, year: number) {
  const series = (row: Row) =>
    holder === 'all'
      ? totalSeries(projection, row)
      : holder === 'household'
        ? householdSeries(projection, row)
        : instanceSeries(projection, holder.id, row)
  const now = (row: Row) => at(series(row), year)
  const before = (row: Row) => at(series(row), year - 1)
  /** What all holdings of a kind have in a row, among those of the holder. */
  const ofKind = (kind: InstanceKind, row: Row, when = year) =>
    projection.instances
      .filter(
        (one) => one.kind === kind && (holder === 'all' || (holder !== 'household' && holder.id === one.id)),
      )
      .reduce((sum, { id }) => sum + at(instanceSeries(projection, id, row), when), 0)
  return { now, before, ofKind }
}

type Reader = ReturnType<typeof reader>

/** Rises and falls of worth of one kind: growth, what is put in, what is taken out; offset accounts stand with cash. */
function worthTerms({ ofKind }: Reader, kind: InstanceKind, year: number): Sum[] {
  const offsets = ofKind(kind, 'cashValue') - ofKind(kind, 'cashValue', year - 1)
  const newDebt = ofKind(kind, 'principal') + ofKind(kind, 'debt') - ofKind(kind, 'debt', year - 1)
  const isDwelling = kind === 'property'
  const paidIn = ofKind(kind, 'contributions') + newDebt - (isDwelling ? Math.max(0, offsets) : 0)
  const paidOut = ofKind(kind, 'withdrawals') + (isDwelling ? Math.min(0, offsets) : 0)
  return [
    term('growth', isDwelling ? 'Growth' : 'Growth, less fees', ofKind(kind, 'growth')),
    term('reinvested', 'Income reinvested', ofKind(kind, 'reinvested')),
    term('in', isDwelling ? 'Bought' : 'Paid in', paidIn),
    term('out', isDwelling ? 'Sold' : 'Taken out or sold', -paidOut),
  ]
}

const flowSigns = [
  ['income', 1],
  ['reinvested', -1],
  ['received', 1],
  ['spent', -1],
  ['expenses', -1],
  ['interest', -1],
  ['principal', -1],
  ['contributions', -1],
  ['withdrawals', 1],
  ['tax', -1],
] as const satisfies readonly (readonly [Row, number])[]

/** Flows that leave or come from outside; the others only change the form of what is owned. */
const changesNetWorth: ReadonlySet<string> = new Set<Row>([
  'income',
  'received',
  'spent',
  'expenses',
  'interest',
  'tax',
])

function flowTerms({ now }: Reader): Sum[] {
  return flowSigns.map(([row, sign]) => term(row, measureOf(row).label, sign * now(row)))
}

const beginning = (amount: number) => term('before', 'At the beginning of the year', amount)

/** The terms of a figure in future money; none where it is made of nothing that the rows know. */
function termsOf(projection: Projection, row: Row, holder: Holder, year: number): readonly Sum[] {
  const read = reader(projection, holder, year)
  const { now, before, ofKind } = read
  const isHolding = typeof holder === 'object'
  const start = beginning(row === 'debt' ? owed(before(row)) : before(row))
  switch (row) {
    case 'netWorth':
      if (year === 0)
        return (['propertyValue', 'portfolioValue', 'cashValue', 'household', 'debt'] as const).map((part) =>
          term(part, measureOf(part).label, part === 'debt' ? owed(now(part)) : now(part)),
        )
      // It receives and pays for all.
      if (holder === 'household') return termsOf(projection, 'household', holder, year)
      return [
        start,
        term('growth', measureOf('growth').label, now('growth')),
        ...flowTerms(read).filter(({ key }) => changesNetWorth.has(key)),
        // What a holding pays or receives leaves it for the household account, which has everything else.
        term('paid', 'Paid to the household account', isHolding ? -now('netCashFlow') : 0),
      ]
    case 'propertyValue':
      return year === 0 ? [] : [start, ...worthTerms(read, 'property', year)]
    case 'portfolioValue':
      return year === 0 ? [] : [start, ...worthTerms(read, 'portfolio', year)]
    case 'cashValue':
      if (year === 0) return []
      return [
        start,
        ...worthTerms(read, 'cash', year),
        term(
          'offset',
          'Offset accounts opened, less closed',
          ofKind('property', 'cashValue') - ofKind('property', 'cashValue', year - 1),
        ),
      ]
    case 'household':
      if (year === 0 || isHolding) return []
      return [
        start,
        term('flow', measureOf('netCashFlow').label, at(totalSeries(projection, 'netCashFlow'), year)),
      ]
    case 'debt':
      if (year === 0) return []
      return [
        start,
        term('drawn', 'Newly borrowed', before('debt') - now('principal') - now('debt')),
        term('principal', 'Principal repaid', now('principal')),
      ]
    case 'netCashFlow':
      return flowTerms(read)
    case 'cumulativeCashFlow':
      return year === 0 ? [] : [start, term('flow', 'Net cash flow of the year', now('netCashFlow'))]
    case 'growth':
      if (!isHolding || year === 0) return []
      return [
        term(
          'rise',
          'Rise of what it is worth less what is owed on it',
          now('netWorth') - before('netWorth'),
        ),
        term('reinvested', 'Income reinvested', -now('reinvested')),
        term('principal', 'Principal repaid', -now('principal')),
        term('in', 'Paid in', -now('contributions')),
        term('out', 'Taken out', now('withdrawals')),
      ]
    default:
      return []
  }
}

function shownAmount(projection: Projection, row: Row, holder: Holder, year: number, money: Money): number {
  const values =
    holder === 'all'
      ? totals(projection, row, money)
      : holder === 'household'
        ? householdValues(projection, row, money)
        : instanceValues(projection, holder.id, row, money)
  return at(values, year)
}

/** By holding, where nothing else explains a figure of all together. */
function holdingTerms(side: Side, row: Row, year: number, money: Money): Sum[] {
  return cutParts(partsOf(side, row, money), shownParts).map(({ key, label, values }) =>
    term(key, label, at(values, year)),
  )
}

const asName = 'The figure'

/** Sums of flows in today's money are sums of flows in today's money: prices move between them. */
function cumulativeToday(projection: Projection, holder: Holder, year: number): Explanation {
  const amount = (row: Row, when: number) => shownAmount(projection, row, holder, when, 'today')
  const terms = [
    beginning(amount('cumulativeCashFlow', year - 1)),
    term('flow', 'Net cash flow of the year', amount('netCashFlow', year)),
  ]
  return { sum: sumOfTerms('figure', asName, terms, amount('cumulativeCashFlow', year)) }
}

/** Explains one figure: a row of a holder in a year, as it is shown in the money chosen. */
export function explain(
  { shown, less }: Side,
  row: Row,
  holder: Holder,
  year: number,
  money: Money,
): Explanation {
  if (less) {
    const [first, second] = [shown, less].map((projection) =>
      shownAmount(projection, row, holder, year, money),
    )
    const terms = [term('shown', 'Scenario', first ?? 0), term('less', 'Reality', -(second ?? 0))]
    return { sum: sumOfTerms('figure', asName, terms) }
  }
  if (money === 'today' && row === 'cumulativeCashFlow' && year > 0)
    return cumulativeToday(shown, holder, year)
  // Net worth in today's money is net worth, divided.
  const isReal = row === 'netWorthReal'
  const future = isReal ? 'netWorth' : row
  const known = termsOf(shown, future, holder, year)
  const terms =
    known.length > 0 || holder !== 'all' || row === 'deficit'
      ? known
      : holdingTerms({ shown }, future, year, 'future')
  const sum = sumOfTerms('figure', asName, terms, shownAmount(shown, future, holder, year, 'future'))
  if (year === 0 || (money === 'future' && !isReal)) return { sum }
  return {
    sum,
    today: {
      level: at(shown.priceLevels, year),
      ofYear: at(shown.priceLevels, 1),
      amount: shownAmount(shown, row, holder, year, money),
    },
  }
}
