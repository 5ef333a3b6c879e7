/** Rounds to whole cents, halves away from zero; the products of float arithmetic are nudged first (1.005 → 1.01). */
export function roundToCents(amount: number): number {
  const cents = Math.abs(amount) * 100
  const rounded = Math.round(cents * (1 + Number.EPSILON)) / 100
  return amount < 0 ? -rounded : rounded
}
