/** The golden household's other half: what only laws of other countries, and bonds, ask of the engine. */
import { toMonth } from '#domain/calendar/month.ts'
import type { Plan } from '../plan.ts'
import { holding } from './household.ts'

/** A household abroad, under brackets of its own: bonds beside shares, dividends and gains apart, interest of a let flat as a credit. */
export const planAbroad: Plan = {
  startMonth: toMonth('2026-04'),
  instances: [
    holding('world', 'portfolio', {
      value: 150_000,
      cost_base: 110_000,
      income_yield: 2.5,
      monthly_contribution: 500,
      contribution_end_month: '2035-03',
      monthly_withdrawal: 3_000,
      withdrawal_start_month: '2036-04',
    }),
    holding('gilts', 'portfolio', {
      value: 100_000,
      asset_class: 'bonds',
      expected_return: 4,
      volatility: 6,
      income_yield: 4,
      reinvest_income: false,
    }),
    holding('corporate', 'portfolio', {
      value: 60_000,
      asset_class: 'bonds',
      expected_return: 5,
      volatility: 8,
      income_yield: 5,
      sale_month: '2033-09',
    }),
    holding('flat', 'property', {
      value: 300_000,
      weekly_rent: 300,
      annual_expenses: 2_500,
      loan_balance: 180_000,
      loan_rate: 5,
    }),
    holding('salary', 'cash_flow', { amount: 46_000 / 12, tax_treatment: 'rate_only' }),
  ],
  assumptions: {
    horizon_years: 20,
    tax_system: 'custom',
    tax_year_end_month: 3,
    tax_brackets: '0:0, 12570:20, 50270:40, 125140:45',
    index_brackets: true,
    dividend_brackets: '0:0, 12570:10.75, 50270:35.75, 125140:39.35',
    dividend_allowance: 500,
    gains_brackets: '0:18, 50270:24',
    gains_allowance: 3_000,
    interest_credit_rate: 20,
    household_cash: 20_000,
    correlation_shares_bonds: -0.2,
    paths: 1_500,
    seed: 7,
  },
}
