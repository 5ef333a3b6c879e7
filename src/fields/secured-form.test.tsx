// @vitest-environment jsdom

import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import type { NamedHolding } from '#domain/instances/secured.ts'
import type { Params } from '#domain/instances/types.ts'
import { HoldingsProvider } from './references.ts'
import { DraftedInstanceForm, renderInApp } from './render.test-support.tsx'

// Rendering a form in jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const [house, gone] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']

/** The form of a loan that was on no property before, beside a house with these params. */
function setUp(property: Params, loan: Params) {
  const onSubmit = vi.fn()
  const holdings: NamedHolding[] = [
    { lineageId: house, kind: 'property', name: 'House', status: 'active', params: property },
  ]
  const content = { name: 'Top-up', status: 'active', params: { balance: 50_000, ...loan } } as const
  renderInApp(
    <HoldingsProvider value={holdings}>
      <DraftedInstanceForm kind="loan" initial={content} submitLabel="Save" onSubmit={onSubmit} />
    </HoldingsProvider>,
  )
  const securedOn = () => screen.getByRole('combobox', { name: 'Secured on' })
  return { user: userEvent.setup(), onSubmit, securedOn }
}

it('a loan is not secured on a property that is sold before it is owed, which is said beside the field', async () => {
  const { user, onSubmit, securedOn } = setUp({ value: 500_000, sale_month: '2020-01' }, {})
  await user.click(securedOn())
  await user.click(screen.getByRole('option', { name: 'House', hidden: true }))
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(onSubmit).not.toHaveBeenCalled()
  expect(securedOn()).toHaveAccessibleDescription(/This property is sold before the loan is owed\./)
  expect(screen.getByRole('alert')).toHaveTextContent('One value is refused.')
})

it('a loan on a property that is gone says so beside the field, and is refused nothing else', async () => {
  const { user, onSubmit, securedOn } = setUp({ value: 500_000 }, { secured_on: gone })
  expect(securedOn()).toHaveValue('One that is no longer there')
  expect(securedOn()).toHaveAccessibleDescription(/This property is not there\. Choose one that is/)
  await user.type(screen.getByRole('textbox', { name: 'Name' }), ' 2')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(onSubmit).toHaveBeenCalledWith(
    expect.objectContaining({ name: 'Top-up 2', params: { balance: 50_000, secured_on: gone } }),
  )
})

const debt = (name: string, params: Params): NamedHolding => ({
  ...{ lineageId: name, kind: 'loan', name, status: 'active' },
  params: { balance: 50_000, secured_on: house, ...params },
})

/** The form of the house, beside these loans. */
function setUpHouse(params: Params, loans: readonly NamedHolding[]) {
  const onSubmit = vi.fn()
  const holdings: NamedHolding[] = [
    { lineageId: house, kind: 'property', name: 'House', status: 'active', params },
    ...loans,
  ]
  const initial = { name: 'House', status: 'active', params: { value: 500_000, ...params } } as const
  renderInApp(
    <HoldingsProvider value={holdings}>
      <DraftedInstanceForm
        kind="property"
        lineageId={house}
        initial={initial}
        submitLabel="Save"
        onSubmit={onSubmit}
      />
    </HoldingsProvider>,
  )
  return { user: userEvent.setup(), onSubmit, month: (name: string) => screen.getByRole('textbox', { name }) }
}

it('a property that is sold before a loan on it is owed says so beside the month while it is typed, and is not saved', async () => {
  const loans = [debt('Top-up', { start_month: '2031-06' }), debt('Plain', {})]
  const { user, onSubmit, month } = setUpHouse({ sale_month: '2040-01' }, loans)
  const problem = '“Top-up” is secured on this property, and owed only after it is sold.'
  await user.clear(month('Sale month'))
  await user.type(month('Sale month'), '2031-05')
  expect(screen.getByText(problem)).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(onSubmit).not.toHaveBeenCalled()
  expect(month('Sale month')).toHaveAccessibleDescription(expect.stringContaining(problem))
  await user.clear(month('Sale month'))
  await user.type(month('Sale month'), '2031-06')
  expect(screen.queryByText(problem)).not.toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(onSubmit).toHaveBeenCalled()
})

it('a property that is bought after loans on it begin names the first of them, and how many more', async () => {
  const loans = ['A', 'B', 'C'].map((name) => debt(name, { start_month: '2030-01' }))
  const { user, month } = setUpHouse({ start_month: '2029-12' }, loans)
  await user.clear(month('Purchase month'))
  await user.type(month('Purchase month'), '2030-02')
  expect(
    screen.getByText('“A” and 2 more are secured on this property, and owed before it is bought.'),
  ).toBeVisible()
})

it('what was so before is pointed out beside the month, and refuses nothing else', async () => {
  const { user, onSubmit } = setUpHouse({ sale_month: '2020-01' }, [debt('Top-up', {})])
  expect(screen.getByText(/^“Top-up” is secured on this property/)).toBeVisible()
  await user.type(screen.getByRole('textbox', { name: 'Name' }), ' 2')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(onSubmit).toHaveBeenCalled()
})

it('what a scenario holds twice, as a copy and as what brought it forth, is offered once', async () => {
  const holdings: NamedHolding[] = ['House', 'The same house'].map((name) => ({
    ...{ lineageId: house, kind: 'property', name, status: 'active', params: { value: 1 } },
  }))
  const content = { name: 'Top-up', status: 'active', params: { balance: 50_000 } } as const
  renderInApp(
    <HoldingsProvider value={holdings}>
      <DraftedInstanceForm kind="loan" initial={content} submitLabel="Save" onSubmit={vi.fn()} />
    </HoldingsProvider>,
  )
  await userEvent.setup().click(screen.getByRole('combobox', { name: 'Secured on' }))
  expect(screen.getAllByRole('option', { name: /house/i, hidden: true })).toHaveLength(1)
})

it('of a loan on its own, and of one of a property, one refinancing can be stated', () => {
  const { unmount } = renderInApp(
    <DraftedInstanceForm
      kind="loan"
      initial={{ name: 'Loan', status: 'active', params: { balance: 1, refinance_month: '2031-01' } }}
      submitLabel="Save"
      onSubmit={vi.fn()}
    />,
  )
  expect(screen.getAllByRole('textbox', { name: 'Month of refinancing' })).toHaveLength(1)
  unmount()
  setUpHouse({ loan_balance: 1, loan_refinance_month: '2031-01' }, [])
  expect(screen.getAllByRole('textbox', { name: 'Month of refinancing' })).toHaveLength(1)
})
