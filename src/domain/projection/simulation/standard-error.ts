/** How surely a number of futures tells a figure: standard errors, and the digits that they bear. */
import { quantileScratch, quantiles } from './quantiles.ts'

/** A figure from simulated paths and its standard error, in the same unit. */
export interface Estimate {
  readonly value: number
  readonly standardError: number
}

/**
 * A quantile with its standard error: half the distance between the quantiles a binomial standard deviation,
 * √(p(1 − p)/n), below and above (Woodruff, *Journal of the American Statistical Association* 47, 1952). Supposes no
 * distribution. One path alone tells nothing of its error, which is infinite.
 */
export function estimateQuantile(
  values: Float64Array,
  probability: number,
  scratch = quantileScratch(values.length),
): Estimate {
  const n = values.length
  const deviation = Math.sqrt((probability * (1 - probability)) / n)
  const around = [Math.max(0, probability - deviation), probability, Math.min(1, probability + deviation)]
  const found = new Float64Array(3)
  quantiles(values, around, scratch, found, 0)
  const standardError = n > 1 ? (found[2]! - found[0]!) / 2 : Number.POSITIVE_INFINITY
  return { value: found[1]!, standardError }
}

/**
 * A share of the paths with its standard error, √(q(1 − q)/(n + 4)) where q counts two more paths for and two against
 * (Agresti & Coull, *The American Statistician* 52, 1998): what happened on no path or on all of them is not certain.
 */
export function estimateChance(share: number, paths: number): Estimate {
  const n = paths + 4
  const adjusted = (share * paths + 2) / n
  return { value: share, standardError: Math.sqrt((adjusted * (1 - adjusted)) / n) }
}

/** The figure to the decimal place of the first digit of its standard error: 1,234,567 ± 3,400 is 1,235,000. */
export function digitsBorne({ value, standardError }: Estimate): number {
  if (standardError === 0 || value === 0) return value
  const size = Number.isFinite(standardError) ? standardError : Math.abs(value)
  const place = Number(size.toExponential().split('e')[1])
  const power = Number(`1e${Math.abs(place)}`)
  return place < 0 ? Math.round(value * power) / power : Math.round(value / power) * power
}
