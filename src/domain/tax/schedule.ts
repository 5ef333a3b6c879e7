/** A tax table in the form the engine calculates with, and the tax on an income. */
import type { Assumptions } from '#domain/scenarios/assumptions.ts'
import { parseTaxBrackets, type TaxBracket } from './brackets.ts'
import { taxPresets } from './presets.ts'

export interface TaxSchedule {
  /** Taxable income a year from which each rate applies, rising from 0. */
  readonly thresholds: Float64Array
  /** Rate on each further unit of income, as a fraction. */
  readonly rates: Float64Array
  /** The highest rate, as a fraction: no tax can change by more than this times the change of income. */
  readonly highestRate: number
}

/** A schedule from brackets in percent. No brackets: no tax. */
export function scheduleOf(brackets: readonly TaxBracket[]): TaxSchedule {
  const rates = Float64Array.from(brackets, (bracket) => bracket.rate / 100)
  return {
    thresholds: Float64Array.from(brackets, (bracket) => bracket.from),
    rates,
    highestRate: rates.reduce((highest, rate) => Math.max(highest, rate), 0),
  }
}

/** The schedule that `tax_preset` and its companions describe. Throws a `RangeError` for brackets that do not parse. */
export function scheduleFor(assumptions: Assumptions): TaxSchedule {
  switch (assumptions.tax_preset) {
    case 'none':
      return scheduleOf([])
    case 'flat':
      return scheduleOf([{ from: 0, rate: Number(assumptions.tax_flat_rate) }])
    case 'custom': {
      const parsed = parseTaxBrackets(String(assumptions.tax_brackets))
      if ('error' in parsed) throw new RangeError(parsed.error)
      return scheduleOf(parsed.brackets)
    }
    case 'au_2025_26_resident':
      return scheduleOf(taxPresets.au_2025_26_resident.brackets)
    default:
      throw new RangeError(`There is no tax preset ${String(assumptions.tax_preset)}.`)
  }
}

/**
 * Tax a year on a taxable income, with every threshold multiplied by `level` (1 unless brackets are indexed).
 * Negative income is not taxed. T(y) = Σ rateₖ · (min(y, thresholdₖ₊₁) − thresholdₖ) over the brackets reached.
 */
export function incomeTax(schedule: TaxSchedule, level: number, income: number): number {
  const { thresholds, rates } = schedule
  let tax = 0
  for (let k = 0; k < thresholds.length; k++) {
    const from = thresholds[k]! * level
    if (income <= from) break
    const to = k + 1 < thresholds.length ? thresholds[k + 1]! * level : income
    tax += ((income < to ? income : to) - from) * rates[k]!
  }
  return tax
}
