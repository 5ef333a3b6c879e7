/** The plans that the benchmark runs: a household of all kinds, repeated. */
import { toMonth } from '#domain/calendar/month.ts'
import type { InstanceKind, Params } from '#domain/instances/types.ts'
import type { Plan, PlanInstance } from '#domain/projection/plan.ts'
import { sure } from '../scripts/sure.ts'

const mix: readonly (readonly [InstanceKind, Params])[] = [
  [
    'property',
    {
      value: 850_000,
      weekly_rent: 620,
      annual_expenses: 7_000,
      management_rate: 6,
      vacancy_rate: 3,
      loan_balance: 520_000,
      loan_rate: 6.1,
      building_depreciation: 9_000,
    },
  ],
  [
    'portfolio',
    { value: 180_000, monthly_contribution: 800, contribution_growth_rate: 3, annual_fee_rate: 0.4 },
  ],
  ['cash', { value: 40_000, interest_rate: 4.2, monthly_contribution: 200 }],
  [
    'property',
    {
      value: 640_000,
      weekly_rent: 540,
      annual_expenses: 5_500,
      loan_balance: 410_000,
      loan_rate: 6.3,
      loan_interest_only_months: 60,
      offset_balance: 25_000,
      sale_month: '2046-06',
    },
  ],
  ['loan', { balance: 28_000, rate: 8.5, term_months: 60, extra_monthly_payment: 50 }],
  [
    'portfolio',
    {
      value: 90_000,
      volatility: 20,
      reinvest_income: false,
      monthly_withdrawal: 500,
      withdrawal_start_month: '2045-01',
    },
  ],
  [
    'property',
    {
      value: 1_200_000,
      use: 'main_residence',
      annual_expenses: 6_000,
      loan_balance: 600_000,
      loan_fixed_months: 36,
      loan_revert_rate: 6.5,
    },
  ],
  ['cash_flow', { amount: 9_200, end_month: '2050-06' }],
  [
    'property',
    {
      value: 700_000,
      start_month: '2029-03',
      purchase_costs: 35_000,
      weekly_rent: 600,
      loan_balance: 560_000,
    },
  ],
  [
    'portfolio',
    {
      value: 250_000,
      expected_return: 6,
      volatility: 12,
      income_yield: 4,
      sale_month: '2055-12',
      cost_base: 120_000,
    },
  ],
]

/** The first person's parts, one after the other. */
const parts = [50, 100, 0, 60]

/** The same household of two people, who own some of it alone and some together. */
export function ofTwoPeople(plan: Plan): Plan {
  return {
    ...plan,
    instances: plan.instances.map((one, index) => ({
      ...one,
      params: { ...one.params, owner_share: sure(parts[index % parts.length]) },
    })),
    assumptions: { ...plan.assumptions, taxpayers: 2 },
  }
}

/** A plan of `count` instances, with Australian tax and moving rates. */
export function benchmarkPlan(count: number, paths = 10_000, years = 40): Plan {
  const instances = Array.from({ length: count }, (_, index): PlanInstance => {
    const [kind, params] = sure(mix[index % mix.length])
    const id = `holding-${String(index).padStart(5, '0')}`
    return { id, lineageId: id, name: id, kind, status: 'active', params }
  })
  return {
    instances,
    assumptions: { horizon_years: years, household_cash: 60_000, paths },
    startMonth: toMonth('2026-01'),
  }
}
