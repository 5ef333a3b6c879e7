/** Whether correlations between the classes of the market can hold together. */

export const correlationKeys = [
  'correlation_property_shares',
  'correlation_property_rates',
  'correlation_shares_rates',
] as const

/** Those of bonds with each of the other three. */
export const bondCorrelationKeys = [
  'correlation_property_bonds',
  'correlation_shares_bonds',
  'correlation_bonds_rates',
] as const

/** Lets exact limits such as (1, 0.5, 0.5) pass. */
const TOLERANCE = -1e-12

/**
 * A correlation matrix of three is positive semidefinite when no entry is beyond ±1 and its determinant
 * `1 + 2abc − a² − b² − c²` is not negative.
 */
export function areCorrelationsConsistent(a: number, b: number, c: number): boolean {
  return (
    Math.max(Math.abs(a), Math.abs(b), Math.abs(c)) <= 1 &&
    1 + 2 * a * b * c - a * a - b * b - c * c >= TOLERANCE
  )
}

/**
 * The same of four, property, shares, rates and bonds, of which `a`, `b`, `c` are the first three's, `d`, `e`, `f` those of
 * bonds with each of them: when all four matrices of three are, and its own determinant is not negative.
 */
export function areAllCorrelationsConsistent(
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
): boolean {
  const squares = a * a + b * b + c * c + d * d + e * e + f * f
  const triangles = a * b * c + a * d * e + b * d * f + c * e * f
  const [x, y, z] = [a * f, b * e, c * d]
  const determinant = 1 - squares + 2 * triangles + x * x + y * y + z * z - 2 * (x * y + x * z + y * z)
  return (
    areCorrelationsConsistent(a, b, c) &&
    areCorrelationsConsistent(a, d, e) &&
    areCorrelationsConsistent(b, d, f) &&
    areCorrelationsConsistent(c, e, f) &&
    determinant >= TOLERANCE
  )
}
