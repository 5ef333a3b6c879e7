/** A golden household of its own for what covers a shortfall: retired, living on deposits and portfolios until they are gone. */
import { toMonth } from '#domain/calendar/month.ts'
import type { Plan } from '../plan.ts'
import { holding } from './household.ts'

export const planRetired: Plan = {
  startMonth: toMonth('2026-07'),
  instances: [
    holding('living', 'cash_flow', { amount: 6_000, direction: 'expense' }),
    holding('pension', 'cash_flow', { amount: 1_500, start_month: '2031-01' }),
    holding('savings', 'cash', { value: 60_000, interest_rate: 4, shortfall_order: 2 }),
    holding('call', 'cash', { value: 15_000, interest_rate: 3, shortfall_order: 1 }),
    holding('bonds', 'portfolio', {
      value: 200_000,
      asset_class: 'bonds',
      expected_return: 4,
      volatility: 6,
      income_yield: 4,
      reinvest_income: false,
      shortfall_order: 1,
    }),
    holding('shares', 'portfolio', { value: 400_000, cost_base: 150_000, franking_rate: 70 }),
    holding('world', 'portfolio', { value: 200_000, cost_base: 180_000, as_of_month: '2026-01' }),
  ],
  assumptions: {
    horizon_years: 25,
    household_as_of_month: '2026-03',
    household_cash: 8_000,
    cover_shortfall_from: 'cash_then_portfolios',
    paths: 500,
    seed: 3,
  },
}
