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
  usesHousehold: false,
  refinancing: null,
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

it('says that it counts what the household account is expected to hold', () => {
  const offset = { ...course, saved: { interest: 5_000, months: 1 }, usesHousehold: true }
  expect(loanSentences(offset, format).at(-1)).toBe(
    'With what the household account is expected to hold, paying ahead saves $5,000 of interest and 1 month against regular repayments alone.',
  )
})

it('says when a refinancing has earned back its costs, or that it never does', () => {
  const refinancing = {
    costs: 5_000,
    isDrawn: false,
    lower: 154.85,
    breakEven: { byRepayments: 33, byInterest: 25 },
    savedInAll: 41_455,
  }
  const said = (
    more: Partial<typeof refinancing> | { breakEven: { byRepayments: null; byInterest: number | null } },
  ) => loanSentences({ ...course, refinancing: { ...refinancing, ...more } }, format).slice(2)
  expect(said({})).toEqual([
    'The costs of refinancing, $5,000, are earned back in 33 months by lower repayments, in 25 months by lower interest.',
    'In all, refinancing saves $41,455.',
  ])
  expect(said({ breakEven: { byRepayments: null, byInterest: 1 }, savedInAll: 10 })[0]).toBe(
    'The costs of refinancing, $5,000, are earned back never by lower repayments, in 1 month by lower interest.',
  )
  const never = { breakEven: { byRepayments: null, byInterest: null }, savedInAll: -104_247, isDrawn: true }
  expect(said(never)).toEqual([
    'The costs of refinancing, $5,000, are never earned back.',
    'In all, refinancing costs $104,247, interest on the money drawn included.',
  ])
  expect(said({ costs: 0, savedInAll: 900 })).toEqual(['In all, refinancing saves $900.'])
  expect(said({ costs: 0, savedInAll: 0.2 })).toEqual(['In all, refinancing saves nothing.'])
})

it('speaks of no months where the loan ends with a sale as it would have', () => {
  const sold = { ...course, saved: { interest: 4_970, months: 0 } }
  expect(loanSentences(sold, format).at(-1)).toBe(
    'Paying ahead saves $4,970 of interest against regular repayments alone.',
  )
})
