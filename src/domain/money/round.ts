/** Rounds to decimals, halves away from zero; the products of float arithmetic are nudged first (1.005 → 1.01). */
export function roundTo(decimals: number, amount: number): number {
  const unit = 10 ** decimals
  const rounded = Math.round(Math.abs(amount) * unit * (1 + Number.EPSILON)) / unit
  return amount < 0 ? -rounded : rounded
}

export function roundToCents(amount: number): number {
  return roundTo(2, amount)
}

/**
 * Rounds the parts of a total so that they still add up to it as it is written, by default to the cent: each to its nearest, and then by a cent as many as
 * it takes of those that were nearest to the next. What is whole cents stays.
 */
export function roundParts(parts: readonly number[], total: number, decimals = 2): number[] {
  const unit = 10 ** decimals
  const rounded = parts.map((part) => roundTo(decimals, part))
  const missing = Math.round(unit * (roundTo(decimals, total) - rounded.reduce((sum, part) => sum + part, 0)))
  if (missing === 0) return rounded
  const step = Math.sign(missing) / unit
  const lost = (index: number) => ((parts[index] ?? 0) - (rounded[index] ?? 0)) * step
  const order = parts.map((_, index) => index).sort((a, b) => lost(b) - lost(a))
  for (const index of order.slice(0, Math.abs(missing)))
    rounded[index] = roundTo(decimals, (rounded[index] ?? 0) + step)
  return rounded
}
