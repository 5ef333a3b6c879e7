/** Published figures of loans: level payments, repaying ahead, other terms. */
import { addMonths, toMonth } from '../calendar/month.ts'
import type { Params } from '../instances/types.ts'
import { type LoanCourse, loanCourse } from '../projection/analysis/loan-course.ts'
import { repaidShare } from '../projection/engine/level-payment.ts'
import { instanceOf, planOf } from '../projection/plan.fixture.ts'
import { project } from '../projection/project.ts'
import { instanceSeries } from '../projection/projection.ts'
import { numpy, type Proof } from './proof.test-support.ts'

const disclosure =
  '[Consumer Financial Protection Bureau, closing disclosure, sample](https://www.consumerfinance.gov/owning-a-home/closing-disclosure/)'
const estimate =
  '[Consumer Financial Protection Bureau, loan estimate, sample](https://www.consumerfinance.gov/owning-a-home/loan-estimate/)'

const payment = (rate: number, payments: number, balance: number) =>
  balance * (rate + repaidShare(rate, payments))

/** Principal of the nth payment of a level loan. */
function principalOf(nth: number, rate: number, payments: number, balance: number): number {
  let left = balance
  let principal = 0
  for (let paid = 0; paid < nth; paid++) {
    principal = left * repaidShare(rate, payments - paid)
    left -= principal
  }
  return principal
}

const sampleLoan = (row: 'interest' | 'principal') =>
  Array.from(
    instanceSeries(
      project(
        planOf([instanceOf('loan', { balance: 162_000, rate: 3.875, term_months: 360 })], {
          horizon_years: 30,
        }),
      ),
      'loan-1',
      row,
    ),
  )

export const loanProofs: readonly Proof[] = [
  {
    figure: '15,000 at 8% over 60 months: payment a month (`pmt`)',
    source: numpy,
    published: 304.145914,
    ours: () => payment(0.08 / 12, 60, 15_000),
    tolerance: 5e-7,
  },
  ...[75.62318601, 76.25337923, 76.88882405, 77.52956425].map((published, index) => ({
    figure: `2,000 at 10% over 24 months: principal in payment ${index + 1} (\`ppmt\`)`,
    source: numpy,
    published,
    ours: () => principalOf(index + 1, 0.1 / 12, 24, 2_000),
    tolerance: 5e-9,
  })),
  {
    figure: '8,000 at 7%, repaid in 64.07334877 months (`nper`): payment a month',
    source: numpy,
    published: 150,
    ours: () => payment(0.07 / 12, 64.07334877, 8_000),
    tolerance: 5e-7,
  },
  {
    figure: '162,000 at 3.875% over 30 years: payment a month',
    source: disclosure,
    published: 761.78,
    ours: () => (sampleLoan('interest')[1]! + sampleLoan('principal')[1]!) / 12,
    tolerance: 0.005,
  },
  {
    figure: 'the same: principal repaid in five years',
    source: estimate,
    published: 15_773,
    ours: () => sampleLoan('principal').reduce((sum, value, year) => sum + (year <= 5 ? value : 0), 0),
    tolerance: 0.5,
  },
]

const solverly = '[Solverly, mortgage payoff calculator](https://solverly.net/mortgage-payoff-calculator)'
const squirrel =
  '[Squirrel, *Get mortgage free*](https://www.squirrel.co.nz/mortgage-advice/get-mortgage-free/)'
const bankrate =
  '[Bankrate, *4 ways to pay off your mortgage earlier*](http://www.bankrate.com/finance/mortgages/4-ways-to-pay-off-your-mortgage-earlier-4.aspx)'
const calcmaster =
  '[Mortgage Calc Master, extra payments](https://mortgagecalcmaster.pages.dev/tools/extra-payment)'
const nab =
  '[National Australia Bank, *Pay less interest on your home loan with 100% offset*](https://www.nab.com.au/personal/learn/managing-your-debts/pay-less-interest-on-your-home-loan-with-100-percent-offset)'
const interestOnlyOf =
  '[RateCity, interest-only repayments](https://ratecity.com.au/home-loans/articles/interest-only-home-loan-repayments)'
const adjustable =
  '[My Home Loan Tools, interest-only example](http://www.myhomeloantools.com/10-year-interest-only-5-1-arm-example.php)'

/** The loan of a dwelling, from its first payment to its last. */
function homeLoan(balance: number, rate: number, term: number, more: Params = {}): LoanCourse {
  const params = { value: 2_000_000, loan_balance: balance, loan_rate: rate, loan_term_months: term, ...more }
  const course = loanCourse(planOf([instanceOf('property', params)]), 'property-1')
  if (!course) throw new RangeError('Nothing is owed.')
  return course
}
/** 400,000 at 6% over 30 years, after five. */
const paidAhead = () => homeLoan(372_217.427291, 6, 300, { loan_extra_monthly_payment: 500 })
const twelfthMore = () => homeLoan(200_000, 4.5, 360, { loan_extra_monthly_payment: 84.45 })
const offsetOf = (balance: number) => homeLoan(320_000, 7.22, 300, { offset_balance: balance })
const interestOnly = (balance: number, rate: number, term: number, months: number) =>
  homeLoan(balance, rate, term, { loan_interest_only_months: months })

/** A loan refinanced after so many months, and a figure of a year after that. */
function refinanced(balance: number, rate: number, term: number, after: number, terms: Params) {
  const month = addMonths(toMonth('2026-01'), after)
  const own = Object.fromEntries(
    Object.entries(terms).map(([key, value]) => [`loan_refinance_${key}`, value]),
  )
  return homeLoan(balance, rate, term, { loan_refinance_month: month, ...own })
}
const paidAfterwards = (course: LoanCourse) => course.afterRefinancing?.repayment ?? 'none'
const cashOut = () => refinanced(350_000, 7, 300, 0, { rate: 6.25, term_months: 360, draw: 58_000 })
const hours =
  '[Hours not Dollars, *Should I refinance?*](https://hoursnotdollars.pages.dev/should-i-refinance)'
const askNumber = '[Ask a Number, refinance calculator](https://askanumber.com/refinance-calculator)'
const worthIt =
  '[Is Refinancing Worth It, cash-out refinance](https://isrefinancingworthit.com/cash-out-refinance)'
const bartlett = '[Bartlett Consulting](http://bartlettcg.com/?p=67)'

/** Other terms from a month on, with money drawn and without. */
export const refinanceProofs: readonly Proof[] = [
  {
    figure: '250,000 at 6.8% with 300 months left, refinanced at 5.8%: payment a month before',
    source: hours,
    published: 1_735.18,
    ours: () => homeLoan(250_000, 6.8, 300).repayment,
    tolerance: 0.005,
  },
  {
    figure: 'the same: payment a month after',
    source: hours,
    published: 1_580.33,
    ours: () => refinanced(250_000, 6.8, 300, 0, { rate: 5.8 }).repayment,
    tolerance: 0.005,
  },
  {
    figure: '412,000 at 7.25% with 324 months left, refinanced at 5.99%: payment a month after',
    source: askNumber,
    published: 2_568.25,
    ours: () => refinanced(412_000, 7.25, 324, 0, { rate: 5.99 }).repayment,
    tolerance: 0.005,
  },
  {
    figure: '350,000 at 7%, refinanced at 6.25% over 30 years with 58,000 drawn: payment a month',
    source: worthIt,
    published: 2_512,
    ours: () => cashOut().repayment,
    tolerance: 0.5,
  },
  {
    figure: 'the same: interest until it is repaid',
    source: worthIt,
    published: 496_365.424,
    ours: () => cashOut().interest,
    tolerance: 0.0005,
  },
  {
    figure: '200,000 at 4% over 180 months, refinanced at 3% over 180 after 60 payments: payment a month',
    source: bartlett,
    published: 1_009.06,
    ours: () => paidAfterwards(refinanced(200_000, 4, 180, 60, { rate: 3, term_months: 180 })),
    tolerance: 0.01,
  },
  {
    figure: 'the same with 71,381.79 drawn, 217,500 in all, at 3.125%: payment a month',
    source: bartlett,
    published: 1_515.13,
    ours: () =>
      paidAfterwards(refinanced(200_000, 4, 180, 60, { rate: 3.125, term_months: 180, draw: 71_381.79 })),
    tolerance: 0.005,
  },
]

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
