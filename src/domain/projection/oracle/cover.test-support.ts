/** What covers a shortfall in the plain model of oracle.test-support.ts, by docs/explanation/projections.md, "Shortfall". */
import type { Assumptions } from '#domain/scenarios/assumptions.ts'
import type { Holding } from './holding.test-support.ts'

/** Takes from the holdings in their turns what is short at the end of a month; returns what they gave. */
export function cover(a: Assumptions, holdings: readonly Holding[], short: number, month: number): number {
  if (a.cover_shortfall_from !== 'cash_then_portfolios') return 0
  let left = short
  for (const kind of ['cash', 'portfolio']) {
    const able = holdings.filter((one) => one.instance.kind === kind && one.canCover(month))
    const turns = [...new Set(able.map(({ turn }) => turn))].sort((a, b) => a - b || 0)
    for (const turn of turns) {
      const together = able.filter((one) => one.turn === turn)
      const worth = together.reduce((sum, one) => sum + one.worth, 0)
      const given = Math.min(left, worth)
      if (given <= 0) continue
      for (const one of together) one.cover((given * one.worth) / worth, month)
      left -= given
    }
  }
  return short - left
}
