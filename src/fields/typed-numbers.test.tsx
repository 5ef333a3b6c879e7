// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { currentMonth } from '#domain/calendar/month.ts'
import type { InstanceContent, Params } from '#domain/instances/types.ts'
import { DraftedAssumptionsForm, DraftedInstanceForm, renderInApp } from './render.test-support.tsx'

// Rendering a form in jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

interface Row {
  locale: string
  currency: string
  /** What the keys say, for a value of 850,000, a rent of 1,050.50, −5.75 percent, 2,500 futures and March 2030. */
  money: string
  cents: string
  percent: string
  count: string
  month: string
  /** How the same stands in the inputs when they are left. */
  shown: { money: string; cents: string; percent: string; count: string }
}

const rows: readonly Row[] = [
  {
    locale: 'en-AU',
    currency: 'AUD',
    money: '850,000',
    cents: '$1,050.50',
    percent: '-5.75%',
    count: '2,500',
    month: 'March 2030',
    shown: { money: '850,000', cents: '1,050.50', percent: '-5.75', count: '2,500' },
  },
  {
    locale: 'de-DE',
    currency: 'EUR',
    money: '850.000',
    cents: '1.050,50 €',
    percent: '-5,75 %',
    count: '2.500',
    month: 'März 2030',
    shown: { money: '850.000', cents: '1.050,50', percent: '-5,75', count: '2.500' },
  },
  {
    locale: 'de-CH',
    currency: 'CHF',
    money: "850'000",
    cents: 'CHF 1’050.50',
    percent: '-5.75',
    count: "2'500",
    month: '03.2030',
    shown: { money: "850'000", cents: "1'050.50", percent: '-5.75', count: "2'500" },
  },
  {
    locale: 'fr-FR',
    currency: 'EUR',
    money: '850 000',
    cents: '1\u202f050,50 €',
    percent: '−5,75 %',
    count: '2 500',
    month: 'mars 2030',
    shown: { money: '850 000', cents: '1 050,50', percent: '-5,75', count: '2 500' },
  },
  {
    locale: 'sv-SE',
    currency: 'SEK',
    money: '850 000 kr',
    cents: '1\u00a0050,50',
    percent: '-5,75 %',
    count: '2500',
    month: 'mars 2030',
    shown: { money: '850 000', cents: '1 050,50', percent: '-5,75', count: '2 500' },
  },
  {
    locale: 'ja-JP',
    currency: 'JPY',
    money: '￥850,000',
    cents: '１，０５０．５',
    percent: 'ー５．７５％',
    count: '2,500',
    month: '2030年3月',
    shown: { money: '850,000', cents: '1,050.5', percent: '-5.75', count: '2,500' },
  },
  {
    locale: 'en-IN',
    currency: 'INR',
    money: '8,50,000',
    cents: '₹1,050.50',
    percent: '-5.75',
    count: '2,500',
    month: '2030-03',
    shown: { money: '8,50,000', cents: '1,050.50', percent: '-5.75', count: '2,500' },
  },
]

/** In the plain signs of every keyboard: engines differ in their blanks, apostrophes and minus signs. */
function plain(text: string): string {
  return text.replace(/\s/g, ' ').replace(/’/g, "'").replace(/−/g, '-')
}

const input = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name })

/** Quicker than by role, of which these forms have many. */
const fieldInput = (key: string) => document.querySelector<HTMLInputElement>(`[data-field="${key}"]`)!

const byKeys = async (user: UserEvent, element: HTMLInputElement, text: string) => {
  await user.clear(element)
  await user.type(element, text)
}
const byPaste = async (user: UserEvent, element: HTMLInputElement, text: string) => {
  await user.clear(element)
  await user.paste(text)
}
const ways = [
  ['typed', byKeys],
  ['pasted', byPaste],
] as const

describe.each(rows)('in $locale', ({ locale, currency, ...typed }) => {
  const format = { locale, currency }
  const shown = (key: string) => plain(fieldInput(key).value)

  it.each(ways)('stores an investment as it is %s', async (_, enter) => {
    const onSubmit = vi.fn<(content: InstanceContent) => void>()
    const initial = { name: 'Boat loan', status: 'active', params: { balance: 1 } } as const
    renderInApp(
      <DraftedInstanceForm kind="loan" initial={initial} submitLabel="Save" onSubmit={onSubmit} />,
      format,
    )
    const user = userEvent.setup({ delay: null })
    await enter(user, fieldInput('balance'), typed.money)
    await enter(user, fieldInput('extra_monthly_payment'), typed.cents)
    await enter(user, fieldInput('term_months'), '25 years')
    await enter(user, fieldInput('start_month'), typed.month)
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(shown('balance')).toBe(typed.shown.money)
    expect(shown('extra_monthly_payment')).toBe(typed.shown.cents)
    expect(onSubmit.mock.lastCall?.[0].params).toEqual({
      balance: 850_000,
      extra_monthly_payment: 1050.5,
      term_months: 300,
      start_month: '2030-03',
    })
  })

  it.each(ways)('stores assumptions and goals as they are %s', async (_, enter) => {
    const onSubmit = vi.fn<(assumptions: Params) => void>()
    renderInApp(
      <DraftedAssumptionsForm initial={{ paths: 500 }} submitLabel="Save" onSubmit={onSubmit} />,
      format,
    )
    const user = userEvent.setup({ delay: null })
    await enter(user, fieldInput('goal_amount'), typed.money)
    await enter(user, fieldInput('household_cash'), typed.cents)
    await enter(user, fieldInput('inflation_rate'), typed.percent)
    await enter(user, fieldInput('paths'), typed.count)
    await enter(user, fieldInput('horizon_years'), '480 months')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(shown('inflation_rate')).toBe(typed.shown.percent)
    expect(shown('paths')).toBe(typed.shown.count)
    expect(onSubmit).toHaveBeenCalledWith({
      goal_amount: 850_000,
      household_cash: 1050.5,
      inflation_rate: -5.75,
      paths: 2_500,
      horizon_years: 40,
      goal_as_of_month: currentMonth(new Date()),
      household_as_of_month: currentMonth(new Date()),
    })
  })
})

function setUp(params: Params = { balance: 500_000 }, locale = 'en-AU') {
  const onSubmit = vi.fn<(content: InstanceContent) => void>()
  const { unmount } = renderInApp(
    <DraftedInstanceForm
      kind="loan"
      initial={{ name: 'Boat loan', status: 'active', params }}
      submitLabel="Save"
      onSubmit={onSubmit}
    />,
    { locale },
  )
  return {
    user: userEvent.setup({ delay: null }),
    onSubmit,
    unmount,
    save: screen.getByRole('button', { name: 'Save' }),
  }
}

describe('what cannot be read', () => {
  it.each([
    ['850,00', /thousands have three digits/],
    ['1.050', /can be read in two ways\. Write 1\.05 or 1,050\./],
    ['850k', /“k” cannot be read/],
    ['1e5', /“e” cannot be read/],
    ['12abc', /“abc” cannot be read/],
    ['1.2.3', /more than one decimal sign/],
  ])('%s stays, is refused beside its input, and nothing else is saved', async (text, problem) => {
    const { user, onSubmit, save } = setUp()
    await byKeys(user, input('Balance owed'), text)
    expect(input('Balance owed')).toBeValid()
    await user.tab()
    expect(input('Balance owed')).toHaveValue(text)
    expect(input('Balance owed')).toBeInvalid()
    expect(input('Balance owed')).toHaveAccessibleDescription(problem)
    await user.click(save)
    expect(onSubmit).not.toHaveBeenCalled()
    await vi.waitFor(() => expect(input('Balance owed')).toHaveFocus())

    await byKeys(user, input('Balance owed'), '1,050')
    expect(input('Balance owed')).toBeValid()
    await user.click(save)
    expect(onSubmit.mock.lastCall?.[0].params).toEqual({ balance: 1_050 })
  })

  it('is refused when Enter saves before the input is left', async () => {
    const { user, onSubmit } = setUp()
    await byKeys(user, input('Balance owed'), '850,00{Enter}')
    expect(onSubmit).not.toHaveBeenCalled()
    expect(input('Balance owed')).toHaveAccessibleDescription(/three digits/)
    await byKeys(user, input('Balance owed'), '850,000{Enter}')
    expect(onSubmit.mock.lastCall?.[0].params).toEqual({ balance: 850_000 })
  })

  it('has no fractions where things are counted', async () => {
    const onSubmit = vi.fn()
    renderInApp(<DraftedAssumptionsForm initial={{ paths: 500 }} submitLabel="Save" onSubmit={onSubmit} />)
    const user = userEvent.setup({ delay: null })
    await byKeys(user, input('Simulated futures'), '2.000')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(input('Simulated futures')).toHaveAccessibleDescription(/must be whole\. Write 2 or 2,000\./)
    expect(onSubmit).not.toHaveBeenCalled()
  })
})

describe('an input', () => {
  it('leaves text and caret alone while one types, and says what it understood when it is left', async () => {
    const { user } = setUp()
    await user.type(input('Balance owed'), '2', { initialSelectionStart: 1, initialSelectionEnd: 1 })
    expect(input('Balance owed')).toHaveValue('5200,000')
    expect(input('Balance owed').selectionStart).toBe(2)
    await user.clear(input('Balance owed'))
    await user.type(input('Balance owed'), '1234567.5')
    expect(input('Balance owed')).toHaveValue('1234567.5')
    await user.tab()
    expect(input('Balance owed')).toHaveValue('1,234,567.50')
  })

  it('keeps every decimal of what is stored', async () => {
    const { user, onSubmit, save } = setUp({ balance: 650_000.125, rate: 5.123456789 })
    expect(input('Balance owed')).toHaveValue('650,000.125')
    expect(input('Interest rate')).toHaveValue('5.123456789')
    await user.click(input('Balance owed'))
    await user.click(input('Interest rate'))
    await user.click(save)
    expect(onSubmit.mock.lastCall?.[0].params).toEqual({ balance: 650_000.125, rate: 5.123456789 })
  })

  it('means the default when it is emptied', async () => {
    const { user, onSubmit, save } = setUp({ balance: 500_000, rate: 5 })
    await user.clear(input('Interest rate'))
    await user.click(save)
    expect(onSubmit.mock.lastCall?.[0].params).toEqual({ balance: 500_000 })
  })

  it('asks phones for the keys it needs', () => {
    renderInApp(
      <DraftedInstanceForm
        kind="property"
        initial={{ name: 'Flat', status: 'active', params: { value: 1 } }}
        submitLabel="Save"
        onSubmit={vi.fn()}
      />,
    )
    expect(fieldInput('value')).toHaveAttribute('inputmode', 'decimal')
    expect(fieldInput('loan_term_months')).toHaveAttribute('inputmode', 'numeric')
    // The pads of digits have no minus on every phone.
    expect(fieldInput('growth_rate')).toHaveAttribute('inputmode', 'text')
  })

  it('shows a value that was put there from outside', async () => {
    const onSubmit = vi.fn<(content: InstanceContent) => void>()
    renderInApp(
      <DraftedInstanceForm
        kind="cash"
        initial={{ name: 'Savings', status: 'active', params: { value: 100 } }}
        submitLabel="Save"
        noteFor={(field, { onTake }) =>
          field === 'params.value' && (
            <button type="button" onClick={() => onTake(1_100)}>
              Take 1,100
            </button>
          )
        }
        onSubmit={onSubmit}
      />,
    )
    const user = userEvent.setup({ delay: null })
    await byKeys(user, input('Balance'), '12x')
    await user.click(screen.getByRole('button', { name: 'Take 1,100' }))
    expect(input('Balance')).toHaveValue('1,100')
    expect(input('Balance')).toBeValid()
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(onSubmit.mock.lastCall?.[0].params).toEqual({ value: 1_100 })
  })
})

describe('a duration', () => {
  beforeEach(() => localStorage.clear())

  const unit = () => screen.getByRole<HTMLSelectElement>('combobox', { name: 'Unit of Time left' })

  it('is shown in the unit that one chooses, and stays the same time', async () => {
    const { user, onSubmit, save } = setUp({ balance: 1, term_months: 300 })
    expect(input('Time left')).toHaveValue('300')
    await user.selectOptions(unit(), 'years')
    expect(input('Time left')).toHaveValue('25')
    await user.click(save)
    expect(onSubmit.mock.lastCall?.[0].params).toEqual({ balance: 1, term_months: 300 })
  })

  it('counts digits that were just typed in the unit that is chosen for them', async () => {
    const { user, onSubmit, save } = setUp({ balance: 1 })
    await byKeys(user, input('Time left'), '2.5')
    await user.selectOptions(unit(), 'years')
    expect(input('Time left')).toHaveValue('2 years 6 months')
    await byKeys(user, input('Time left'), '30')
    await user.click(save)
    expect(onSubmit.mock.lastCall?.[0].params).toEqual({ balance: 1, term_months: 360 })
  })

  it('is shown in the unit that was last chosen for it, the next time it is asked for', async () => {
    const { user, unmount } = setUp({ balance: 1, term_months: 300, interest_only_months: 60 })
    await user.selectOptions(unit(), 'years')
    unmount()
    setUp({ balance: 1, term_months: 330, interest_only_months: 60 })
    expect(unit()).toHaveValue('years')
    expect(input('Time left')).toHaveValue('27 years 6 months')
    expect(input('Interest only for')).toHaveValue('60')
  })

  it('takes on the unit that was written', async () => {
    const { user } = setUp({ balance: 1 })
    await byKeys(user, input('Time left'), '30 years')
    await user.tab()
    expect(input('Time left')).toHaveValue('30')
    expect(unit()).toHaveValue('years')
  })

  it('is refused when it is no whole number of months', async () => {
    const { user } = setUp({ balance: 1 })
    await byKeys(user, input('Time left'), '1.3 years')
    await user.tab()
    expect(input('Time left')).toHaveAccessibleDescription(/is not a whole number of months/)
  })
})

it('reads a month in words and shows what it understood', async () => {
  const { user } = setUp()
  await byKeys(user, input('Amounts as of'), '3/2030')
  await user.tab()
  expect(input('Amounts as of')).toHaveValue('March 2030')
  await byKeys(user, input('Amounts as of'), '03/30')
  await user.tab()
  expect(input('Amounts as of')).toHaveValue('03/30')
  expect(input('Amounts as of')).toHaveAccessibleDescription(
    /is not a month .* Write 2027-03 or March 2027\./,
  )
})
