// @vitest-environment jsdom

import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import type { InstanceContent, Params } from '#domain/instances/types.ts'
import type { Format } from '#ui/format.ts'
import { DraftedInstanceForm, type DraftedInstanceFormProps, renderInApp } from './render.test-support.tsx'
import type { InstanceDraft } from './use-instance-draft.ts'

// Rendering a form in jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const empty: InstanceContent = { name: '', status: 'active', params: {} }

function setUp(props: Partial<DraftedInstanceFormProps> = {}, format: Partial<Format> = {}) {
  const onSubmit = vi.fn()
  let latest: InstanceDraft | undefined
  renderInApp(
    <DraftedInstanceForm
      kind="property"
      initial={empty}
      submitLabel="Add"
      onSubmit={onSubmit}
      onDraft={(draft) => {
        latest = draft
      }}
      {...props}
    />,
    format,
  )
  const input = (name: string | RegExp) => screen.getByRole('textbox', { name })
  return { user: userEvent.setup(), onSubmit, draft: () => latest!, input }
}

const more = (group: string) => screen.getByRole('button', { name: `More: ${group}` })

it('asks for nothing but a name and a value', async () => {
  const { user, onSubmit, input } = setUp()
  await user.type(input('Name'), ' Flat ')
  await user.type(input('Value'), '500000')
  expect(input('Value')).toHaveValue('500000')
  await user.click(screen.getByRole('button', { name: 'Add' }))
  expect(input('Value')).toHaveValue('500,000')
  expect(onSubmit).toHaveBeenCalledWith({ name: 'Flat', status: 'active', params: { value: 500_000 } })
})

it('refuses beside the field, says how many, and goes to the first one', async () => {
  const { user, onSubmit, input } = setUp()
  await user.click(more('Rent and costs'))
  await user.type(await screen.findByRole('textbox', { name: 'Vacancy' }), '180')
  await user.click(screen.getByRole('button', { name: 'Add' }))
  expect(onSubmit).not.toHaveBeenCalled()
  expect(input('Name')).toHaveAccessibleDescription(/A name is needed\./)
  expect(input('Value')).toHaveAccessibleDescription(/Value is needed\./)
  expect(input('Vacancy')).toHaveAccessibleDescription(/Vacancy must be between 0 and 100\./)
  expect(screen.getByRole('alert')).toHaveTextContent('3 values are refused.')
  await vi.waitFor(() => expect(input('Name')).toHaveFocus())

  await user.clear(input('Vacancy'))
  expect(input('Vacancy')).not.toHaveAccessibleDescription(/must be between/)
})

it('asks back about an unusual value once it is typed, and takes it', async () => {
  const { user, onSubmit, input } = setUp({ initial: { ...empty, name: 'Flat', params: { value: 500_000 } } })
  await user.type(input('Growth in value'), '40')
  expect(screen.queryByText(/Unusually high/)).not.toBeInTheDocument()
  await user.tab()
  expect(screen.getByText(/Unusually high: it is mostly at most 15%/)).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Add' }))
  expect(onSubmit.mock.lastCall?.[0].params).toEqual({ value: 500_000, growth_rate: 40 })
})

it('shows defaults without storing them, and the unit to those who listen', () => {
  const { input } = setUp()
  expect(input('Growth in value')).toHaveAttribute('placeholder', '4 (default)')
  expect(input('Rent')).toHaveAccessibleDescription(/In \$ a week or a month\./)
})

describe('what matters less', () => {
  const stored = { ...empty, name: 'Flat', params: { value: 500_000 } }
  const vacancy = () => screen.queryByRole('textbox', { name: 'Vacancy' })

  it('stands under “More”, which says what there is, and keeps what was typed when it is closed', async () => {
    const { user, onSubmit } = setUp({ initial: stored })
    expect(vacancy()).not.toBeInTheDocument()
    expect(more('Rent and costs')).toHaveAttribute('aria-expanded', 'false')
    const section = within(screen.getByRole('region', { name: 'Rent and costs' }))
    expect(section.getByText(/^Rise in rent, Vacancy, Management fee/)).toBeVisible()
    // As those who use keys come to it.
    more('Rent and costs').focus()
    await user.keyboard('{Enter}')
    expect(more('Rent and costs')).toHaveAttribute('aria-expanded', 'true')
    expect(section.queryByText(/^Rise in rent, /)).not.toBeInTheDocument()
    await user.tab()
    expect(screen.getByRole('textbox', { name: 'Rise in rent' })).toHaveFocus()
    await user.type(vacancy()!, '5')
    await user.click(more('Rent and costs'))
    expect(vacancy()).not.toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Add' }))
    expect(onSubmit.mock.lastCall?.[0].params).toEqual({ value: 500_000, vacancy_rate: 5 })
  })

  it('is open where a value is not the default, and does not close while that is emptied', async () => {
    const params = { value: 500_000, vacancy_rate: 4, volatility: 12 }
    const { user } = setUp({ initial: { ...stored, params } })
    expect(more('Growth')).toHaveAttribute('aria-expanded', 'false')
    await user.clear(vacancy()!)
    expect(vacancy()).toBeVisible()
    await user.tab()
    expect(vacancy()).toBeVisible()
  })

  it('opens to what is refused and cannot be closed over it', async () => {
    const { user, draft } = setUp({ initial: stored })
    act(() => draft().refuse({ 'params.vacancy_rate': 'Not this one.' }))
    const input = await screen.findByRole('textbox', { name: 'Vacancy' })
    expect(input).toHaveAccessibleDescription(/Not this one\./)
    await user.click(more('Rent and costs'))
    expect(vacancy()).toBeVisible()
  })

  it('opens where there is a note, and says what deserves a look while it is closed', async () => {
    const noteFor = (field: string) => (field === 'params.loan_fixed_months' ? 'Now in reality: 12' : null)
    const params = { value: 500_000, volatility: 60 }
    const { user } = setUp({ initial: { ...stored, params }, noteFor })
    expect(screen.getByText('Now in reality: 12')).toBeVisible()
    await user.click(more('Growth'))
    expect(screen.getByText('Worth a look: Volatility')).toBeVisible()
  })
})

it('keeps advanced sections closed until they are used', async () => {
  const { user } = setUp()
  const section = screen.getByRole('region', { name: 'Depreciation' })
  const toggle = within(section).getByRole('button', { name: 'Show Depreciation' })
  expect(toggle).toHaveAttribute('aria-expanded', 'false')
  await user.click(toggle)
  expect(await within(section).findByRole('textbox', { name: 'Plant and equipment' })).toBeVisible()
})

it('opens advanced sections that hold values', () => {
  setUp({ initial: { ...empty, params: { value: 1, plant_value: 5_000 } } })
  const section = screen.getByRole('region', { name: 'Depreciation' })
  expect(within(section).getByRole('button')).toHaveAttribute('aria-expanded', 'true')
})

it('leaves out what does not count with the use of a property, keeps it, and says so', async () => {
  const stored = { value: 500_000, weekly_rent: 590, plant_value: 5_000 }
  const { user, onSubmit, draft } = setUp({ initial: { ...empty, name: 'Flat', params: stored } })
  const use = () => screen.getByRole('combobox', { name: 'Use' })
  const choose = async (option: string) => {
    await user.click(use())
    await user.click(screen.getByRole('option', { name: option }))
  }
  expect(use()).toHaveAttribute('placeholder', 'Let (default)')
  for (const [option, value] of [
    ['Own use, such as a holiday home', 'own_use'],
    ['Main residence', 'main_residence'],
  ] as const) {
    await choose(option)
    expect(screen.queryByRole('textbox', { name: 'Rent' })).not.toBeInTheDocument()
    expect(screen.queryByRole('region', { name: 'Depreciation' })).not.toBeInTheDocument()
    expect(screen.getByRole('textbox', { name: 'Running costs' })).toBeVisible()
    expect(use()).toHaveAccessibleDescription(/not counted with this use: Rent, Plant and equipment\./)
    expect(draft().content.params).toEqual({ ...stored, use: value })
  }
  await user.click(screen.getByRole('button', { name: 'Add' }))
  expect(onSubmit).toHaveBeenCalledWith({
    name: 'Flat',
    status: 'active',
    params: { ...stored, use: 'main_residence' },
  })
  await choose('Let')
  expect(screen.getByRole('textbox', { name: 'Rent' })).toHaveValue('590')
  expect(use()).not.toHaveAccessibleDescription(/not counted/)
})

it('shows what is refused also where it would not count', async () => {
  const { user, onSubmit } = setUp({
    initial: { ...empty, name: 'Flat', params: { value: 500_000, use: 'own_use', vacancy_rate: 180 } },
  })
  expect(screen.queryByRole('textbox', { name: 'Vacancy' })).not.toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Add' }))
  expect(onSubmit).not.toHaveBeenCalled()
  const vacancy = await screen.findByRole('textbox', { name: 'Vacancy' })
  expect(vacancy).toHaveAccessibleDescription(/must be between/)
})

it('is unchanged again once a change is taken back', async () => {
  const { user, draft, input } = setUp({
    initial: { ...empty, name: 'Flat', params: { value: 500_000, key_of_a_newer_version: 1 } },
  })
  await user.type(input('Name'), 's')
  expect(draft().isDirty).toBe(true)
  await user.type(input('Name'), '{Backspace}')
  expect(draft().isDirty).toBe(false)
  expect(draft().content.params).toEqual({ value: 500_000, key_of_a_newer_version: 1 })
})

it('shows what the server refuses beside its field, and keeps what was typed', () => {
  const { draft, input } = setUp({
    initial: { ...empty, name: 'Flat', params: { value: 500_000 } },
  })
  act(() => draft().refuse({ 'params.value': 'Too much for the server.', name: 'Not this name.' }))
  expect(input('Value')).toHaveAccessibleDescription(/Too much for the server\./)
  expect(input('Name')).toHaveAccessibleDescription(/Not this name\./)
  expect(input('Value')).toHaveValue('500,000')
})

it('reads and shows numbers as the locale writes them', async () => {
  const { user, onSubmit, input } = setUp(
    {
      initial: { ...empty, name: 'Wohnung', params: { value: 1 } },
    },
    { currency: 'EUR', locale: 'de-DE' },
  )
  await user.clear(input('Value'))
  await user.type(input('Value'), '1234567,5')
  await user.tab()
  expect(input('Value')).toHaveValue('1.234.567,50')
  await user.click(screen.getByRole('button', { name: 'Add' }))
  expect(onSubmit.mock.lastCall?.[0].params).toEqual({ value: 1_234_567.5 })
})

it('begins anew with what is stored, and with more in the inputs', async () => {
  const { user, draft, input } = setUp({ initial: { ...empty, name: 'Flat', params: { value: 1 } } })
  await user.clear(input('Value'))
  await user.click(screen.getByRole('button', { name: 'Add' }))
  expect(input('Value')).toHaveAccessibleDescription(/Value is needed\./)
  const stored: InstanceContent = { name: 'House', status: 'archived', params: { value: 2 } }
  act(() => draft().begin(stored))
  expect(draft()).toMatchObject({ isDirty: false, began: stored, content: stored })
  expect(input('Value')).toHaveValue('2')
  expect(input('Value')).not.toHaveAccessibleDescription(/is needed/)
  act(() => draft().begin(stored, { ...stored, params: { value: 3 } }))
  expect(draft()).toMatchObject({ isDirty: true, began: stored, content: { params: { value: 3 } } })
})

it('saves nothing while it is paused, says why, and keeps what was typed', async () => {
  const { user, onSubmit, input } = setUp({ pausedBecause: 'Saving is paused.' })
  await user.type(input('Name'), 'Flat{Enter}')
  expect(onSubmit).not.toHaveBeenCalled()
  expect(screen.getByRole('button', { name: 'Add' })).toBeDisabled()
  expect(screen.getByText('Saving is paused.')).toHaveAttribute('role', 'status')
  expect(input('Name')).toHaveValue('Flat')
})

it.each([
  ['portfolio', 'Franked'],
  ['property', 'Kind of dwelling'],
] as const)('asks of a %s for what only Australian law knows under that alone: %s', (kind, label) => {
  const isAsked = (assumptions: Params) => {
    const { unmount } = renderInApp(
      <DraftedInstanceForm
        kind={kind}
        initial={empty}
        assumptions={assumptions}
        submitLabel="Add"
        onSubmit={() => undefined}
      />,
    )
    const found = screen.queryByLabelText(label, { selector: 'input' })
    unmount()
    return found !== null
  }
  expect([{}, { tax_system: 'custom' }, { tax_system: 'none' }].map(isAsked)).toEqual([true, false, false])
})

it('fills in what is typical of bonds, to be seen and changed', async () => {
  const { user, onSubmit, input } = setUp({
    kind: 'portfolio',
    initial: { ...empty, name: 'Gilts', params: { value: 5_000 } },
  })
  await user.click(screen.getByRole('combobox', { name: 'Asset class' }))
  await user.click(await screen.findByRole('option', { name: 'Bonds' }))
  // It stands under “More”, which has opened for it.
  expect(await screen.findByRole('textbox', { name: 'Volatility' })).toHaveValue('6')
  await user.clear(input('Expected return'))
  await user.type(input('Expected return'), '3.5')
  await user.click(screen.getByRole('button', { name: 'Add' }))
  expect(onSubmit.mock.lastCall?.[0].params).toEqual({
    value: 5_000,
    asset_class: 'bonds',
    expected_return: 3.5,
    volatility: 6,
    income_yield: 4,
  })
})

describe('whose it is', () => {
  it('is asked where two people are taxed, and nowhere else', () => {
    setUp()
    expect(screen.queryByRole('textbox', { name: 'Person 1’s part' })).not.toBeInTheDocument()
  })

  it('is typed as a part of a hundred', async () => {
    const { user, onSubmit, input } = setUp({ assumptions: { taxpayers: 2 } })
    await user.type(input('Name'), 'Flat')
    await user.type(input('Value'), '500000')
    await user.type(input('Person 1’s part'), '120')
    await user.click(screen.getByRole('button', { name: 'Add' }))
    expect(input('Person 1’s part')).toHaveAccessibleDescription(/100/)
    expect(onSubmit).not.toHaveBeenCalled()
    await user.clear(input('Person 1’s part'))
    await user.type(input('Person 1’s part'), '40')
    await user.click(screen.getByRole('button', { name: 'Add' }))
    expect(onSubmit.mock.lastCall?.[0].params).toEqual({ value: 500_000, owner_share: 40 })
  })
})
