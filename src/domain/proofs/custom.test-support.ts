/** What follows by hand from British and American rules, and what a projection with brackets of the user's own makes of it. */
import type { Params } from '#domain/instances/types.ts'
import { instanceOf, planOf } from '#domain/projection/plan.fixture.ts'
import type { PlanInstance } from '#domain/projection/plan.ts'
import { project } from '#domain/projection/project.ts'
import { totalSeries } from '#domain/projection/projection.ts'
import type { Proof } from './proof.test-support.ts'

const landlords =
  '[GOV.UK, *Tax relief for residential landlords: how it’s worked out*](https://www.gov.uk/guidance/changes-to-tax-relief-for-residential-landlords-how-its-worked-out-including-case-studies), by hand'
const gainsInBritain =
  '[GOV.UK, *Capital Gains Tax rates*](https://www.gov.uk/capital-gains-tax/rates), by hand'
const dividendsInBritain = '[GOV.UK, *Tax on dividends*](https://www.gov.uk/tax-on-dividends)'
const dividendsOnAllowance =
  '[Abishel, *Dividend tax increase 2026*](https://abishel.co.uk/dividend-tax-increase-2026)'
const gainsInAmerica = '[IRS, *Topic no. 409*](https://www.irs.gov/taxtopics/tc409), by hand'

/** England, Wales and Northern Ireland since 2024–25: an allowance of 12,570, then 20%, 40% and 45%. */
const british = {
  tax_system: 'custom',
  tax_brackets: '0:0, 12570:20, 50270:40, 125140:45',
  elsewhere: 60_000,
  horizon_years: 1,
}

function taxOf(instances: PlanInstance | readonly PlanInstance[], assumptions: Params) {
  return totalSeries(project(planOf([instances].flat(), assumptions)), 'tax')[1]!
}

/** A portfolio that pays so much in the year: what is paid each month lowers what is left by as much. */
const paying = (income: number, params: Params = {}) =>
  instanceOf('portfolio', {
    value: 200_000,
    expected_return: 0,
    income_yield: 1_200 * (1 - (1 - income / 200_000) ** (1 / 12)),
    reinvest_income: false,
    ...params,
  })

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
  ...(
    [
      [
        '3,000 of British dividends on top of 29,570 in 2025–26',
        dividendsInBritain,
        29_570,
        3_000,
        8.75,
        218.75,
        1e-4,
      ],
      ['37,700 on top of 12,570 in 2025–26', dividendsOnAllowance, 12_570, 37_700, 8.75, 3_255, 0.5],
      ['the same in 2026–27', dividendsOnAllowance, 12_570, 37_700, 10.75, 3_999, 0.5],
    ] as const
  ).map(([figure, source, elsewhere, dividends, rate, published, tolerance]) => ({
    figure: `${figure}: nothing on 500, ${rate}% on the rest`,
    source,
    published,
    ours: () =>
      taxOf(paying(dividends), {
        ...british,
        elsewhere,
        dividend_brackets: `0:0, 12570:${rate}, 50270:33.75`,
        dividend_allowance: 500,
      }),
    tolerance,
  })),
  {
    figure: 'the same 3,000 as interest of bonds: 20%',
    source: `${dividendsInBritain}, the rate of the basic band, by hand`,
    published: 600,
    ours: () =>
      taxOf(paying(3_000, { asset_class: 'bonds' }), {
        ...british,
        elsewhere: 29_570,
        dividend_brackets: '0:0, 12570:8.75, 50270:33.75',
        dividend_allowance: 500,
      }),
    tolerance: 1e-4,
  },
  {
    figure:
      'American dividends of 10,000 and a long-term gain of 5,000 on top of 40,000 in 2025: 15% on what exceeds 48,350',
    source: gainsInAmerica,
    published: 997.5,
    ours: () => {
      const steps = '0:0, 48350:15, 533400:20'
      return taxOf([paying(10_000), { ...sold(5_000), id: 'sold' }], {
        tax_system: 'custom',
        tax_brackets: '0:10, 11925:12, 48475:22',
        elsewhere: 40_000,
        gains_brackets: steps,
        dividend_brackets: steps,
        horizon_years: 1,
      })
    },
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
        elsewhere: 80_000,
        gains_brackets: '0:15',
        horizon_years: 1,
      }),
    tolerance: 1e-4,
  },
]
