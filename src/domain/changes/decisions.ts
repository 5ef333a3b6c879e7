/** Which fields are one decision: selling is a month and its costs, and neither says anything alone. Held to the catalogue by a test. */
import { carriedAssumptions } from '#domain/tax/carried-assumptions.ts'
import type { InstanceKind } from '../instances/types.ts'
import { bondCorrelationKeys, correlationKeys } from '../scenarios/correlations.ts'

export interface Decision {
  /** Never the key of a field. */
  readonly key: string
  /** Fields of which each makes the decision, several of them together a single one. */
  readonly leads: readonly string[]
  /** Fields that belong to it where one of those has changed; on their own each is a decision for itself. */
  readonly with: readonly string[]
}

const decision = (key: string, leads: readonly string[], companions: readonly string[] = []): Decision => ({
  key,
  leads,
  with: companions,
})

/** Amounts that are stated anew, of another month. */
const amounts = (...keys: string[]) => decision('amounts', ['as_of_month'], ['confirmed_month', ...keys])

const loanDecisions = (prefix: '' | 'loan_'): readonly Decision[] => {
  const all = (...keys: string[]) => keys.map((key) => prefix + key)
  return [
    decision(
      'refinancing',
      all('refinance_month'),
      all('refinance_rate', 'refinance_term_months', 'refinance_draw', 'refinance_costs'),
    ),
    decision('lump_sums', all('lump_sum', 'lump_sum_month'), all('lump_sum_yearly')),
    decision('fixing', all('fixed_months'), all('revert_rate')),
    decision('repaying', all('extra_monthly_payment')),
  ]
}

const payments: readonly Decision[] = [
  decision('contributions', ['monthly_contribution'], ['contribution_growth_rate', 'contribution_end_month']),
  decision('withdrawals', ['monthly_withdrawal'], ['withdrawal_start_month']),
]

/** The first that applies takes its fields; what none takes is a decision field by field. */
export const decisions: Readonly<Record<InstanceKind | 'assumptions', readonly Decision[]>> = {
  property: [
    amounts(
      ...['value', 'loan_balance', 'loan_scheduled_balance', 'loan_term_months', 'offset_balance'],
      ...['loan_interest_only_months', 'loan_fixed_months', 'cost_base', 'ownership_costs'],
      ...['building_depreciation_years', 'plant_value'],
    ),
    decision('purchase', ['start_month'], ['purchase_costs', 'price_grows_until_purchase']),
    decision('sale', ['sale_month'], ['sale_cost_rate']),
    ...loanDecisions('loan_'),
    decision(
      'borrowing',
      ['loan_balance'],
      ['loan_scheduled_balance', 'loan_rate', 'loan_term_months', 'loan_interest_only_months'],
    ),
    decision(
      'letting',
      ['use'],
      ['weekly_rent', 'rent_growth_rate', 'vacancy_rate', 'management_rate', 'ownership_costs'],
    ),
    decision('build', ['dwelling'], ['new_build_gains']),
    decision('building', ['building_depreciation'], ['building_depreciation_years']),
    decision(
      'plant',
      ['plant_value'],
      ['plant_cost', 'plant_depreciation_method', 'plant_depreciation_rate'],
    ),
  ],
  portfolio: [
    amounts('value', 'cost_base'),
    decision('purchase', ['start_month'], ['cost_base']),
    decision('sale', ['sale_month']),
    ...payments,
    decision('market', ['asset_class'], ['expected_return', 'volatility', 'income_yield', 'franking_rate']),
    decision('mix', ['bonds_share'], ['bonds_return', 'bonds_volatility']),
    decision('account', ['tax_wrapper'], ['access_month', 'employer_contribution']),
  ],
  cash: [amounts('value'), decision('opening', ['start_month']), ...payments],
  loan: [
    amounts('balance', 'scheduled_balance', 'term_months', 'interest_only_months', 'fixed_months'),
    decision('begin', ['start_month']),
    ...loanDecisions(''),
  ],
  cash_flow: [
    amounts('amount'),
    decision('begin', ['start_month']),
    decision('end', ['end_month']),
    decision('flow', ['direction'], ['tax_treatment']),
    decision('rise', ['follows_inflation'], ['growth_rate', 'rise_month']),
  ],
  assumptions: [
    decision(
      'tax',
      ['tax_system'],
      [
        ...[
          'tax_flat_rate',
          'tax_brackets',
          'index_brackets',
          'tax_year_end_month',
          'capital_gains_discount',
        ],
        ...['gains_brackets', 'gains_allowance', 'dividend_brackets', 'dividend_allowance'],
        ...['interest_credit_rate', 'loss_treatment'],
      ],
    ),
    decision('goal', ['goal_amount', 'goal_as_of_month'], ['goal_year']),
    decision(
      'household',
      [...['household_cash', 'household_as_of_month'], ...carriedAssumptions.map(({ key }) => key)],
      ['household_confirmed_month'],
    ),
    // Only together can they be held to what can be.
    decision('correlations', [...correlationKeys, ...bondCorrelationKeys]),
  ],
}

/**
 * Assumptions that change nothing of what will be: how far one looks, what is measured, how many futures are played through, and
 * what is noted beside the figures. A scenario and reality beside it share them.
 */
export const viewAssumptions: ReadonlySet<string> = new Set([
  'horizon_years',
  'goal_amount',
  'goal_as_of_month',
  'goal_year',
  'paths',
  'seed',
  'stress_tests',
  'household_confirmed_month',
])
