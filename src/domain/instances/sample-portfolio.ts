import { addMonths, type Month } from '../calendar/month.ts'
import type { Country } from '../countries/country.ts'
import type { InstanceContent, InstanceKind, Params } from './types.ts'

export type NewInstance = InstanceContent & { readonly kind: InstanceKind }

const australian: Country['sample'] = {
  flat: 'Two-bedroom flat, Brunswick',
  dwelling: 'flat',
  pension: 'Pension',
  salary: 12_000,
}

/** What the household has there; the Australian one for whoever has not said where they live. */
export function sampleIn(country: Country | null): Country['sample'] {
  return country?.sample ?? australian
}

const worksFor = 25 * 12

/** What the sample's shares are expected to do, those bought later too. */
export const sampleShares: Params = {
  expected_return: 7.5,
  volatility: 15,
  income_yield: 3.6,
  annual_fee_rate: 0.18,
}

/** How long its shares are paid into. */
export function samplePayments(month: Month): Params {
  return { contribution_growth_rate: 3, contribution_end_month: addMonths(month, 20 * 12) }
}

/**
 * A believable household to try the app with: a home and a flat that is let, each with its loan, index funds, a savings
 * account, a car loan, a salary and what is lived on, until retiring and after. Dates lie around the given month, so that
 * the sample never looks old. Amounts in the country's currency; where the figures come from: docs/explanation/sample.md.
 */
export function samplePortfolio(month: Month, country: Country | null = null): readonly NewInstance[] {
  const { flat, pension, salary } = sampleIn(country)
  const lastOfWork = addMonths(month, worksFor)
  const retired = addMonths(lastOfWork, 1)
  const household: readonly NewInstance[] = [
    {
      kind: 'property',
      name: 'Home',
      status: 'active',
      params: {
        use: 'main_residence',
        value: 790_000,
        as_of_month: month,
        growth_rate: 4,
        volatility: 10,
        annual_expenses: 5_200,
        loan_balance: 265_000,
        loan_rate: 5.89,
        loan_term_months: 264,
      },
    },
    {
      kind: 'property',
      name: flat,
      status: 'active',
      params: {
        value: 685_000,
        as_of_month: month,
        growth_rate: 3.2,
        volatility: 14,
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
        ...sampleShares,
        monthly_contribution: 900,
        ...samplePayments(month),
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
      params: { amount: salary, as_of_month: month, end_month: lastOfWork },
    },
    {
      kind: 'cash_flow',
      name: 'Living costs',
      status: 'active',
      params: { direction: 'expense', amount: 4_000, as_of_month: month, end_month: lastOfWork },
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
      params: { direction: 'expense', amount: 3_300, as_of_month: month, start_month: retired },
    },
  ]
  const isUsual = ([key]: readonly [string, unknown]) => !country?.seldom.has(key)
  return household.map((one) => ({
    ...one,
    params: Object.fromEntries(Object.entries(one.params).filter(isUsual)),
  }))
}

/** The household account behind the sample, and what it saves for: a net worth by the year in which work ends. */
export function sampleAssumptions(month: Month): Params {
  return {
    household_as_of_month: month,
    household_cash: 8_000,
    cover_shortfall_from: 'cash_then_portfolios',
    goal_amount: 2_400_000,
    goal_as_of_month: month,
    goal_year: Number(addMonths(month, worksFor).slice(0, 4)),
  }
}
