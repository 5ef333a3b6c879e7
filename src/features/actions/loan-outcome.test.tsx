// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import { samplePortfolio } from '#domain/instances/sample-portfolio.ts'
import type { LoanCourse } from '#domain/projection/analysis/loan-course.ts'
import { loanCourse } from '#domain/projection/analysis/loan-course.ts'
import { renderInApp } from '#fields/render.test-support.tsx'
import { comparedSentence, LoanOutcome } from './loan-outcome.tsx'

const format = { currency: 'AUD', locale: 'en-AU' }
const startMonth = toMonth('2026-11')

// Rendering is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

function carPlan(extra: number) {
  const [loan] = samplePortfolio(startMonth).filter(({ kind }) => kind === 'loan')
  if (!loan) throw new Error('The sample has a loan')
  const params = { ...loan.params, extra_monthly_payment: extra }
  const instance = { ...loan, id: 'car', lineageId: 'car', params }
  return { plan: { instances: [instance], assumptions: {}, startMonth }, instance }
}

function carLoan(extra: number): LoanCourse {
  const course = loanCourse(carPlan(extra).plan, 'car')
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

it('has a place to say it to those who listen before there is something to say', () => {
  const { plan, instance: before } = carPlan(0)
  const outcome = (extra: number) => (
    <LoanOutcome plan={plan} before={before} after={extra ? carPlan(extra).instance : before} />
  )
  const { rerender } = renderInApp(outcome(0))
  const status = screen.getByRole('status')
  expect(status.textContent).toBe('')
  rerender(outcome(100))
  expect(screen.getByRole('status')).toBe(status)
  expect(status.textContent).toMatch(/^Compared with now, it is repaid 8 months sooner/)
})
