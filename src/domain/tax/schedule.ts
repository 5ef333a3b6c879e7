/** An amount that rises with income as a tax table says, in the form the engine calculates with. */
import type { TaxBracket } from './brackets.ts'

export interface TaxSchedule {
  /** The amount on no income: 0 of a tax, less than that where offsets are taken off. */
  readonly start: number
  /** Taxable income a year from which each rate applies, rising from 0. */
  readonly thresholds: Float64Array
  /** Rate on each further unit of income, as a fraction. */
  readonly rates: Float64Array
}

/** A schedule from brackets in percent, with every threshold `level` times as high. No brackets: nothing on any income. */
export function scheduleOf(brackets: readonly TaxBracket[], level = 1, start = 0): TaxSchedule {
  return {
    start: start * level,
    thresholds: Float64Array.from(brackets, ({ from }) => from * level),
    rates: Float64Array.from(brackets, ({ rate }) => rate / 100),
  }
}

/** The schedule whose amount is the sum of the amounts of others. */
export function sumOf(...schedules: readonly TaxSchedule[]): TaxSchedule {
  const all = schedules.flatMap(({ thresholds }) => [...thresholds])
  const thresholds = Float64Array.from(new Set(all)).sort()
  const rateAt = (schedule: TaxSchedule, income: number) =>
    schedule.rates[schedule.thresholds.findLastIndex((from) => from <= income)] ?? 0
  return {
    start: schedules.reduce((sum, { start }) => sum + start, 0),
    thresholds,
    rates: thresholds.map((from) => schedules.reduce((sum, schedule) => sum + rateAt(schedule, from), 0)),
  }
}

/** A part of an income that bears one rate. */
export interface Slice {
  readonly from: number
  readonly to: number
  /** A fraction. */
  readonly rate: number
}

/** The parts of the income between two amounts that bear a rate; rate times width of all adds up to the difference of `amountOn`. */
export function slicesBetween({ thresholds, rates }: TaxSchedule, low: number, high: number): Slice[] {
  return Array.from(thresholds, (threshold, k): Slice => {
    const [from, to] = [Math.max(threshold, low), Math.min(thresholds[k + 1] ?? high, high)]
    return { from, to, rate: rates[k] ?? 0 }
  }).filter(({ from, to, rate }) => to > from && rate !== 0)
}

/**
 * The amount on a taxable income of a year: start + Σ rateₖ · (min(y, thresholdₖ₊₁) − thresholdₖ) over the brackets
 * reached. On negative income it is that on none.
 */
export function amountOn({ start, thresholds, rates }: TaxSchedule, income: number): number {
  let amount = start
  for (let k = 0; k < thresholds.length; k++) {
    const from = thresholds[k]!
    if (income <= from) break
    const to = k + 1 < thresholds.length ? thresholds[k + 1]! : income
    amount += ((income < to ? income : to) - from) * rates[k]!
  }
  return amount
}
