import { addMonths, type Month } from '../calendar/month.ts'
import type { Country } from '../countries/country.ts'
import type { InstanceContent, InstanceKind, Params } from './types.ts'

export type NewInstance = InstanceContent & { readonly kind: InstanceKind }

const australian: Country['sample'] = { home: 'Two-bedroom flat, Brunswick', pension: 'Pension' }

/**
 * A believable household to try the app with: an investment property with its loan, index funds, a savings account, a car
 * loan, a salary and what is lived on, until retiring and after. Dates lie around the given month, so that the sample never
 * looks old. Its amounts are made up, the same in every country; named as there, without what hardly anybody there has.
 */
export function samplePortfolio(month: Month, country: Country | null = null): readonly NewInstance[] {
  const { home, pension } = country?.sample ?? australian
  const lastOfWork = addMonths(month, 25 * 12)
  const retired = addMonths(lastOfWork, 1)
  const household: readonly NewInstance[] = [
    {
      kind: 'property',
      name: home,
      status: 'active',
      params: {
        value: 685_000,
        as_of_month: month,
        growth_rate: 4.5,
        volatility: 11,
        // A round figure a month too, where rents are.
        weekly_rent: country?.rentPeriod === 'month' ? 600 : 590,
        rent_growth_rate: 3,
        vacancy_rate: 4,
        management_rate: 6,
        annual_expenses: 7_400,
        expense_growth_rate: 3,
        loan_balance: 498_000,
        loan_rate: 6.14,
        loan_term_months: 318,
        loan_interest_only_months: 18,
        offset_balance: 22_000,
        purchase_costs: 34_500,
        cost_base: 614_500,
        building_depreciation: 5_800,
        building_depreciation_years: 29,
        plant_value: 8_200,
      },
    },
    {
      kind: 'portfolio',
      name: 'Index funds',
      status: 'active',
      params: {
        value: 132_000,
        as_of_month: month,
        cost_base: 104_500,
        expected_return: 7.5,
        volatility: 15,
        income_yield: 3.6,
        annual_fee_rate: 0.18,
        monthly_contribution: 900,
        contribution_growth_rate: 3,
        contribution_end_month: addMonths(month, 20 * 12),
      },
    },
    {
      kind: 'cash',
      name: 'Savings account',
      status: 'active',
      params: { value: 34_000, as_of_month: month, interest_rate: 4.35, monthly_contribution: 400 },
    },
    {
      kind: 'loan',
      name: 'Car loan',
      status: 'active',
      params: { balance: 21_500, as_of_month: month, rate: 7.9, term_months: 46 },
    },
    {
      kind: 'cash_flow',
      name: 'Salary',
      status: 'active',
      params: { amount: 7_900, as_of_month: month, end_month: lastOfWork },
    },
    {
      kind: 'cash_flow',
      name: 'Living costs',
      status: 'active',
      params: { direction: 'expense', amount: 3_200, as_of_month: month, end_month: lastOfWork },
    },
    {
      kind: 'cash_flow',
      name: pension,
      status: 'active',
      params: { amount: 2_600, as_of_month: month, start_month: retired },
    },
    {
      kind: 'cash_flow',
      name: 'Living costs in retirement',
      status: 'active',
      params: { direction: 'expense', amount: 2_900, as_of_month: month, start_month: retired },
    },
  ]
  const isUsual = ([key]: readonly [string, unknown]) => !country?.seldom.has(key)
  return household.map((one) => ({
    ...one,
    params: Object.fromEntries(Object.entries(one.params).filter(isUsual)),
  }))
}

/** The household account behind the sample: empty as it begins. */
export function sampleAssumptions(month: Month): Params {
  return { household_as_of_month: month }
}
