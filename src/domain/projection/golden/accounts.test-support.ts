/** What only accounts that are taxed otherwise ask of the engine: two people who save in them until they retire, and live on them. */
import { toMonth } from '#domain/calendar/month.ts'
import type { Plan } from '../plan.ts'
import { holding } from './household.ts'

export const planWithAccounts: Plan = {
  startMonth: toMonth('2026-11'),
  instances: [
    holding('salary', 'cash_flow', { amount: 9_000, end_month: '2040-06', owner_share: 100 }),
    holding('wages', 'cash_flow', { amount: 5_500, end_month: '2042-06', owner_share: 0 }),
    holding('living', 'cash_flow', { amount: 6_500, direction: 'expense' }),
    holding('super', 'portfolio', {
      value: 260_000,
      as_of_month: '2026-06',
      owner_share: 100,
      tax_wrapper: 'super',
      access_month: '2040-07',
      franking_rate: 40,
      annual_fee_rate: 0.6,
      monthly_contribution: 500,
      employer_contribution: 1_080,
      contribution_growth_rate: 3,
      contribution_end_month: '2040-06',
      monthly_withdrawal: 3_500,
    }),
    holding('pension', 'portfolio', {
      value: 90_000,
      owner_share: 0,
      tax_wrapper: 'deferred',
      access_month: '2042-07',
      monthly_contribution: 700,
      contribution_end_month: '2042-06',
      monthly_withdrawal: 1_500,
      sale_month: '2052-06',
    }),
    holding('savings', 'portfolio', {
      value: 40_000,
      tax_wrapper: 'tax_free',
      asset_class: 'bonds',
      expected_return: 4,
      volatility: 6,
      income_yield: 4,
      monthly_contribution: 300,
      contribution_end_month: '2035-12',
    }),
    holding('shares', 'portfolio', { value: 60_000, cost_base: 45_000 }),
  ],
  assumptions: {
    horizon_years: 30,
    tax_system: 'au_resident',
    taxpayers: 2,
    cover_shortfall_from: 'cash_then_portfolios',
    household_cash: 25_000,
    paths: 1_500,
    seed: 11,
  },
}
