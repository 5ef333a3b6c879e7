/** Which holdings cover what the household account is short of, in their order. */
import type { Values } from './values.ts'

interface Coverable {
  readonly kind: string
  readonly values: Values
}

/** Deposits come before portfolios; these in the order of their numbers, those without one last. */
const coveringKinds = ['cash', 'portfolio']

/**
 * Groups of holdings, by their places in the compiled order: a group is drawn on once there is nothing left in those before
 * it. None where a shortfall is borrowed.
 */
export function coversOf(general: Values, holdings: readonly Coverable[]): readonly (readonly number[])[] {
  if (general.text('cover_shortfall_from') === 'overdraft') return []
  return coveringKinds.flatMap((kind) => {
    const turns = new Map<number, number[]>()
    holdings.forEach((holding, place) => {
      if (holding.kind !== kind) return
      const turn = holding.values.optionalNumber('shortfall_order') ?? Number.POSITIVE_INFINITY
      turns.set(turn, [...(turns.get(turn) ?? []), place])
    })
    return [...turns].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, places]) => places)
  })
}
