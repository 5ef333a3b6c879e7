/** Holdings whose gain so far is free of tax because nobody has said what they cost. */
import { addMonths, monthIndex, toMonth } from '#domain/calendar/month.ts'
import { type GainMonths, isPastGainUntaxed } from '#domain/instances/cautions.ts'
import { withDefaults } from '#domain/instances/defaults.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { taxYearEndMonth } from '#domain/tax/tax-year.ts'
import type { Plan } from '../plan.ts'

/** From the tax year that is open in the household's month to the end of the projection. */
function gainMonths({ assumptions, startMonth }: Plan): GainMonths {
  const resolved = resolveAssumptions(assumptions)
  const stated = resolved.household_as_of_month
  const balance = typeof stated === 'string' && stated < startMonth ? toMonth(stated) : startMonth
  const monthOfYear = monthIndex(balance) % 12
  const monthsOfTaxYear = (monthOfYear - taxYearEndMonth(resolved) + 12) % 12
  return {
    now: startMonth,
    balance,
    from: addMonths(balance, -monthsOfTaxYear),
    until: addMonths(startMonth, 12 * Number(resolved.horizon_years)),
  }
}

/** Names of the holdings of a plan that realise such a gain within it; none where nothing is taxed. */
export function untaxedPastGains(plan: Plan): string[] {
  if (resolveAssumptions(plan.assumptions).tax_system === 'none') return []
  const months = gainMonths(plan)
  return plan.instances
    .filter(({ kind, status }) => status === 'active' && (kind === 'property' || kind === 'portfolio'))
    .filter(({ kind, params }) => isPastGainUntaxed(withDefaults(kind, params), months))
    .map(({ name }) => name)
}
