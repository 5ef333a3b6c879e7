/** Rounds to whole cents, halves away from zero; the products of float arithmetic are nudged first (1.005 → 1.01). */
export function roundToCents(amount: number): number {
  const cents = Math.abs(amount) * 100
  const rounded = Math.round(cents * (1 + Number.EPSILON)) / 100
  return amount < 0 ? -rounded : rounded
}

/**
 * Rounds the parts of a total so that they still add up to it, to the cent: each to its nearest, and then by a cent as many as
 * it takes of those that were nearest to the next. What is whole cents stays.
 */
export function roundPartsToCents(parts: readonly number[], total: number): number[] {
  const rounded = parts.map(roundToCents)
  const missing = Math.round(100 * (roundToCents(total) - rounded.reduce((sum, part) => sum + part, 0)))
  if (missing === 0) return rounded
  const step = Math.sign(missing) / 100
  const lost = (index: number) => ((parts[index] ?? 0) - (rounded[index] ?? 0)) * step
  const order = parts.map((_, index) => index).sort((a, b) => lost(b) - lost(a))
  for (const index of order.slice(0, Math.abs(missing)))
    rounded[index] = roundToCents((rounded[index] ?? 0) + step)
  return rounded
}
