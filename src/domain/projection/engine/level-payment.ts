/** The level payment of a loan, as the part of the scheduled balance that a payment repays. */
import {
  POWER_TABLE_HALF,
  powersOfTwo,
  ROUNDING_SHIFT,
  STEP_HIGH,
  STEP_LOW,
  STEPS_PER_NATURAL_UNIT,
} from '../numbers/exp.ts'

/** Above this rate a month (24% a year) the short series of ln(1+r) is no longer exact. */
const SHORT_SERIES = 0.02
/** Below this n·ln(1+r) the payment is written as a series in the rate: there is next to no rate. */
const NEAR_ZERO = 1e-5
/** Above this n·ln(1+r) the repaid part no longer matters beside the rate. */
const LONGEST = 44

/**
 * Writes, for each rate a month r ≥ 0, r / ((1+r)^n − 1) with n payments left: the level payment of a balance of 1
 * is this plus r (the annuity formula; the sinking fund factor).
 *
 * This is where a simulation with loans spends much of its time. Two loops in place of one: each is one long chain
 * of operations that wait for each other, and the shorter the chain, the more rates the processor has in hand at
 * once. `exp` of numbers/exp.ts is inline, its imported constants are held in locals, because V8 reads an import
 * anew each time, and unusual rates are left to a function of their own.
 */
export function repaidShares(
  shares: Float64Array,
  rates: Float64Array,
  count: number,
  payments: number,
): void {
  logGrowths(shares, rates, count, payments)
  const table = powersOfTwo
  const half = POWER_TABLE_HALF
  const shift = ROUNDING_SHIFT
  const steps = STEPS_PER_NATURAL_UNIT
  const stepHigh = STEP_HIGH
  const stepLow = STEP_LOW
  const highestRate = SHORT_SERIES
  const lowest = NEAR_ZERO
  const highest = LONGEST
  for (let p = 0; p < count; p++) {
    const rate = rates[p]!
    const y = shares[p]!
    if (rate < highestRate && y >= lowest && y <= highest) {
      const k = y * steps + shift - shift
      const r = y - k * stepHigh - k * stepLow
      const power = table[(k | 0) + half]!
      // e^y − 1 in this form keeps its digits for a small y.
      shares[p] =
        rate / (power - 1 + power * (r + r * r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120))))))
    } else shares[p] = anyShare(rate, y, payments)
  }
}

/** n·ln(1+r) by its series, for rates below `SHORT_SERIES`. */
function logGrowths(out: Float64Array, rates: Float64Array, count: number, payments: number): void {
  for (let p = 0; p < count; p++) out[p] = payments * shortLog1p(rates[p]!)
}

function shortLog1p(rate: number): number {
  const upper = 1 / 5 - rate * (1 / 6 - rate * (1 / 7 - rate * (1 / 8 - rate * (1 / 9))))
  return rate * (1 - rate * (1 / 2 - rate * (1 / 3 - rate * (1 / 4 - rate * upper))))
}

/** The share of any rate, also next to nothing (1/n by its series), above 24% a year, or the term very long. */
function anyShare(rate: number, shortSeries: number, payments: number): number {
  const n = payments
  let y = shortSeries
  if (rate >= SHORT_SERIES) {
    const s = rate / (2 + rate)
    const q = s * s
    y =
      n * (2 * s * (1 + q * (1 / 3 + q * (1 / 5 + q * (1 / 7 + q * (1 / 9 + q * (1 / 11 + q * (1 / 13))))))))
  }
  if (y < NEAR_ZERO) return (1 - rate * ((n - 1) / 2 - (rate * (n * n - 1)) / 12)) / n
  if (y > LONGEST) y = LONGEST
  const k = y * STEPS_PER_NATURAL_UNIT + ROUNDING_SHIFT - ROUNDING_SHIFT
  const r = y - k * STEP_HIGH - k * STEP_LOW
  const power = powersOfTwo[(k | 0) + POWER_TABLE_HALF]!
  return rate / (power - 1 + power * (r + r * r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120))))))
}

/** `repaidShares` of a single rate. */
export function repaidShare(rate: number, payments: number): number {
  return anyShare(rate, payments * shortLog1p(rate), payments)
}
