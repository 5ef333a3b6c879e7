import { expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import type { LoanCourse } from '#domain/projection/analysis/loan-course.ts'
import { loanSentences } from './loan-figures.tsx'

const format = { currency: 'AUD', locale: 'en-AU' }
const course: LoanCourse = {
  repayment: 2_500.4,
  afterInterestOnly: null,
  afterRefinancing: null,
  lastMonth: toMonth('2055-12'),
  payments: 360,
  interest: 579_190.95,
  saved: null,
}

it('says what is paid, until when, and what changes it in the order of time', () => {
  expect(loanSentences(course, format)).toEqual([
    'The first repayment is $2,500 a month.',
    'It is repaid in December 2055, with $579,191 of interest until then.',
  ])
  const changed = {
    ...course,
    afterInterestOnly: { month: toMonth('2031-01'), repayment: 3_221.5 },
    afterRefinancing: { month: toMonth('2029-03'), repayment: 2_100 },
    saved: { interest: 122_306.21, months: 93 },
  }
  expect(loanSentences(changed, format)).toEqual([
    'The first repayment is $2,500 a month, $2,100 from March 2029 on, refinanced, $3,222 from January 2031 on, when the interest-only time is over.',
    'It is repaid in December 2055, with $579,191 of interest until then.',
    'Paying ahead saves $122,306 of interest and 93 months against regular repayments alone.',
  ])
})
