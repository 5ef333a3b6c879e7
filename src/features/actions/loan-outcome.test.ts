import { expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import { samplePortfolio } from '#domain/instances/sample-portfolio.ts'
import type { LoanCourse } from '#domain/projection/analysis/loan-course.ts'
import { loanCourse } from '#domain/projection/analysis/loan-course.ts'
import { comparedSentence } from './loan-outcome.tsx'

const format = { currency: 'AUD', locale: 'en-AU' }
const startMonth = toMonth('2026-11')

function carLoan(extra: number): LoanCourse {
  const [loan] = samplePortfolio(startMonth).filter(({ kind }) => kind === 'loan')
  if (!loan) throw new Error('The sample has a loan')
  const params = { ...loan.params, extra_monthly_payment: extra }
  const instance = { ...loan, id: 'car', lineageId: 'car', params }
  const course = loanCourse({ instances: [instance], assumptions: {}, startMonth }, 'car')
  if (!course) throw new Error('It is owed')
  return course
}

it('says how much sooner a loan is repaid and how much less interest it costs, or later and more', () => {
  // 21,500 at 7.9% / 12 over 46 months: 543.2 a month; with 643.2 it takes −ln(1 − 141.5 / 643.2) / ln(1 + 0.079 / 12) = 37.9.
  const [plain, faster] = [carLoan(0), carLoan(100)]
  const saved = Math.round(plain.interest - faster.interest)
  const months = plain.payments - faster.payments
  expect([months, saved]).toEqual([8, 628])
  expect(comparedSentence(plain, faster, format)).toBe(
    'Compared with now, it is repaid 8 months sooner, with $628 less interest.',
  )
  expect(comparedSentence(faster, plain, format)).toBe(
    'Compared with now, it is repaid 8 months later, with $628 more interest.',
  )
  expect(comparedSentence(plain, plain, format)).toBe(
    'Compared with now, it is repaid in the same month, with the same interest.',
  )
})
