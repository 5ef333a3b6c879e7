/** Holdings whose gain so far is free of tax because nobody has said what they cost. */
import { isPastGainUntaxed } from '#domain/instances/cautions.ts'
import { withDefaults } from '#domain/instances/defaults.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import type { Plan } from '../plan.ts'

/** Names of the holdings of a plan that realise such a gain; none where nothing is taxed. */
export function untaxedPastGains({ instances, assumptions }: Plan): string[] {
  if (resolveAssumptions(assumptions).tax_system === 'none') return []
  return instances
    .filter(({ kind, status }) => status === 'active' && (kind === 'property' || kind === 'portfolio'))
    .filter(({ kind, params }) => isPastGainUntaxed(withDefaults(kind, params)))
    .map(({ name }) => name)
}
