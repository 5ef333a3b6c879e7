/** Plans two by two, path by path in the same markets: how far apart they are, and whether so many paths can tell. */
import { type Estimate, estimateQuantile } from '../simulation/standard-error.ts'
import { type Ahead, aheadOf, middleGoalYear, type Outlook, outlookOf, SMALLEST_LEAD } from './outlook.ts'
import type { PathEnds } from './path-ends.ts'

/** What plans are judged by. */
export type JudgedFigure =
  | 'middle'
  | 'worstOfTwenty'
  | 'goalChance'
  | 'goalYear'
  | 'lowestCash'
  | 'tax'
  | 'interest'

/** A figure of one plan less that of another, on common numbers. Of goal years the error is not known. */
export interface Gap extends Estimate {
  /** More than two standard errors, and no mere rounding: another seed would most likely say the same. */
  readonly isClear: boolean
}

export interface Pair extends Ahead {
  /** Net worth at the end of the one less that of the other, path by path, in money of the first month. */
  readonly difference: Outlook
  /** Null where one of them has no goal. A year that is never reached counts as infinitely late. */
  readonly gaps: Readonly<Record<JudgedFigure, Gap | null>>
}

const CLEAR = 2

function gap(value: number, standardError: number, rounding = 0): Gap {
  const isClear = Math.abs(value) > CLEAR * standardError && Math.abs(value) >= rounding
  return { value, standardError, isClear }
}

/** The standard error of the mean of one number a path. */
function meanGap(values: Float64Array): Gap {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0)
  return gap(mean, Math.sqrt(squares / (n - 1) / n))
}

/** A quantile, and which paths are not above it. */
interface Quantile extends Estimate {
  readonly isBelow: Uint8Array
  readonly below: number
}

function quantileOf(values: Float64Array, probability: number): Quantile {
  const estimate = estimateQuantile(values, probability)
  const isBelow = new Uint8Array(values.length)
  let below = 0
  for (let path = 0; path < values.length; path++) {
    if ((values[path] ?? Number.NaN) > estimate.value) continue
    isBelow[path] = 1
    below++
  }
  return { ...estimate, isBelow, below }
}

/**
 * The difference of two quantiles of the same paths. Each is off by what the share of paths below it is off (Bahadur, *Annals of
 * Mathematical Statistics* 37, 1966), so that their errors correlate as "this path is below" does of the one and of the other.
 */
function gapOf(a: Quantile, b: Quantile): Gap {
  const n = a.isBelow.length
  let belowBoth = 0
  for (let path = 0; path < n; path++) belowBoth += (a.isBelow[path] ?? 0) & (b.isBelow[path] ?? 0)
  const spread = Math.sqrt(a.below * (n - a.below) * b.below * (n - b.below))
  const correlation = spread > 0 ? (belowBoth * n - a.below * b.below) / spread : 0
  const variance =
    a.standardError * a.standardError +
    b.standardError * b.standardError -
    2 * correlation * a.standardError * b.standardError
  return gap(a.value - b.value, Math.sqrt(Math.max(0, variance)), SMALLEST_LEAD)
}

/** The same of two lists of one number a path. */
export function quantileGap(first: Float64Array, second: Float64Array, probability: number): Gap {
  return gapOf(quantileOf(first, probability), quantileOf(second, probability))
}

interface PlanQuantiles
  extends Readonly<Record<'middle' | 'worstOfTwenty' | 'lowestCash' | 'tax' | 'interest', Quantile>> {
  readonly goalYear: number
}

const read = new WeakMap<PathEnds, PlanQuantiles>()

/** Those of one plan, worked out once, beside however many it is laid. */
function quantilesOf(ends: PathEnds): PlanQuantiles {
  const known = read.get(ends)
  if (known) return known
  const found = {
    middle: quantileOf(ends.netWorth, 0.5),
    worstOfTwenty: quantileOf(ends.netWorth, 0.05),
    lowestCash: quantileOf(ends.lowestCash, 0.5),
    tax: quantileOf(ends.tax, 0.5),
    interest: quantileOf(ends.interest, 0.5),
    goalYear: middleGoalYear(ends.goalYear),
  }
  read.set(ends, found)
  return found
}

/** Years are whole: they differ clearly where by the end of the earlier one clearly more paths of the one have been there. */
function goalYearGap(first: PathEnds, second: PathEnds): Gap {
  const [a, b] = [quantilesOf(first).goalYear, quantilesOf(second).goalYear]
  if (a === b) return { value: 0, standardError: 0, isClear: false }
  const earlier = Math.min(a, b)
  const isThere = (year: number) => (year <= earlier ? 1 : 0)
  const more = first.goalYear.map(
    (year, path) => isThere(year) - isThere(second.goalYear[path] ?? Number.NaN),
  )
  return { value: a - b, standardError: Number.NaN, isClear: meanGap(more).isClear }
}

/** A plan beside another on common numbers. */
export function pairOf(first: PathEnds, second: PathEnds): Pair {
  const less = (a: Float64Array, b: Float64Array) => a.map((value, path) => value - (b[path] ?? Number.NaN))
  const differences = less(first.netWorth, second.netWorth)
  const haveGoals = first.goalYear.length > 0 && second.goalYear.length > 0
  const [a, b] = [quantilesOf(first), quantilesOf(second)]
  return {
    ...aheadOf(differences),
    difference: outlookOf(differences),
    gaps: {
      middle: gapOf(a.middle, b.middle),
      worstOfTwenty: gapOf(a.worstOfTwenty, b.worstOfTwenty),
      goalChance: haveGoals ? meanGap(less(first.meetsGoal, second.meetsGoal)) : null,
      goalYear: haveGoals ? goalYearGap(first, second) : null,
      lowestCash: gapOf(a.lowestCash, b.lowestCash),
      tax: gapOf(a.tax, b.tax),
      interest: gapOf(a.interest, b.interest),
    },
  }
}

/** The same pair, the other of the two first. */
function turned({ chanceAhead, chanceBehind, difference, gaps }: Pair): Pair {
  const less = <Of extends Estimate>(estimate: Of): Of => ({ ...estimate, value: 0 - estimate.value })
  const { paths, low, middle, high } = difference
  const others = Object.entries(gaps).map(([figure, found]) => [figure, found && less(found)])
  return {
    chanceAhead: chanceBehind,
    chanceBehind: chanceAhead,
    difference: { paths, low: less(high), middle: less(middle), high: less(low) },
    gaps: Object.fromEntries(others),
  }
}

/** Every plan beside every plan, all on common numbers: `pairs[i][j]` is the i-th beside the j-th. */
export function pairsOf(plans: readonly PathEnds[]): Pair[][] {
  const pairs: Pair[][] = []
  plans.forEach((first, place) => {
    const before = plans.slice(0, place + 1).map((second) => pairOf(first, second))
    pairs.push(before)
    for (const [other, pair] of before.slice(0, place).entries()) pairs[other]?.push(turned(pair))
  })
  return pairs
}

/** The same where the plans have goals that differ: their chances say nothing of each other. */
export function withoutGoals(pairs: readonly (readonly Pair[])[]): Pair[][] {
  return pairs.map((row) =>
    row.map((pair) => ({ ...pair, gaps: { ...pair.gaps, goalChance: null, goalYear: null } })),
  )
}

/** Less of these is better; of the others more. */
const lessIsBetter: ReadonlySet<JudgedFigure> = new Set(['goalYear', 'tax', 'interest'])

/** Whether the one is the better of the two in a figure; null where the paths do not tell. */
export function isBetter({ gaps }: Pair, figure: JudgedFigure): boolean | null {
  const found = gaps[figure]
  return found?.isClear ? found.value > 0 !== lessIsBetter.has(figure) : null
}

/** The plans than which no other is clearly better in a figure, by their place; none where that is true of all. */
export function leadersOf(pairs: readonly (readonly Pair[])[], figure: JudgedFigure): readonly number[] {
  const leaders = pairs.flatMap((beside, place) =>
    beside.some((pair) => isBetter(pair, figure) === false) ? [] : [place],
  )
  return leaders.length === pairs.length ? [] : leaders
}

/**
 * Whether the first of the two ends ahead on clearly more paths than it ends behind, or on clearly fewer; null between. Half a path more is
 * counted for each outcome of a pair (Agresti & Min, *Statistics in Medicine* 24, 2005), so that what happened on all of few paths is not certain.
 */
export function isClearlyAhead({ chanceAhead, chanceBehind, difference: { paths } }: Pair): boolean | null {
  const n = paths + 2
  const [ahead, behind] = [chanceAhead, chanceBehind].map(({ value }) => (value * paths + 0.5) / n) as [
    number,
    number,
  ]
  const lead = ahead - behind
  const variance = (ahead + behind - lead * lead) / n
  return gap(lead, Math.sqrt(Math.max(0, variance))).isClear ? lead > 0 : null
}

/** Whether the two end level on every path. */
export function isLevel({ chanceAhead, chanceBehind }: Pair): boolean {
  return chanceAhead.value + chanceBehind.value === 0
}
