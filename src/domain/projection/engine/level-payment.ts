/** The level payment of a loan, as the part of the scheduled balance that a payment repays. */
import {
  POWER_TABLE_HALF,
  powersOfTwo,
  ROUNDING_SHIFT,
  STEP_HIGH,
  STEP_LOW,
  STEPS_PER_NATURAL_UNIT,
} from '../numbers/exp.ts'

/**
 * r / ((1+r)^n − 1) for a rate a month r ≥ 0 and n payments left: the level payment of a balance of 1 is this
 * plus r (the annuity formula; the sinking fund factor). A rate near zero gives 1/n by its series, and e^y − 1
 * keeps its digits for a small y. Loops pass the table, which is then looked up once.
 */
export function repaidShare(rate: number, payments: number, table = powersOfTwo): number {
  const s = rate / (2 + rate)
  const q = s * s
  const log1p =
    2 * s * (1 + q * (1 / 3 + q * (1 / 5 + q * (1 / 7 + q * (1 / 9 + q * (1 / 11 + q * (1 / 13)))))))
  let y = payments * log1p
  if (y < 1e-5) {
    const n = payments
    return (1 - rate * ((n - 1) / 2 - (rate * (n * n - 1)) / 12)) / n
  }
  if (y > 44) y = 44
  const k = y * STEPS_PER_NATURAL_UNIT + ROUNDING_SHIFT - ROUNDING_SHIFT
  const r = y - k * STEP_HIGH - k * STEP_LOW
  const power = table[(k | 0) + POWER_TABLE_HALF]!
  return rate / (power - 1 + power * (r + r * r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120))))))
}
