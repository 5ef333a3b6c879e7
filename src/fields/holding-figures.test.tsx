// @vitest-environment jsdom

import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import type { InstanceKind, Params } from '#domain/instances/types.ts'
import type { HoldingOutlook } from '#domain/projection/analysis/holding-outlook.ts'
import { outlookLines } from './holding-figures.tsx'
import { DraftedInstanceForm, renderInApp } from './render.test-support.tsx'

// Rendering a form in jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const format = { currency: 'AUD', locale: 'en-AU' }
const outlook: HoldingOutlook = {
  firstYear: -4_200.4,
  endMonth: toMonth('2056-10'),
  value: 900_000,
  debt: 100_000.2,
  left: 799_999.8,
  leftReal: 380_000,
  paidIn: 0,
  takenOut: 0,
  usedUpBy: null,
  sale: null,
  flow: null,
}
const linesOf = (kind: InstanceKind, overrides: Partial<HoldingOutlook> = {}) =>
  outlookLines(kind, { ...outlook, ...overrides }, format).map(
    ({ label, amount, note }) =>
      `${label}${amount === null ? '' : ` ${Math.round(amount)}`}${note ? ` (${note})` : ''}`,
  )

describe('what matters of each kind', () => {
  it('is what a property pays, what it is worth and what is left of that', () => {
    expect(linesOf('property')).toEqual([
      'First 12 months -4200 (rent less costs and repayments, before tax)',
      'Value in October 2056 900000',
      'Still owed in October 2056 100000',
      'Left of it then 800000 ($380,000 in today’s money)',
    ])
    expect(linesOf('property', { firstYear: null, debt: 0, left: 900_000 })).toEqual([
      'Value in October 2056 900000 ($380,000 in today’s money)',
    ])
  })

  it('is what a sale brings', () => {
    expect(linesOf('portfolio', { sale: { month: toMonth('2040-03'), brings: 250_000 } })).toEqual([
      'Sale in March 2040 250000 (to your household account, loans and costs paid, before tax)',
    ])
  })

  it('is what a deposit grows to out of what is paid in, or when it is used up', () => {
    expect(linesOf('cash', { paidIn: 36_000 })).toEqual([
      'Worth in October 2056 800000 ($380,000 in today’s money)',
      'Paid in until then 36000',
    ])
    expect(linesOf('cash', { usedUpBy: toMonth('2041-10'), takenOut: 90_000 })).toEqual([
      'Used up by October 2041',
      'Taken out until then 90000',
    ])
  })

  it('is what of a debt is left, and what an income comes to', () => {
    expect(linesOf('loan')).toEqual(['Still owed in October 2056 100000'])
    expect(linesOf('loan', { debt: 0 })).toEqual([])
    const flow = { lastMonth: toMonth('2051-11'), total: 2_000_000, totalReal: 1_400_000 }
    expect(linesOf('cash_flow', { firstYear: 94_800, flow })).toEqual([
      'First 12 months 94800 (before tax)',
      'In all, until November 2051 2000000 ($1,400,000 in today’s money)',
    ])
  })
})

describe('beside a form', () => {
  function setUp(kind: InstanceKind, params: Params) {
    const initial = { name: 'Typed', status: 'active', params } as const
    renderInApp(<DraftedInstanceForm kind={kind} initial={initial} submitLabel="Save" onSubmit={vi.fn()} />)
    return {
      user: userEvent.setup(),
      figures: () => screen.getByRole('status', { name: 'What it comes to' }),
    }
  }

  it('stands what the loan of a property comes to, of the whole of it, and follows what is typed', async () => {
    const params = { value: 900_000, loan_balance: 500_000, loan_rate: 6, ownership_share: 50 }
    const { user, figures } = setUp('property', params)
    expect(figures()).toHaveTextContent('The first repayment is $2,998 a month.')
    expect(figures()).not.toHaveTextContent('Paying ahead')
    await user.type(screen.getByRole('textbox', { name: 'Extra repayment' }), '500')
    await waitFor(() =>
      expect(figures()).toHaveTextContent(
        /\$3,498 a month.*Paying ahead saves \$\d{3},\d{3} of interest and 108 months/,
      ),
    )
  })

  it('says what to do while there is nothing to say, and what it waits for', async () => {
    const { user, figures } = setUp('cash', {})
    expect(figures()).toHaveTextContent('It shows here as soon as the value is typed.')
    await user.type(screen.getByRole('textbox', { name: 'Balance' }), '10000')
    await waitFor(() => expect(figures()).toHaveTextContent(/Worth in \w+ \d{4}\$\d{2},\d{3}/))
    await user.type(screen.getByRole('textbox', { name: 'Interest rate' }), '500')
    await waitFor(() => expect(figures()).toHaveTextContent('once what is typed can be read'))
  })
})
