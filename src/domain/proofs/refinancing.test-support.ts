/** Published figures of loans that go on under other terms. */
import { addMonths, toMonth } from '../calendar/month.ts'
import type { Params } from '../instances/types.ts'
import type { LoanCourse } from '../projection/analysis/loan-course.ts'
import { homeLoan } from './loan-courses.test-support.ts'
import type { Proof } from './proof.test-support.ts'

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
const pyramis =
  '[Money magazine, refinancing worksheet](https://pyramiscompany.com/white-papers/refinancing-worksheet)'

/** What it brings to refinance now, for costs. */
const broughtBy = (balance: number, rate: number, term: number, next: number, costs: number) =>
  refinanced(balance, rate, term, 0, { rate: next, costs }).refinancing

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
    figure:
      '250,000 at 6.8% with 300 months left, refinanced at 5.8% for 5,000: months until that is earned back by lower payments',
    source: hours,
    published: 33,
    ours: () => broughtBy(250_000, 6.8, 300, 5.8, 5_000)?.breakEven.byRepayments ?? 'never',
    tolerance: 0,
  },
  {
    figure: 'the same: saved in all (payments rounded to cents)',
    source: hours,
    published: 41_455,
    ours: () => broughtBy(250_000, 6.8, 300, 5.8, 5_000)?.savedInAll ?? 'none',
    tolerance: 1,
  },
  {
    figure:
      '412,000 at 7.25% with 324 months left, refinanced at 5.99% for 4,500: months until that is earned back by lower payments',
    source: askNumber,
    published: 14,
    ours: () => broughtBy(412_000, 7.25, 324, 5.99, 4_500)?.breakEven.byRepayments ?? 'never',
    tolerance: 0,
  },
  {
    figure: 'the same: saved in all (rounded to hundreds)',
    source: askNumber,
    published: 103_400,
    ours: () => broughtBy(412_000, 7.25, 324, 5.99, 4_500)?.savedInAll ?? 'none',
    tolerance: 50,
  },
  {
    figure:
      '150,000 at 8.25% over 30 years, refinanced at 7% for 3,750: months until that is earned back (to the nearest month; ours are whole ones)',
    source: pyramis,
    published: 29,
    ours: () => broughtBy(150_000, 8.25, 360, 7, 3_750)?.breakEven.byRepayments ?? 'never',
    tolerance: 1,
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
