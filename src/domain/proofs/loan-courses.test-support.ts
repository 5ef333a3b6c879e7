/** Published figures of repaying ahead, offset accounts, lump sums and interest-only times. */
import type { Params } from '../instances/types.ts'
import { type LoanCourse, loanCourse } from '../projection/analysis/loan-course.ts'
import { instanceOf, planOf } from '../projection/plan.fixture.ts'
import type { PlanInstance } from '../projection/plan.ts'
import { project } from '../projection/project.ts'
import { instanceSeries } from '../projection/projection.ts'
import { payment } from './loans.test-support.ts'
import type { Proof } from './proof.test-support.ts'

const solverly = '[Solverly, mortgage payoff calculator](https://solverly.net/mortgage-payoff-calculator)'
const squirrel =
  '[Squirrel, *Get mortgage free*](https://www.squirrel.co.nz/mortgage-advice/get-mortgage-free/)'
const bankrate =
  '[Bankrate, *4 ways to pay off your mortgage earlier*](http://www.bankrate.com/finance/mortgages/4-ways-to-pay-off-your-mortgage-earlier-4.aspx)'
const calcmaster =
  '[Mortgage Calc Master, extra payments](https://mortgagecalcmaster.pages.dev/tools/extra-payment)'
const nab =
  '[National Australia Bank, *Pay less interest on your home loan with 100% offset*](https://www.nab.com.au/personal/learn/managing-your-debts/pay-less-interest-on-your-home-loan-with-100-percent-offset)'
const finder = '[Finder, offset mortgage calculator](https://www.finder.com.au/offset-mortgage-calculator)'
const gaasch = '[J. Gaasch, *Lump sum payment*](http://gaasch.net/LumpSumPayment/)'
const between = '[Between Two Doors, one payment more a year](https://between-two-doors.blogspot.com)'
const interestOnlyOf =
  '[RateCity, interest-only repayments](https://ratecity.com.au/home-loans/articles/interest-only-home-loan-repayments)'
const adjustable =
  '[My Home Loan Tools, interest-only example](http://www.myhomeloantools.com/10-year-interest-only-5-1-arm-example.php)'

const dwelling = (balance: number, rate: number, term: number, more: Params) =>
  instanceOf('property', {
    value: 2_000_000,
    loan_balance: balance,
    loan_rate: rate,
    loan_term_months: term,
    ...more,
  })

/** The loan of a dwelling, from its first payment to its last, beside what else the household has. */
export function homeLoan(
  balance: number,
  rate: number,
  term: number,
  more: Params = {},
  { others = [], ...assumptions }: { others?: readonly PlanInstance[]; household_cash?: number } = {},
): LoanCourse {
  const course = loanCourse(
    planOf([dwelling(balance, rate, term, more), ...others], assumptions),
    'property-1',
  )
  if (!course) throw new RangeError('Nothing is owed.')
  return course
}
/** 400,000 at 6% over 30 years, after five. */
const paidAhead = () => homeLoan(372_217.427291, 6, 300, { loan_extra_monthly_payment: 500 })
const twelfthMore = () => homeLoan(200_000, 4.5, 360, { loan_extra_monthly_payment: 84.45 })
const offsetOf = (balance: number) => homeLoan(320_000, 7.22, 300, { offset_balance: balance })
const interestOnly = (balance: number, rate: number, term: number, months: number) =>
  homeLoan(balance, rate, term, { loan_interest_only_months: months })

/** What pays the repayments of a loan month by month, so that the household account keeps what it holds. */
const wagesFor = (balance: number, rate: number, term: number) =>
  instanceOf('cash_flow', { amount: payment(rate / 1200, term, balance) }, { id: 'wages' })

/** The same with the household account as the offset account, which holds so much all the time. */
const swept = (held: number) =>
  homeLoan(
    320_000,
    7.22,
    300,
    { loan_uses_household_offset: true },
    { others: [wagesFor(320_000, 7.22, 300)], household_cash: held },
  )
/** 25,000 that come into the household account after three years. */
const sweptLater = () => {
  const windfall = { amount: 25_000, start_month: '2028-12', end_month: '2028-12' }
  const others = [wagesFor(500_000, 2.8, 360), instanceOf('cash_flow', windfall, { id: 'windfall' })]
  return homeLoan(500_000, 2.8, 360, { loan_uses_household_offset: true }, { others })
}

/** 10,000 after sixty payments. */
const lumpSum = { loan_lump_sum: 10_000, loan_lump_sum_month: '2030-12' }
const debtAfterFiveYears = (more: Params) => {
  const projection = project(planOf([dwelling(100_000, 6, 180, more)]))
  return instanceSeries(projection, 'property-1', 'debt')[5] ?? 'none'
}
const thirteenth = () =>
  homeLoan(300_000, 6.5, 360, {
    loan_lump_sum: 1_896.2,
    loan_lump_sum_month: '2026-12',
    loan_lump_sum_yearly: true,
  })

/** Repaying ahead, offset accounts and interest-only times, as borrowers are shown them. */
export const courseProofs: readonly Proof[] = [
  {
    figure: '372,217.43 at 6% over 300 months, 500 extra a month: interest',
    source: solverly,
    published: 224_937,
    ours: () => paidAhead().interest,
    tolerance: 0.005,
  },
  {
    figure: 'the same: interest saved',
    source: solverly,
    published: 122_306.21,
    ours: () => paidAhead().saved?.interest ?? 'none',
    tolerance: 0.005,
  },
  {
    figure: 'the same: months saved',
    source: solverly,
    published: 93,
    ours: () => paidAhead().saved?.months ?? 'none',
    tolerance: 0,
  },
  {
    figure: '400,000 at 5.25% over 30 years, 450 extra a month: interest saved',
    source: squirrel,
    published: 141_353,
    ours: () => homeLoan(400_000, 5.25, 360, { loan_extra_monthly_payment: 450 }).saved?.interest ?? 'none',
    tolerance: 1,
  },
  {
    figure: '200,000 at 4.5% over 30 years, 84.45 extra a month: months until it is repaid',
    source: bankrate,
    published: 308,
    ours: () => twelfthMore().payments,
    tolerance: 0,
  },
  {
    figure: 'the same: interest (payments rounded to cents)',
    source: bankrate,
    published: 137_118.88,
    ours: () => twelfthMore().interest,
    tolerance: 0.5,
  },
  {
    figure: '300,000 at 6.5% over 30 years, 200 extra a month: interest saved',
    source: calcmaster,
    published: 103_449,
    ours: () => homeLoan(300_000, 6.5, 360, { loan_extra_monthly_payment: 200 }).saved?.interest ?? 'none',
    tolerance: 1,
  },
  {
    figure: '320,000 at 7.22% over 25 years, 10,000 in the offset account: interest saved',
    source: nab,
    published: 46_319,
    ours: () => offsetOf(10_000).saved?.interest ?? 'none',
    tolerance: 1,
  },
  {
    figure: 'the same: months saved',
    source: nab,
    published: 20,
    ours: () => offsetOf(10_000).saved?.months ?? 'none',
    tolerance: 0,
  },
  {
    figure: 'the same with 10,000 in the household account, as an offset of the loan: interest saved',
    source: nab,
    published: 46_319,
    ours: () => swept(10_000).saved?.interest ?? 'none',
    tolerance: 1,
  },
  {
    figure: 'the same: months saved',
    source: nab,
    published: 20,
    ours: () => swept(10_000).saved?.months ?? 'none',
    tolerance: 0,
  },
  {
    figure: 'the same with 500 in the household account: interest saved (payments rounded to cents)',
    source: nab,
    published: 2_521,
    ours: () => swept(500).saved?.interest ?? 'none',
    tolerance: 3,
  },
  {
    figure:
      '500,000 at 2.8% over 30 years, 25,000 in the household account after three years: interest saved',
    source: finder,
    published: 26_711,
    ours: () => sweptLater().saved?.interest ?? 'none',
    tolerance: 1,
  },
  {
    figure: 'the same: months saved',
    source: finder,
    published: 13,
    ours: () => sweptLater().saved?.months ?? 'none',
    tolerance: 0,
  },
  {
    figure: '100,000 at 6% over 15 years: owed after five years (payments rounded to cents)',
    source: gaasch,
    published: 76_008.87,
    ours: () => debtAfterFiveYears({}),
    tolerance: 0.25,
  },
  {
    figure: 'the same with a lump sum of 10,000 then: owed',
    source: gaasch,
    published: 66_008.87,
    ours: () => debtAfterFiveYears(lumpSum),
    tolerance: 0.25,
  },
  {
    figure: 'the same: months until it is repaid (159.5; ours are whole payments)',
    source: gaasch,
    published: 159.5,
    ours: () => homeLoan(100_000, 6, 180, lumpSum).payments,
    tolerance: 0.5,
  },
  {
    figure: 'the same: interest saved (months rounded to a half)',
    source: gaasch,
    published: 7_300,
    ours: () => homeLoan(100_000, 6, 180, lumpSum).saved?.interest ?? 'none',
    tolerance: 25,
  },
  {
    figure: '300,000 at 6.5% over 30 years, one payment more every December: interest saved (about)',
    source: between,
    published: 84_000,
    ours: () => thirteenth().saved?.interest ?? 'none',
    tolerance: 50,
  },
  {
    figure: '400,000 at 2.5% over 25 years, five of them interest-only: payment a month in those',
    source: interestOnlyOf,
    published: 833,
    ours: () => interestOnly(400_000, 2.5, 300, 60).repayment,
    tolerance: 0.5,
  },
  {
    figure: 'the same: payment a month afterwards',
    source: interestOnlyOf,
    published: 2_120,
    ours: () => interestOnly(400_000, 2.5, 300, 60).afterInterestOnly?.repayment ?? 'none',
    tolerance: 0.5,
  },
  {
    figure: '180,000 at 7% over 30 years, ten of them interest-only: payment a month afterwards',
    source: adjustable,
    published: 1_396,
    ours: () => interestOnly(180_000, 7, 360, 120).afterInterestOnly?.repayment ?? 'none',
    tolerance: 0.5,
  },
]
