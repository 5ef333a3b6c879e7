/**
 * What net worth moves by, cause by cause and holding by holding: money that only changes its form (contributions, repayments,
 * purchases) has no part in it. Every cause is the sum of its holdings and of its years; start and causes add up to the end.
 */
import type { InstanceKind } from '#domain/instances/types.ts'
import { householdSeries, type Projection, seriesAtPosition } from '#domain/projection/projection.ts'
import type { Row } from '#domain/projection/rows.ts'
import type { Side } from './breakdown.ts'
import { at, deflated, difference, type Money, totals } from './series.ts'

const causeKeys = [
  'now',
  'received',
  'spent',
  'rent',
  'distributions',
  'interestEarned',
  'propertyGrowth',
  'portfolioGrowth',
  'expenses',
  'interest',
  'cashInflation',
  'debtInflation',
  'tax',
] as const
export type CauseKey = (typeof causeKeys)[number]

/** What an amount is made of: of one projection, what the market did and inflation took; of a difference, both sides. */
type Term = 'market' | 'inflation' | 'shown' | 'less'

export interface CausePart {
  /** The id of a holding, or `household`. */
  readonly key: string
  readonly label: string
  readonly kind: InstanceKind | 'household'
  /** A year each; of what is there now, at point 0. */
  readonly values: Float64Array
  /** They add up to the values; none where nothing smaller makes them. */
  readonly terms: Readonly<Partial<Record<Term, Float64Array>>>
}

export interface Cause {
  readonly key: CauseKey
  readonly values: Float64Array
  readonly parts: readonly CausePart[]
  /** Of a difference: what it is less what. */
  readonly sides?: { readonly shown: Float64Array; readonly less: Float64Array }
}

/** What a row is of a holding of this kind. */
function causeOfRow(row: 'income' | 'growth', kind: CausePart['kind']): CauseKey {
  if (row === 'growth') return kind === 'property' ? 'propertyGrowth' : 'portfolioGrowth'
  return kind === 'property' ? 'rent' : kind === 'portfolio' ? 'distributions' : 'interestEarned'
}

const inOut = [
  ['received', 1],
  ['spent', -1],
  ['expenses', -1],
  ['interest', -1],
  ['tax', -1],
] as const satisfies readonly (readonly [Row & CauseKey, number])[]

const scaled = (values: Float64Array, factor: number) => values.map((value) => factor * value)
const plus = (first: Float64Array, second: Float64Array) => first.map((value, k) => value + at(second, k))
const isSomething = (values: Float64Array) => values.some((value) => value !== 0)

/**
 * What inflation takes during each year of an amount that is there as the year begins: it is worth less at the year's end, in
 * money of today, without anything having been paid.
 */
function lostToInflation(balance: Float64Array, priceLevels: Float64Array): Float64Array {
  return balance.map((_, year) => {
    if (year === 0) return 0
    const before = at(balance, year - 1)
    return before / at(priceLevels, year) - before / at(priceLevels, year - 1)
  })
}

type Entry = readonly [cause: CauseKey, values: Float64Array, term?: Term]

/** What moves the net worth of one holder, in the money chosen. */
function entriesOf(
  kind: CausePart['kind'],
  read: (row: Row) => Float64Array,
  { priceLevels }: Projection,
  money: Money,
): Entry[] {
  const inMoney = (values: Float64Array) => (money === 'today' ? deflated(values, priceLevels) : values)
  // Flows happen in years: what stands at the beginning has happened.
  const flow = (row: Row) => inMoney(read(row)).map((amount, year) => (year === 0 ? 0 : amount))
  const growth = causeOfRow('growth', kind)
  const entries: Entry[] = [
    ['now', read('netWorth').map((amount, year) => (year === 0 ? amount : 0))],
    [causeOfRow('income', kind), flow('income')],
    ...inOut.map(([row, sign]): Entry => [row, scaled(flow(row), sign)]),
    [growth, flow('growth'), 'market'],
  ]
  if (money === 'future') return entries
  const household = read('household')
  const invested = plus(read('propertyValue'), read('portfolioValue'))
  const cash = plus(
    read('cashValue'),
    household.map((balance) => Math.max(0, balance)),
  )
  const debt = plus(
    read('debt'),
    household.map((balance) => Math.max(0, -balance)),
  )
  return [
    ...entries,
    [growth, lostToInflation(invested, priceLevels), 'inflation'],
    ['cashInflation', lostToInflation(cash, priceLevels)],
    ['debtInflation', scaled(lostToInflation(debt, priceLevels), -1)],
  ]
}

/** By cause, then by holder, in the order of the plan; what is nothing throughout is left out. */
function partsByCause(projection: Projection, money: Money): Map<CauseKey, Map<string, CausePart>> {
  const byCause = new Map<CauseKey, Map<string, CausePart>>(causeKeys.map((key) => [key, new Map()]))
  const add = (holder: Pick<CausePart, 'key' | 'label' | 'kind'>, [cause, values, term]: Entry) => {
    if (!isSomething(values)) return
    const parts = byCause.get(cause)
    const before = parts?.get(holder.key)
    parts?.set(holder.key, {
      ...holder,
      values: before ? plus(before.values, values) : values,
      terms: { ...before?.terms, ...(term && { [term]: values }) },
    })
  }
  projection.instances.forEach(({ id, name, kind }, position) => {
    const read = (row: Row) => seriesAtPosition(projection, position, row)
    for (const entry of entriesOf(kind, read, projection, money)) add({ key: id, label: name, kind }, entry)
  })
  const household = { key: 'household', label: 'Household account', kind: 'household' } as const
  const read = (row: Row) => householdSeries(projection, row)
  for (const entry of entriesOf('household', read, projection, money)) add(household, entry)
  return byCause
}

function sumOfParts(parts: Iterable<CausePart>, points: number): Float64Array {
  const sum = new Float64Array(points)
  for (const { values } of parts)
    for (let year = 0; year < points; year++) sum[year] = at(sum, year) + at(values, year)
  return sum
}

type Parts = ReadonlyMap<string, CausePart>

/** Of the one side less the other: the same holding has the same id on both. */
function lessParts(shown: Parts, less: Parts, points: number): CausePart[] {
  const none = new Float64Array(points)
  return [...new Map([...less, ...shown])].map(([key, part]) => {
    const own = shown.get(key)?.values ?? none
    const other = less.get(key)?.values ?? none
    return { ...part, values: difference(own, other), terms: { shown: own, less: scaled(other, -1) } }
  })
}

export interface Causes {
  /** Net worth now, or, of a difference, at the end of what is taken away. */
  readonly start: number
  readonly end: number
  /** In the order of `causeKeys`; those in which nothing happens are left out. */
  readonly causes: readonly Cause[]
}

/** What leads from net worth now to the end; of a difference, from the one end to the other. */
export function causesOf({ shown, less }: Side, money: Money): Causes {
  const worth = (projection: Projection, year: number) => at(totals(projection, 'netWorth', money), year)
  const points = shown.years + 1
  const own = partsByCause(shown, money)
  const other = less && partsByCause(less, money)
  const causeOf = (key: CauseKey): Cause => {
    const parts: Parts = own.get(key) ?? new Map()
    const without: Parts = other?.get(key) ?? new Map()
    const list = other ? lessParts(parts, without, points) : [...parts.values()]
    const values = sumOfParts(list, points)
    if (!other) return { key, parts: list, values }
    const sides = {
      shown: sumOfParts(parts.values(), points),
      less: sumOfParts(without.values(), points),
    }
    return { key, parts: list, values, sides }
  }
  return {
    start: less ? worth(less, less.years) : worth(shown, 0),
    end: worth(shown, shown.years),
    // Where it begins with it, net worth now leads nowhere.
    causes: causeKeys
      .filter((key) => key !== 'now' || other)
      .map(causeOf)
      .filter(({ parts }) => parts.some(({ values }) => isSomething(values))),
  }
}

/** What comes of it over all years. */
export function amountOf({ values }: Pick<Cause, 'values'>): number {
  return values.reduce((sum, amount) => sum + amount, 0)
}
