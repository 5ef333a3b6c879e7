import { roundParts, roundTo } from '#domain/money/round.ts'

/** A figure and what it is made of: the shape of whatever explains itself. */
export interface Sum {
  readonly key: string
  readonly label: string
  readonly amount: number
  /** How the amount comes about, such as "15% of $26,800". */
  readonly note?: string
  /** They add up to the amount; none where it is made of nothing smaller. */
  readonly terms?: readonly Sum[]
}

/** In the decimals in which it is written, the terms of which still add up. */
export function asWritten(sum: Sum, decimals: number, amount = roundTo(decimals, sum.amount)): Sum {
  const { terms } = sum
  if (!terms) return { ...sum, amount }
  const rounded = roundParts(
    terms.map((term) => term.amount),
    amount,
    decimals,
  )
  return { ...sum, amount, terms: terms.map((term, index) => asWritten(term, decimals, rounded[index])) }
}

/** Less than half a cent is nothing. */
export function isNothing(amount: number): boolean {
  return Math.abs(amount) < 0.005
}

/** A sum of those terms that are something. */
export function sumOfTerms(
  key: string,
  label: string,
  terms: readonly Sum[],
  amount = terms.reduce((sum, term) => sum + term.amount, 0),
  note?: string,
): Sum {
  const kept = terms.filter((term) => !isNothing(term.amount) || term.terms?.length)
  return { key, label, amount, ...(kept.length > 0 && { terms: kept }), ...(note !== undefined && { note }) }
}

/** The same taken away. */
export function takenAway({ terms, ...sum }: Sum): Sum {
  return { ...sum, amount: -sum.amount, ...(terms && { terms: terms.map(takenAway) }) }
}
