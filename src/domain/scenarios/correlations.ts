/** Whether three correlations can hold together. */

/**
 * A correlation matrix of three is positive semidefinite when no entry is beyond ±1 and its determinant
 * `1 + 2abc − a² − b² − c²` is not negative. The tolerance lets exact limits such as (1, 0.5, 0.5) pass.
 */
export function areCorrelationsConsistent(a: number, b: number, c: number): boolean {
  return (
    Math.max(Math.abs(a), Math.abs(b), Math.abs(c)) <= 1 &&
    1 + 2 * a * b * c - a * a - b * b - c * c >= -1e-12
  )
}
