/** What a portfolio is held in: what is taxed of it and by whom, and from when on it can be got at. */
import type { Month } from '#domain/calendar/month.ts'
import type { Assumptions } from '#domain/scenarios/assumptions.ts'
import { auResident } from '#domain/tax/law/au-resident.ts'
import { ruleInForce } from '#domain/tax/law/in-force.ts'
import type { CompiledPlan } from './compiled-plan.ts'
import {
  type FundTax,
  WRAPPER_DEFERRED,
  WRAPPER_NONE,
  WRAPPER_SUPER,
  WRAPPER_TAX_FREE,
} from './compiled-wrappers.ts'
import type { Values } from './values.ts'

const wrappers = {
  none: WRAPPER_NONE,
  tax_free: WRAPPER_TAX_FREE,
  deferred: WRAPPER_DEFERRED,
  super: WRAPPER_SUPER,
} as const

/** By the law of the projection's first month, of Australia whatever taxes the household; where nothing is taxed, neither are funds. */
export function compileFundTax({ tax_system: system }: Assumptions, startMonth: Month): FundTax {
  const rule = system === 'none' ? null : ruleInForce(auResident, 'super_fund', startMonth)
  const rate = (percent: number | undefined) => (percent ?? 0) / 100
  return {
    contributions: rate(rule?.contributionsRate),
    income: rate(rule?.incomeRate),
    gains: rate(rule?.gainsRate),
  }
}

/** Months that the schemas in front of the engine refuse. */
function checkAccess(values: Values, access: number): void {
  for (const key of ['start_month', 'as_of_month'])
    if ((values.month(key) ?? access) > access) values.fail('access_month', `must not be before ${key}.`)
  for (const key of ['withdrawal_start_month', 'sale_month'])
    if ((values.month(key) ?? access) < access) values.fail(key, 'must not be before access_month.')
}

/**
 * Income of what is wrapped stays inside and is no income of its owner; nor are its gains. `companyRate` is the tax of companies, a
 * fraction, that franked income of a super fund brings along. To be called once everything else of the portfolio is read.
 */
export function compileWrapper(plan: CompiledPlan, at: number, values: Values, tax: FundTax): void {
  const wrapper = wrappers[values.text('tax_wrapper') as keyof typeof wrappers]
  if (wrapper === undefined) values.fail('tax_wrapper', 'must be one of its options.')
  if (wrapper === WRAPPER_NONE) return
  plan.wrapper[at] = wrapper
  plan.paysDividends[at] = plan.taxed[at] = plan.tracksCost[at] = 0
  plan.reinvests[at] = 1
  const access = values.month('access_month')
  if (access !== null) {
    checkAccess(values, access)
    plan.accessFrom[at] = access
    plan.firstWithdrawal[at] = Math.max(plan.firstWithdrawal[at]!, access)
  }
  if (wrapper !== WRAPPER_SUPER) {
    plan.creditShare[at] = 0
    return
  }
  plan.openingRent[at] = values.amount('employer_contribution')
  plan.taxOnEntry[at] = tax.contributions
  plan.taxOnIncome[at] = tax.income * (1 + plan.creditShare[at]!)
  plan.taxOnGrowth[at] = tax.gains
}
