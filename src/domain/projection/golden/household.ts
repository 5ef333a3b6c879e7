/**
 * A household of all kinds that uses every part of the engine: the plan behind the golden file, the table worked by
 * hand in docs/explanation/projections.md, and the recorded fingerprint that every browser must reproduce.
 */
import { toMonth } from '#domain/calendar/month.ts'
import type { InstanceKind, Params } from '#domain/instances/types.ts'
import type { Plan, PlanInstance } from '../plan.ts'

export function holding(id: string, kind: InstanceKind, params: Params): PlanInstance {
  return { id, lineageId: id, name: id, kind, status: 'active', params }
}

export const goldenPlan: Plan = {
  startMonth: toMonth('2026-01'),
  instances: [
    holding('home', 'property', {
      value: 900_000,
      use: 'main_residence',
      annual_expenses: 6_000,
      loan_balance: 400_000,
      loan_rate: 6,
      loan_term_months: 300,
      offset_balance: 40_000,
    }),
    holding('flat', 'property', {
      value: 600_000,
      weekly_rent: 520,
      vacancy_rate: 4,
      management_rate: 6,
      annual_expenses: 5_200,
      loan_balance: 450_000,
      loan_rate: 6,
      loan_fixed_months: 24,
      loan_revert_rate: 6.6,
      loan_interest_only_months: 60,
      building_depreciation: 7_500,
      plant_value: 12_000,
      cost_base: 480_000,
      sale_month: '2045-12',
    }),
    holding('later', 'property', {
      value: 500_000,
      start_month: '2030-07',
      purchase_costs: 25_000,
      weekly_rent: 480,
      annual_expenses: 4_000,
      loan_balance: 400_000,
      ownership_share: 50,
    }),
    holding('cabin', 'property', {
      value: 300_000,
      use: 'own_use',
      annual_expenses: 2_400,
      cost_base: 250_000,
      ownership_costs: 12_000,
      sale_month: '2038-06',
    }),
    holding('shares', 'portfolio', {
      value: 120_000,
      as_of_month: '2025-07',
      cost_base: 90_000,
      monthly_contribution: 800,
      contribution_growth_rate: 3,
      contribution_end_month: '2040-12',
      monthly_withdrawal: 2_500,
      withdrawal_start_month: '2046-01',
      annual_fee_rate: 0.3,
    }),
    holding('fund', 'portfolio', {
      value: 80_000,
      expected_return: 6,
      volatility: 11,
      income_yield: 4,
      reinvest_income: false,
      sale_month: '2035-06',
      cost_base: 70_000,
    }),
    holding('savings', 'cash', {
      value: 30_000,
      interest_rate: 4,
      monthly_contribution: 250,
      contribution_end_month: '2030-12',
    }),
    holding('car', 'loan', { balance: 25_000, rate: 8.5, term_months: 60, extra_monthly_payment: 40 }),
    holding('salary', 'cash_flow', { amount: 140_000 / 12, tax_treatment: 'rate_only' }),
    holding('left-over', 'cash_flow', { amount: 5_500, tax_treatment: 'untaxed' }),
  ],
  assumptions: {
    horizon_years: 40,
    household_cash: 50_000,
    goal_amount: 3_000_000,
    goal_year: 2050,
    paths: 2_500,
    seed: 42,
  },
}
