/**
 * Logarithms and powers from additions, multiplications and divisions alone: the same bits on every engine
 * (see `exp.ts`). Used while a plan is compiled; loops over paths repeat `log1p` inline for small rates.
 *
 * Method: ln(1+r) = 2·artanh(r / (2+r)), the series of Gregory (1668).
 */
import { exp } from './exp.ts'

const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const SQRT2 = Math.SQRT2

function twiceArtanh(s: number): number {
  const q = s * s
  let sum = 0
  for (let n = 27; n >= 3; n -= 2) sum = q * (1 / n + sum)
  return 2 * s * (1 + sum)
}

/** Natural logarithm of a positive number. Throws a `RangeError` for anything else: the caller has a wrong formula. */
export function log(x: number): number {
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) throw new RangeError(`log of ${x}`)
  let mantissa = x
  let octaves = 0
  while (mantissa >= SQRT2) {
    mantissa /= 2
    octaves++
  }
  while (mantissa < SQRT2 / 2) {
    mantissa *= 2
    octaves--
  }
  return octaves * LN2_HIGH + (octaves * LN2_LOW + twiceArtanh((mantissa - 1) / (mantissa + 1)))
}

/** ln(1 + x) without losing the digits of a small x. */
export function log1p(x: number): number {
  return x > -0.2 && x < 0.25 ? twiceArtanh(x / (2 + x)) : log(1 + x)
}

/** base^exponent for a base of zero or more; 0^0 is 1. */
export function pow(base: number, exponent: number): number {
  if (exponent === 0) return 1
  if (base === 0) return 0
  return exp(exponent * log(base))
}
