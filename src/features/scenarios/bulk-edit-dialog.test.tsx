// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import { renderInApp } from '#fields/render.test-support.tsx'
import type { Format } from '#ui/format.ts'
import { BulkEditDialog } from './bulk-edit-dialog.tsx'
import { ScenariosContext, type ScenariosContextValue } from './scenarios-context.tsx'

vi.mock('#data/client.ts', () => ({ supabase: {} }))

// Rendering a dialog in jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const copy = (id: string, part: Partial<ScenarioInstance>) =>
  ({ id, name: id, kind: 'cash', status: 'active', params: { value: 1_000 }, ...part }) as ScenarioInstance
const copies = [
  copy('Savings', { params: { value: 34_000, interest_rate: 4 } }),
  copy('Holiday fund', { params: { value: 2_000 } }),
  copy('Car loan', { kind: 'loan', params: { balance: 9_000 } }),
]

const bulkEdit = vi.fn()
beforeEach(() => bulkEdit.mockReset())

function renderDialog(format: Partial<Format> = {}) {
  bulkEdit.mockResolvedValue({ status: 'success', changed: [{}, {}], not_concerned: [] })
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } })
  const handleClose = vi.fn()
  const value = {
    actions: { bulkEdit: { mutationFn: (input: unknown) => bulkEdit(input) } },
    isReadOnly: false,
    knownTags: [],
  } as unknown as ScenariosContextValue
  renderInApp(
    <QueryClientProvider client={queryClient}>
      <ScenariosContext value={value}>
        <BulkEditDialog scenarioId="s" instances={copies} assumptions={{}} isOpen onClose={handleClose} />
      </ScenariosContext>
    </QueryClientProvider>,
    format,
  )
  const user = userEvent.setup({ delay: null })
  const fields = () => screen.getAllByRole('combobox', { name: 'Field' })
  return {
    user,
    handleClose,
    choose: async (index: number, field: string) => {
      await user.click(fields()[index]!)
      // The closed lists of the others stay in the page, before this one.
      await user.click(screen.getAllByRole('option', { name: field, hidden: true }).at(-1)!)
    },
    addAnother: () => user.click(screen.getByRole('button', { name: 'Change another field too' })),
    submit: () => screen.getByRole('button', { name: /^Change( \d+)?$/ }),
  }
}

describe('several fields', () => {
  it('are shown row by row and field by field, and changed in one step', async () => {
    const { user, handleClose, choose, addAnother, submit } = renderDialog()
    await choose(0, 'Balance')
    await user.click(screen.getByText('By percent'))
    await user.type(screen.getByRole('textbox', { name: 'By how many percent' }), '-10')
    await addAnother()
    await choose(1, 'Interest rate (cash deposit)')
    await user.type(screen.getByRole('textbox', { name: 'New value' }), '4.5%')
    await user.tab()
    const groups = screen
      .getAllByRole('rowgroup')
      .slice(1)
      .map((group) =>
        within(group)
          .getAllByRole('row')
          .map((row) => row.textContent),
      )
    expect(groups).toEqual([
      ['Savings', 'Balance$34,000$30,600', 'Interest rate4% a year4.5% a year'],
      ['Holiday fund', 'Balance$2,000$1,800', 'Interest rate4% a year (default)4.5% a year'],
      [
        'Car loan',
        expect.stringMatching(/^Balance.* has no such field$/),
        expect.stringMatching(/^Interest rate/),
      ],
    ])
    expect(screen.getByRole('status')).toHaveTextContent('2 will change, 1 is left out.')
    await user.click(submit())
    await waitFor(() => expect(handleClose).toHaveBeenCalled())
    expect(bulkEdit).toHaveBeenCalledWith(
      expect.objectContaining({
        scenarioInstanceIds: ['Savings', 'Holiday fund'],
        changes: { 'params.value': { multiply: 0.9 }, 'params.interest_rate': { set: 4.5 } },
      }),
    )
  })

  it('are not changed without one that is begun and says nothing readable', async () => {
    const { user, choose, addAnother, submit } = renderDialog()
    await choose(0, 'Status')
    await user.click(screen.getByRole('combobox', { name: 'New value' }))
    await user.click(screen.getByRole('option', { name: 'Archived', hidden: true }))
    expect(submit()).toBeEnabled()
    await addAnother()
    await choose(1, 'Interest rate (cash deposit)')
    await user.type(screen.getByRole('textbox', { name: 'New value' }), '4k')
    await user.tab()
    expect(submit()).toBeDisabled()
    expect(screen.getByRole('textbox', { name: 'New value' })).toHaveAccessibleDescription(
      /“k” cannot be read/,
    )
    await user.click(screen.getByRole('button', { name: 'Remove field 2' }))
    expect(submit()).toBeEnabled()
  })
})

it('says what leaves when something is archived', async () => {
  const { user, choose } = renderDialog()
  await choose(0, 'Status')
  await user.click(screen.getByRole('combobox', { name: 'New value' }))
  await user.click(screen.getByRole('option', { name: 'Archived', hidden: true }))
  expect(screen.getByRole('alert')).toHaveTextContent(
    '$27,000 leaves without money coming in: $36,000, less $9,000 owed.',
  )
  expect(screen.getByRole('row', { name: 'Car loan Active Archived' })).toBeInTheDocument()
})

it('leads from archiving to the field that does what may be meant', async () => {
  const { user, choose } = renderDialog()
  await choose(0, 'Status')
  await user.click(screen.getByRole('combobox', { name: 'New value' }))
  await user.click(screen.getByRole('option', { name: 'Archived', hidden: true }))
  expect(screen.getByRole('button', { name: 'Repay instead' })).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Withdraw instead' }))
  expect(screen.getByRole('combobox', { name: 'Field' })).toHaveValue('Monthly withdrawal')
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'New value' })).toHaveFocus())
  expect(screen.queryByText('Archiving is not selling')).toBeNull()
})

it('leads from archiving to that field where it is being changed already, and keeps what is typed there', async () => {
  const { user, choose, addAnother } = renderDialog()
  await choose(0, 'Monthly withdrawal')
  await user.type(screen.getByRole('textbox', { name: 'New value' }), '200')
  await addAnother()
  await choose(1, 'Status')
  await user.click(screen.getByRole('combobox', { name: 'New value' }))
  await user.click(screen.getByRole('option', { name: 'Archived', hidden: true }))
  await user.click(screen.getByRole('button', { name: 'Withdraw instead' }))
  expect(screen.getByRole('combobox', { name: 'Field' })).toHaveValue('Monthly withdrawal')
  expect(screen.getByRole('textbox', { name: 'New value' })).toHaveValue('200')
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'New value' })).toHaveFocus())
})

it('gives several one name', async () => {
  const { user, choose, submit } = renderDialog()
  await choose(0, 'Name')
  await user.type(screen.getByRole('textbox', { name: 'New value' }), 'Rainy days')
  expect(screen.getByRole('row', { name: 'Savings Savings Rainy days' })).toBeInTheDocument()
  await user.click(submit())
  expect(bulkEdit).toHaveBeenCalledWith(expect.objectContaining({ changes: { name: { set: 'Rainy days' } } }))
})

describe.each([
  ['en-AU', 'AUD', '850,000.50', '-5.75'],
  ['de-DE', 'EUR', '850.000,50', '-5,75'],
  ['de-CH', 'CHF', '850’000.50', '-5.75'],
  ['fr-FR', 'EUR', '850\u202f000,50', '−5,75'],
  ['sv-SE', 'SEK', '850 000,50', '−5,75'],
  ['ja-JP', 'JPY', '８５０，０００．５', 'ー５．７５'],
  ['en-IN', 'INR', '8,50,000.50', '-5.75'],
])('in %s', (locale, currency, money, percent) => {
  it('stores a value and a step as they are typed', async () => {
    const { user, choose, addAnother, submit } = renderDialog({ locale, currency })
    await choose(0, 'Balance')
    await user.type(screen.getByRole('textbox', { name: 'New value' }), money)
    await addAnother()
    await choose(1, 'Interest rate (cash deposit)')
    await user.click(screen.getAllByText('By an amount')[1]!)
    await user.type(screen.getByRole('textbox', { name: 'By how much' }), percent)
    await user.click(submit())
    expect(bulkEdit).toHaveBeenCalledWith(
      expect.objectContaining({
        changes: { 'params.value': { set: 850_000.5 }, 'params.interest_rate': { add: -5.75 } },
      }),
    )
  })
})
