/** What follows by hand from British and American rules, and what a projection with brackets of the user's own makes of it. */
import { instanceOf, planOf } from '#domain/projection/plan.fixture.ts'
import { project } from '#domain/projection/project.ts'
import { totalSeries } from '#domain/projection/projection.ts'
import type { Proof } from './proof.test-support.ts'

const landlords =
  '[GOV.UK, *Tax relief for residential landlords: how it’s worked out*](https://www.gov.uk/guidance/changes-to-tax-relief-for-residential-landlords-how-its-worked-out-including-case-studies), by hand'
const gainsInBritain =
  '[GOV.UK, *Capital Gains Tax rates*](https://www.gov.uk/capital-gains-tax/rates), by hand'
const gainsInAmerica = '[IRS, *Topic no. 409*](https://www.irs.gov/taxtopics/tc409), by hand'

/** England, Wales and Northern Ireland since 2024–25: an allowance of 12,570, then 20%, 40% and 45%. */
const british = {
  tax_system: 'custom',
  tax_brackets: '0:0, 12570:20, 50270:40, 125140:45',
  other_income: 60_000,
  horizon_years: 1,
}

function taxOf(instance: Parameters<typeof planOf>[0][number], assumptions: Parameters<typeof planOf>[1]) {
  return totalSeries(project(planOf([instance], assumptions)), 'tax')[1]!
}

/** Shares sold at the end of the year, long held, with so much gain. */
const sold = (gain: number) =>
  instanceOf('portfolio', {
    value: gain + 100_000,
    cost_base: 100_000,
    expected_return: 0,
    income_yield: 0,
    sale_month: '2026-12',
  })

export const customProofs: readonly Proof[] = [
  {
    figure:
      'a British flat let for 15,600, interest 11,000, beside 60,000: 40% of the rent less 20% of the interest',
    source: landlords,
    published: 4_040,
    ours: () =>
      taxOf(
        instanceOf('property', {
          value: 300_000,
          growth_rate: 0,
          weekly_rent: 300,
          rent_growth_rate: 0,
          loan_balance: 220_000,
          loan_rate: 5,
          loan_interest_only_months: 60,
        }),
        { ...british, interest_credit_rate: 20 },
      ),
    tolerance: 1e-4,
  },
  {
    figure: 'a British gain of 60,000 beside 60,000: 24% of what exceeds 3,000',
    source: gainsInBritain,
    published: 13_680,
    ours: () => taxOf(sold(60_000), { ...british, gains_brackets: '0:18, 50270:24', gains_allowance: 3_000 }),
    tolerance: 1e-4,
  },
  {
    figure: 'an American long-term gain of 50,000 at 15%',
    source: gainsInAmerica,
    published: 7_500,
    ours: () =>
      taxOf(sold(50_000), {
        tax_system: 'custom',
        tax_brackets: '0:22',
        other_income: 80_000,
        gains_brackets: '0:15',
        horizon_years: 1,
      }),
    tolerance: 1e-4,
  },
]
