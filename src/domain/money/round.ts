/** Rounds to whole cents, halves away from zero; the products of float arithmetic are nudged first (1.005 → 1.01). */
export function roundToCents(amount: number): number {
  const cents = Math.abs(amount) * 100
  const rounded = Math.round(cents * (1 + Number.EPSILON)) / 100
  return amount < 0 ? -rounded : rounded
}

/**
 * Rounds the parts of a total so that they still add up to it, to the cent: each is what it adds to the rounded sum of
 * those before it, and so less than a cent from what it was. What is whole cents stays.
 */
export function roundPartsToCents(parts: readonly number[], total: number): number[] {
  let sum = 0
  let before = 0
  return parts.map((part, index) => {
    sum += part
    const upTo = roundToCents(index === parts.length - 1 ? total : sum)
    const rounded = roundToCents(upTo - before)
    before = upTo
    return rounded
  })
}
