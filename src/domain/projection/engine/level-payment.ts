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

/**
 * Writes, for each rate a month r ≥ 0, r / ((1+r)^n − 1) with n payments left: the level payment of a balance of 1
 * is this plus r (the annuity formula; the sinking fund factor). A rate near zero gives 1/n by its series, and
 * e^y − 1 keeps its digits for a small y. `exp` of numbers/exp.ts is inline: this is where a simulation with loans
 * spends most of its time.
 */
export function repaidShares(
  shares: Float64Array,
  rates: Float64Array,
  count: number,
  payments: number,
): void {
  const table = powersOfTwo
  const n = payments
  for (let p = 0; p < count; p++) {
    const rate = rates[p]!
    let y = 0
    if (rate < SHORT_SERIES) {
      const upper = 1 / 5 - rate * (1 / 6 - rate * (1 / 7 - rate * (1 / 8 - rate * (1 / 9))))
      y = n * (rate * (1 - rate * (1 / 2 - rate * (1 / 3 - rate * (1 / 4 - rate * upper)))))
    } else {
      const s = rate / (2 + rate)
      const q = s * s
      y =
        n *
        (2 * s * (1 + q * (1 / 3 + q * (1 / 5 + q * (1 / 7 + q * (1 / 9 + q * (1 / 11 + q * (1 / 13))))))))
    }
    if (y < 1e-5) {
      shares[p] = (1 - rate * ((n - 1) / 2 - (rate * (n * n - 1)) / 12)) / n
      continue
    }
    if (y > 44) y = 44
    const k = y * STEPS_PER_NATURAL_UNIT + ROUNDING_SHIFT - ROUNDING_SHIFT
    const r = y - k * STEP_HIGH - k * STEP_LOW
    const power = table[(k | 0) + POWER_TABLE_HALF]!
    shares[p] =
      rate / (power - 1 + power * (r + r * r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120))))))
  }
}

const oneRate = new Float64Array(1)
const oneShare = new Float64Array(1)

/** `repaidShares` of a single rate. */
export function repaidShare(rate: number, payments: number): number {
  oneRate[0] = rate
  repaidShares(oneShare, oneRate, 1, payments)
  return oneShare[0]!
}
