/**
 * What net worth moves by, cause by cause and holding by holding: money that only changes its form (contributions, repayments,
 * purchases) has no part in it. Every cause is the sum of its holdings and of its years; start and causes add up to the end.
 */
import type { InstanceKind } from '#domain/instances/types.ts'
import { householdSeries, type Projection, seriesAtPosition } from '#domain/projection/projection.ts'
import type { Row } from '#domain/projection/rows.ts'
import type { Side } from './breakdown.ts'
import { at, type Money, totals } from './series.ts'

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

/** All is made in plain loops: a thousand holdings over forty years are half a million numbers on each side. */
type Read = (row: Row) => Float64Array

/** What moves net worth: the amounts of a row in the money chosen, with this sign; undefined where there are none. */
function flowOf(amounts: Float64Array, sign: number, levels: Float64Array | null): Float64Array | undefined {
  let values: Float64Array | undefined
  // Flows happen in years: what stands at the beginning has happened.
  for (let year = 1; year < amounts.length; year++) {
    const amount = at(amounts, year)
    if (amount === 0) continue
    values ??= new Float64Array(amounts.length)
    values[year] = (sign * amount) / (levels ? at(levels, year) : 1)
  }
  return values
}

/**
 * What inflation does during each year to an amount that is there as the year begins: it is worth less at the year's end, in
 * money of today, without anything having been paid. Of what is owed the sign is negative.
 */
function inflationOn(
  balances: readonly Float64Array[],
  sign: number,
  levels: Float64Array,
): Float64Array | undefined {
  let values: Float64Array | undefined
  for (let year = 1; year < levels.length; year++) {
    let before = 0
    for (const balance of balances) before += at(balance, year - 1)
    if (before === 0) continue
    values ??= new Float64Array(levels.length)
    values[year] = sign * (before / at(levels, year) - before / at(levels, year - 1))
  }
  return values
}

const plus = (first: Float64Array, second: Float64Array) => {
  const sum = first.slice()
  for (let year = 0; year < sum.length; year++) sum[year] = at(sum, year) + at(second, year)
  return sum
}

/** Only what is there, or, of an account that can be overdrawn, only what is missing. */
const above = (balance: Float64Array) => balance.map((amount) => Math.max(0, amount))
const below = (balance: Float64Array) => balance.map((amount) => Math.max(0, -amount))

type Parts = Map<string, CausePart>
type PartsByCause = ReadonlyMap<CauseKey, Parts>

/** Enters what moves the net worth of one holder, by cause. */
function addHolder(
  byCause: PartsByCause,
  holder: Pick<CausePart, 'key' | 'label' | 'kind'>,
  read: Read,
  levels: Float64Array | null,
): void {
  const add = (cause: CauseKey, values: Float64Array | undefined, terms: CausePart['terms'] = {}) => {
    if (values) byCause.get(cause)?.set(holder.key, { ...holder, values, terms })
  }
  const worth = at(read('netWorth'), 0)
  if (worth !== 0) {
    const values = new Float64Array(read('netWorth').length)
    values[0] = worth
    add('now', values)
  }
  add(causeOfRow('income', holder.kind), flowOf(read('income'), 1, levels))
  for (const [row, sign] of inOut) add(row, flowOf(read(row), sign, levels))
  const market = flowOf(read('growth'), 1, levels)
  const inflation = levels
    ? inflationOn([read('propertyValue'), read('portfolioValue')], 1, levels)
    : undefined
  const growth = market && inflation ? plus(market, inflation) : (market ?? inflation)
  add(causeOfRow('growth', holder.kind), growth, {
    ...(market && { market }),
    ...(inflation && { inflation }),
  })
  if (!levels) return
  // No holding has a part of the household account.
  const account = holder.kind === 'household' ? read('household') : null
  add('cashInflation', inflationOn(account ? [above(account)] : [read('cashValue')], 1, levels))
  add('debtInflation', inflationOn(account ? [below(account)] : [read('debt')], -1, levels))
}

/** By cause, then by holder, in the order of the plan; what is nothing throughout is left out. */
function partsByCause(projection: Projection, money: Money): PartsByCause {
  const byCause = new Map<CauseKey, Parts>(causeKeys.map((key) => [key, new Map()]))
  const levels = money === 'today' ? projection.priceLevels : null
  projection.instances.forEach(({ id, name, kind }, position) => {
    const read = (row: Row) => seriesAtPosition(projection, position, row)
    addHolder(byCause, { key: id, label: name, kind }, read, levels)
  })
  const household = { key: 'household', label: 'Household account', kind: 'household' } as const
  addHolder(byCause, household, (row) => householdSeries(projection, row), levels)
  return byCause
}

function sumOfParts(parts: Iterable<CausePart>, points: number): Float64Array {
  const sum = new Float64Array(points)
  for (const { values } of parts)
    for (let year = 0; year < points; year++) sum[year] = at(sum, year) + at(values, year)
  return sum
}

const isSame = (first: Float64Array, second: Float64Array) =>
  first.every((amount, year) => amount === at(second, year))

/** Of the one side less the other, where they differ: the same holding has the same id on both. */
function lessParts(shown: Parts, less: Parts, points: number): CausePart[] {
  const none = new Float64Array(points)
  const parts: CausePart[] = []
  for (const key of new Set([...shown.keys(), ...less.keys()])) {
    const part = shown.get(key) ?? less.get(key)
    const own = shown.get(key)?.values ?? none
    const other = less.get(key)?.values ?? none
    if (!part || isSame(own, other)) continue
    const taken = other.map((amount) => -amount)
    parts.push({ ...part, values: plus(own, taken), terms: { shown: own, less: taken } })
  }
  return parts
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
    if (!other) return { key, parts: [...parts.values()], values: sumOfParts(parts.values(), points) }
    const without: Parts = other.get(key) ?? new Map()
    const list = lessParts(parts, without, points)
    const sides = {
      shown: sumOfParts(parts.values(), points),
      less: sumOfParts(without.values(), points),
    }
    return { key, parts: list, values: sumOfParts(list, points), sides }
  }
  return {
    start: less ? worth(less, less.years) : worth(shown, 0),
    end: worth(shown, shown.years),
    // Where it begins with it, net worth now leads nowhere.
    causes: causeKeys
      .filter((key) => key !== 'now' || other)
      .map(causeOf)
      .filter(({ parts }) => parts.length > 0),
  }
}

/** What comes of it over all years. */
export function amountOf({ values }: Pick<Cause, 'values'>): number {
  return values.reduce((sum, amount) => sum + amount, 0)
}
