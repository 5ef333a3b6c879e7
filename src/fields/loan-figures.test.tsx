// @vitest-environment jsdom

import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import type { LoanCourse } from '#domain/projection/analysis/loan-course.ts'
import { loanSentences } from './loan-figures.tsx'
import { DraftedInstanceForm, renderInApp } from './render.test-support.tsx'

// Rendering a form in jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

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

it('stands below the loan of a property and follows what is typed', async () => {
  const params = { value: 900_000, loan_balance: 500_000, loan_rate: 6, ownership_share: 50 }
  const initial = { name: 'Flat', status: 'active', params } as const
  renderInApp(<DraftedInstanceForm kind="property" initial={initial} submitLabel="Save" onSubmit={vi.fn()} />)
  const figures = () => screen.getByRole('status', { name: 'What this loan comes to' })
  expect(figures()).toHaveTextContent('The first repayment is $2,998 a month.')
  expect(figures()).not.toHaveTextContent('Paying ahead')
  await userEvent.setup().type(screen.getByRole('textbox', { name: 'Extra repayment' }), '500')
  expect(figures()).toHaveTextContent(
    /\$3,498 a month.*Paying ahead saves \$\d{3},\d{3} of interest and 108 months/,
  )
})

it('says nothing where nothing is owed, or what is typed cannot be', () => {
  const initial = { name: 'Flat', status: 'active', params: { value: 900_000 } } as const
  renderInApp(<DraftedInstanceForm kind="property" initial={initial} submitLabel="Save" onSubmit={vi.fn()} />)
  expect(screen.queryByRole('status', { name: 'What this loan comes to' })).toBeNull()
})
