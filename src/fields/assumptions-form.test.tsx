// @vitest-environment jsdom

import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { addMonths, currentMonth, formatMonth } from '#domain/calendar/month.ts'
import { instanceOf } from '#domain/projection/plan.fixture.ts'
import { assumptionFields } from '#domain/scenarios/assumption-fields.ts'
import { isAssumptionRelevant, resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import type { Format } from '#ui/format.ts'
import {
  DraftedAssumptionsForm,
  type DraftedAssumptionsFormProps,
  renderInApp,
} from './render.test-support.tsx'

// Rendering a form in jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

function setUp(props: Partial<DraftedAssumptionsFormProps> = {}, format: Partial<Format> = {}) {
  const onSubmit = vi.fn()
  renderInApp(
    <DraftedAssumptionsForm initial={{}} submitLabel="Save" onSubmit={onSubmit} {...props} />,
    format,
  )
  const input = (name: string | RegExp) => screen.getByRole('textbox', { name })
  return { user: userEvent.setup(), onSubmit, input, save: screen.getByRole('button', { name: 'Save' }) }
}

it('stores only what differs, over what is inherited', async () => {
  const { user, onSubmit, input, save } = setUp({ inherited: { inflation_rate: 3 } })
  expect(input('Inflation')).toHaveAttribute('placeholder', '3 (default)')
  await user.type(input('Look ahead'), '20')
  await user.click(save)
  expect(onSubmit).toHaveBeenCalledWith({ horizon_years: 20 })
})

it('shows the assumptions that matter with the chosen tax', () => {
  setUp({ initial: { tax_system: 'flat' } })
  expect(screen.getByRole('textbox', { name: 'Flat rate' })).toBeInTheDocument()
  expect(screen.queryByRole('textbox', { name: 'Tax brackets' })).not.toBeInTheDocument()
})

it('refuses brackets out of order beside the field', async () => {
  const { user, onSubmit, input, save } = setUp({ initial: { tax_system: 'custom', tax_brackets: '0:0' } })
  await user.clear(input('Tax brackets'))
  await user.type(input('Tax brackets'), '0:10, 0:20')
  await user.click(save)
  expect(input('Tax brackets')).toHaveAccessibleDescription(/must be above 0/)
  expect(onSubmit).not.toHaveBeenCalled()
})

it('reads tax brackets as the locale writes numbers', async () => {
  const { user, onSubmit, input, save } = setUp(
    {
      initial: { tax_system: 'custom', tax_brackets: '0:0, 10000:12.5' },
    },
    { currency: 'EUR', locale: 'de-DE' },
  )
  expect(input('Tax brackets')).toHaveValue('0:0; 10.000:12,5')
  await user.clear(input('Tax brackets'))
  await user.type(input('Tax brackets'), '0:0, 18.200:16,5')
  await user.click(save)
  expect(onSubmit).toHaveBeenCalledWith({ tax_system: 'custom', tax_brackets: '0:0, 18200:16.5' })
})

it('refuses correlations that cannot hold together with inherited ones', async () => {
  const { user, onSubmit, save } = setUp({
    inherited: { correlation_property_shares: 0.9, correlation_property_rates: 0.9 },
    initial: { correlation_shares_rates: -0.9 },
  })
  await user.click(save)
  expect(onSubmit).not.toHaveBeenCalled()
  expect(screen.getByRole('textbox', { name: 'Shares with interest rates' })).toHaveAccessibleDescription(
    /cannot all hold/,
  )
})

it('asks whether a tax rate was meant as a fraction, and mends it with one click', async () => {
  const { user, onSubmit, input, save } = setUp({ initial: { tax_system: 'custom' } })
  await user.type(input('Tax brackets'), '0:0, 18200:0.16')
  expect(screen.getByText('0.16% is very low: did you mean 16%?')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Yes, change it' }))
  expect(input('Tax brackets')).toHaveValue('0:0; 18,200:16')
  expect(screen.queryByText(/is very low/)).not.toBeInTheDocument()
  await user.click(save)
  expect(onSubmit).toHaveBeenCalledWith({ tax_system: 'custom', tax_brackets: '0:0, 18200:16' })
})

it('takes a tax rate below 1% all the same', async () => {
  const { user, onSubmit, save } = setUp({ initial: { tax_system: 'custom', tax_brackets: '0:0.5' } })
  await user.type(screen.getByRole('textbox', { name: 'Look ahead' }), '20')
  await user.click(save)
  expect(onSubmit).toHaveBeenCalledWith({ tax_system: 'custom', tax_brackets: '0:0.5', horizon_years: 20 })
})

it('shows what is saved with a balance that moves on: losses that the figures expect to wait then', async () => {
  const now = currentMonth(new Date())
  const stated = { household_cash: 5_000, household_as_of_month: addMonths(now, -26), household_cash_rate: 0 }
  const sold = {
    ...{ value: 30_000, cost_base: 50_000, expected_return: 0, income_yield: 0 },
    ...{ as_of_month: addMonths(now, -26), sale_month: addMonths(now, -20) },
  }
  const { user, onSubmit, input, save } = setUp({
    initial: { tax_system: 'flat', ...stated },
    holdings: [{ id: 'a', lineageId: 'a', name: 'a', kind: 'portfolio', status: 'active', params: sold }],
  })
  expect(screen.queryByText(/Saved with it/)).not.toBeInTheDocument()
  await user.clear(input('Opening balance'))
  await user.type(input('Opening balance'), '6000')
  const told = `Saved with it, as your figures expect for ${formatMonth(now, 'en-AU')}: Capital losses carried $20,000.`
  expect(screen.getByRole('status')).toHaveTextContent(told)
  await user.click(save)
  expect(onSubmit).toHaveBeenCalledWith({
    ...{ tax_system: 'flat', household_cash_rate: 0, household_cash: 6_000, household_as_of_month: now },
    carried_capital_losses: 20_000,
  })
})

it('asks for what tax carries over only where that can have an effect', () => {
  const asked = (tax_system: string, interest_credit_rate = 0) =>
    assumptionFields
      .filter(({ group }) => group === 'carried')
      .filter(({ key }) =>
        isAssumptionRelevant(key, resolveAssumptions({ tax_system, interest_credit_rate })),
      )
      .map(({ key }) => key)
  expect(asked('none')).toEqual([])
  const always = ['carried_losses', 'income_so_far']
  expect(asked('flat')).toEqual(['carried_capital_losses', ...always])
  expect(asked('au_resident')).toEqual(['carried_capital_losses', 'carried_rental_losses', ...always])
  expect(asked('custom', 20)).toEqual([
    'carried_capital_losses',
    'carried_losses',
    'carried_interest',
    'income_so_far',
  ])
})

describe('the Australian law', () => {
  afterEach(() => vi.useRealTimers())

  it.each([
    ['says nothing while its figures are published', new Date(2026, 5, 30), false],
    ['says from the next day on what is assumed', new Date(2026, 6, 1), true],
  ])('%s', (_, now, isSaid) => {
    vi.useFakeTimers({ now, toFake: ['Date'] })
    setUp()
    const said = expect(screen.getByRole('combobox', { name: 'Income tax' }))
    if (isSaid) said.toHaveAccessibleDescription(/After June 2026 it is assumed that/)
    else said.not.toHaveAccessibleDescription(/it is assumed/)
  })
})

it('refuses to tax one person beside the field while parts of investments are the other’s, and says of which', async () => {
  const holdings = ['Flat', 'Shares'].map((name) =>
    instanceOf('cash', { value: 1, owner_share: 50 }, { id: name, name }),
  )
  const { user, onSubmit, input, save } = setUp({ initial: { taxpayers: 2 }, holdings })
  await user.clear(input('Taxed people'))
  await user.type(input('Taxed people'), '1')
  await user.click(save)
  expect(input('Taxed people')).toHaveAccessibleDescription(
    /2 investments belong partly to another: “Flat”, “Shares”/,
  )
  expect(onSubmit).not.toHaveBeenCalled()
})

it('asks what tax carries over of each of two people', () => {
  setUp({ initial: { taxpayers: 2, second_carried_losses: 100 } })
  expect(screen.getByRole('textbox', { name: 'Other losses carried, person 2' })).toHaveValue('100')
})
