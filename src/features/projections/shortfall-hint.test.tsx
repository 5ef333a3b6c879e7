// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { instanceOf } from '#domain/projection/plan.fixture.ts'
import { project } from '#domain/projection/project.ts'
import { renderInApp } from '#fields/render.test-support.tsx'
import { carLoan, plainAssumptions } from './projection.fixture.ts'
import { ShortfallHint, type ShortfallSide } from './shortfall-hint.tsx'

/** A car loan paid out of the household account, over four years from January 2027, beside what is earned a month. */
function side({ earned = 0, ...assumptions }: Params, overrides: Partial<ShortfallSide> = {}): ShortfallSide {
  const { lineage_id: lineageId, ...loan } = carLoan
  const salary = instanceOf('cash_flow', { amount: earned, tax_treatment: 'untaxed' })
  const plan = {
    instances: [{ ...loan, lineageId }, salary],
    assumptions: { ...plainAssumptions, ...assumptions },
    startMonth: toMonth('2027-01'),
  }
  return {
    key: 'one',
    projection: project(plan),
    assumptionsPath: '/settings',
    ...overrides,
  }
}

const hint = (...sides: ShortfallSide[]) => renderInApp(<ShortfallHint sides={sides} />)
const addressOf = (name: string) => screen.getByRole('link', { name }).getAttribute('href')

it('asks for the income where none is paid in, and leads to its field', () => {
  hint(side({ household_cash: 3_000 }))
  expect(screen.getByText('Is your income in here?')).toBeInTheDocument()
  expect(screen.getByRole('alert')).toHaveTextContent(
    'The household account is overdrawn for the first time in the year to December 2028. Loans and contributions are paid out of the household account, and nothing is paid in from wages.',
  )
  expect(addressOf('what you earn')).toBe('/instances/new?kind=cash_flow&direction=income')
  expect(addressOf('what you spend')).toBe('/instances/new?kind=cash_flow&direction=expense')
})

it('asks for no income where a salary is among the holdings', () => {
  const { lineage_id: lineageId, ...loan } = carLoan
  const salary = { ...loan, id: 'salary', name: 'Salary', kind: 'cash_flow' as const, params: { amount: 1 } }
  const instances = [
    { ...loan, lineageId },
    { ...salary, lineageId: 'salary' },
  ]
  const projection = project({ instances, assumptions: plainAssumptions, startMonth: toMonth('2027-01') })
  hint(side({}, { projection }))
  expect(screen.queryByText('Is your income in here?')).toBeNull()
  expect(screen.getByText('The household account runs short')).toBeInTheDocument()
})

it('leads to what would cover it where there is an income', () => {
  hint(side({ earned: 50 }))
  expect(screen.getByRole('alert')).toHaveTextContent(
    'The household account is overdrawn for the first time in the year to December 2027.',
  )
  expect(screen.queryByText(/nothing is paid in from wages/)).toBeNull()
  expect(addressOf('income')).toBe('/instances/new?kind=cash_flow&direction=income')
  expect(addressOf('opening balance')).toBe('/settings#household_cash')
})

it('offers to have it covered where there are savings that are not drawn on', () => {
  const { lineage_id: lineageId, ...loan } = carLoan
  const savings = { ...loan, id: 'savings', kind: 'cash' as const, params: { value: 4_000 } }
  const projected = (cover_shortfall_from: string) =>
    project({
      instances: [
        { ...loan, lineageId },
        { ...savings, lineageId: 'savings' },
      ],
      assumptions: { ...plainAssumptions, cover_shortfall_from },
      startMonth: toMonth('2027-01'),
    })
  const { unmount } = hint(side({}, { projection: projected('overdraft') }))
  expect(addressOf('out of your deposits and portfolios')).toBe('/settings#cover_shortfall_from')
  unmount()
  hint(side({}, { projection: projected('cash_then_portfolios') }))
  expect(screen.getByRole('alert')).toBeInTheDocument()
  expect(screen.queryByRole('link', { name: 'out of your deposits and portfolios' })).toBeNull()
})

it('speaks of each one by name, with its own way to mend it', () => {
  hint(
    side({}, { key: 'reality', label: 'Reality' }),
    side(
      { household_cash: 3_000 },
      { key: 'sell', label: 'Sell', assumptionsPath: '/scenarios/1/assumptions', scenarioId: '1' },
    ),
    side({ earned: 1_000 }, { key: 'rich', label: 'Work more' }),
  )
  const [reality, sell, ...rest] = screen.getAllByRole('listitem')
  expect(rest).toEqual([])
  expect(reality).toHaveTextContent(/^Reality: overdrawn for the first time in the year to December 2027\./)
  expect(sell).toHaveTextContent(/^Sell: overdrawn for the first time in the year to December 2028\./)
  expect(within(sell!).getByRole('link', { name: 'what you earn' })).toHaveAttribute(
    'href',
    '/scenarios/1/instances/new?kind=cash_flow&direction=income',
  )
})

it('is silent while the account covers everything', () => {
  hint(side({ earned: 1_000 }))
  expect(screen.queryByRole('alert')).toBeNull()
})
