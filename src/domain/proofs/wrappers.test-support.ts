/** Published figures of accounts that are taxed otherwise than what is held in one's own name. */
import { toMonth } from '../calendar/month.ts'
import type { Params } from '../instances/types.ts'
import { amountsAt } from '../projection/amounts-at.ts'
import { entry } from '../projection/entry.ts'
import { instanceOf, planOf } from '../projection/plan.fixture.ts'
import { project } from '../projection/project.ts'
import { householdSeries, instanceSeries } from '../projection/projection.ts'
import type { Proof } from './proof.test-support.ts'

const knowYourSuper =
  '[Know Your Super, *How super works*](https://know-your-super.com/how-super-works) (Cara, 15,267 of salary)'
const careplan = '[Careplan, salary sacrifice](http://careplanfs.com.au/salsac.html)'
const mcnamara =
  '[McNamara & Co, *What is the effective tax rate on superannuation*](https://mcnamaraandco.au/blog/) (20,000 sold for 30,000 after more than a year)'
const uniqueWealth =
  '[Unique Wealth](http://uniquewealth.com.au/wordpress/?page_id=144), 20 years at 7.7%, in today’s money at 3%'
const wenxuecity = '[Wenxue City](https://zh.wenxuecity.com/bbs/tzlc/1812447.html), Roth and traditional'

const flat = (rate: number): Params => ({
  tax_system: 'flat',
  tax_flat_rate: rate,
  capital_gains_discount: 0,
})

/** A super fund whose whole return is income: what is paid out of a month's growth. */
function allIncome(percent: number): Params {
  const month = (1 + percent / 100) ** (1 / 12) - 1
  return { expected_return: percent, income_yield: (1_200 * month) / (1 + month) }
}

const fund = (params: Params) =>
  instanceOf('portfolio', { value: 0, tax_wrapper: 'super', access_month: '2060-01', ...params })

/** What is in a fund once a sum was paid in before tax at the beginning of each of so many years, in the money of the first. */
function paidInYearly(sum: number, years: number, inflation: number): number {
  const funds = Array.from({ length: years }, (_, year) => {
    const december = `${2009 + year}-12`
    const months = { as_of_month: december, contribution_end_month: december }
    const one = fund({ ...allIncome(7.7), ...months, employer_contribution: sum })
    return { ...one, id: december, lineageId: december }
  })
  const aged = amountsAt(funds, flat(34), toMonth(`${2010 + years}-01`)).values()
  return [...aged].reduce((total, { value }) => total + Number(value), 0) / (1 + inflation / 100) ** years
}

/** What comes out of an account that is sold after 20 years at 10%, after the tax of the year. */
function soldAfter20Years(tax_wrapper: string, value: number, rate: number): number {
  const account = instanceOf('portfolio', {
    value,
    tax_wrapper,
    expected_return: 10,
    income_yield: 0,
    sale_month: '2045-12',
  })
  return entry(
    householdSeries(project(planOf([account], { ...flat(rate), horizon_years: 20 })), 'household'),
    20,
  )
}

/** The worth of a fund at the end of the first year. */
const afterAYear = (params: Params) =>
  entry(instanceSeries(project(planOf([fund(params)], flat(34))), 'portfolio-1', 'portfolioValue'), 1)

export const wrapperProofs: readonly Proof[] = [
  {
    figure: 'a salary of 15,267 paid into super instead: what the fund gets',
    source: knowYourSuper,
    published: 12_977,
    ours: () =>
      afterAYear({
        employer_contribution: 15_267,
        contribution_end_month: '2026-12',
        start_month: '2026-12',
      }),
    tolerance: 0.5,
  },
  {
    figure:
      '5,000 paid into super before tax, after a year at 7.7% (taxed each month here, once a year there)',
    source: careplan,
    published: 4_528,
    ours: () => paidInYearly(5_000, 1, 0),
    tolerance: 1.5,
  },
  {
    figure: '5,000 a year paid into super, after ten years (taxed each month here, once a year there)',
    source: uniqueWealth,
    published: 45_564,
    ours: () => paidInYearly(5_000, 10, 3),
    tolerance: 90,
  },
  {
    figure: 'the same after twenty years',
    source: uniqueWealth,
    published: 97_816,
    ours: () => paidInYearly(5_000, 20, 3),
    tolerance: 400,
  },
  {
    figure: 'tax of a super fund on a gain of 10,000',
    source: mcnamara,
    published: 1_000,
    ours: () =>
      30_000 -
      afterAYear({
        value: 20_000,
        start_month: '2026-12',
        expected_return: 100 * (1.5 ** 12 - 1),
        income_yield: 0,
      }),
    tolerance: 0.005,
  },
  {
    figure: '10,000 taxed at 30% and put into a Roth for 20 years at 10%: what comes out',
    source: wenxuecity,
    published: 47_092,
    ours: () => soldAfter20Years('tax_free', 7_000, 30),
    tolerance: 0.505,
  },
  {
    figure: 'the same put into a traditional account untaxed, taxed at 30% when it is drawn',
    source: wenxuecity,
    published: 47_092,
    ours: () => soldAfter20Years('deferred', 10_000, 30),
    tolerance: 0.505,
  },
  {
    figure: 'the same taxed at 20% when it is drawn',
    source: wenxuecity,
    published: 53_820,
    ours: () => soldAfter20Years('deferred', 10_000, 20),
    tolerance: 0.5,
  },
]
