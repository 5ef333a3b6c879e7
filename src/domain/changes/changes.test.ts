import { expect, it } from 'vitest'
import { fieldsOf, instanceKinds } from '../instances/catalogue.ts'
import type { InstanceContent, InstanceKind, Params } from '../instances/types.ts'
import type { RealRow, ScenarioRow } from '../merge/merge-copy.ts'
import { assumptionFields } from '../scenarios/assumption-fields.ts'
import { decisions, viewAssumptions } from './decisions.ts'
import { lineOf, waitingText, wordsOf } from './sentence.ts'
import { type ChangesInput, scenarioChanges } from './switch-off.ts'

const format = { locale: 'en-AU', currency: 'AUD' }

const real = (kind: InstanceKind, name: string, params: Params): RealRow => ({
  ...{ id: name, lineage_id: `line-${name}`, kind, name, status: 'active', params },
})
const copyOf = (row: RealRow, params: Params = {}, overrides: Partial<ScenarioRow> = {}): ScenarioRow => {
  const { name, status } = row
  const base: InstanceContent = { name, status, params: row.params }
  const own = { id: `copy of ${row.id}`, source_instance_id: row.id, params: { ...row.params, ...params } }
  return { ...row, ...own, base, ...overrides }
}
const newOne = (row: RealRow) => copyOf(row, {}, { id: row.id, source_instance_id: null, base: null })

const flat = real('property', 'Flat', { value: 700_000, loan_balance: 400_000, loan_rate: 6.1 })
const input = (copies: readonly ScenarioRow[], more: Partial<ChangesInput> = {}): ChangesInput => ({
  ...{ reality: [flat], copies, ownAssumptions: {}, scenarioAssumptions: {} },
  ...more,
})
const changesOf = (from: ChangesInput) => scenarioChanges(from).changes.flatMap(({ parts }) => parts)
const linesOf = (changes: ChangesInput) => changesOf(changes).map((change) => lineOf(change, format, false))

it('names only fields that exist, and gives no decision the name of one', () => {
  for (const [kind, list] of Object.entries(decisions)) {
    const keys =
      kind === 'assumptions'
        ? assumptionFields.map(({ key }) => key)
        : fieldsOf(kind as InstanceKind).map(({ key }) => key)
    expect(
      list.flatMap(({ leads, with: others }) => [...leads, ...others]).filter((key) => !keys.includes(key)),
    ).toEqual([])
    expect(list.filter(({ key }) => keys.includes(key))).toEqual([])
  }
})

// A field that is not in this list nor in a decision is new: say which decision it belongs to, or that it stands alone.
const alone: Readonly<Record<InstanceKind | 'assumptions', readonly string[]>> = {
  property: [
    ...[
      'ownership_share',
      'owner_share',
      'growth_rate',
      'volatility',
      'annual_expenses',
      'expense_growth_rate',
    ],
    ...['loan_uses_household_offset', 'rise_month'],
  ],
  portfolio: ['owner_share', 'reinvest_income', 'annual_fee_rate', 'shortfall_order', 'rise_month'],
  cash: ['owner_share', 'interest_rate', 'shortfall_order', 'rise_month'],
  loan: ['owner_share', 'rate', 'interest_deductible', 'secured_on', 'uses_household_offset'],
  cash_flow: ['owner_share'],
  assumptions: [
    ...['inflation_rate', 'taxpayers', 'law_changes', 'household_cash_rate', 'household_deficit_rate'],
    ...['cover_shortfall_from', 'loan_rate_shift', 'growth_shift', 'rate_volatility', 'rate_reversion'],
    ...['correlation_within_property', 'correlation_within_shares', 'correlation_within_bonds'],
  ],
}

it('has a place for every field: in a decision, alone, or no change at all', () => {
  const missing = [...instanceKinds, 'assumptions' as const].map((kind) => {
    const fields = kind === 'assumptions' ? assumptionFields : fieldsOf(kind)
    const placed = new Set([
      ...decisions[kind].flatMap(({ leads, with: others }) => [...leads, ...others]),
      ...(kind === 'assumptions' ? viewAssumptions : []),
      ...alone[kind],
    ])
    return [kind, fields.map(({ key }) => key).filter((key) => !placed.has(key))]
  })
  expect(Object.fromEntries(missing)).toEqual({
    ...{ property: [], portfolio: [], cash: [], loan: [], cash_flow: [], assumptions: [] },
  })
})

it('takes a sale and its costs for one decision, and costs alone for another', () => {
  const sold = changesOf(input([copyOf(flat, { sale_month: '2030-03', sale_cost_rate: 2 })]))
  expect(sold.map(({ id }) => id)).toEqual(['copy of Flat.sale'])
  expect(wordsOf(sold[0]!, format)).toMatchObject({
    ...{
      sentence: 'Sell Flat in March 2030',
      isWhole: true,
      fieldsBelow: [{ field: 'params.sale_cost_rate' }],
    },
  })
  const costs = changesOf(input([copyOf(flat, { sale_cost_rate: 2 })]))
  expect(costs.map(({ id }) => id)).toEqual(['copy of Flat.sale_cost_rate'])
})

it('tells changes as people say them', () => {
  const salary = real('cash_flow', 'Salary', { direction: 'income', amount: 8_000, end_month: '2040-01' })
  const car = real('loan', 'Car loan', { balance: 20_000, rate: 8 })
  const copies = [
    copyOf(flat, { loan_rate: 5.2, loan_extra_monthly_payment: 500, loan_refinance_month: '2027-01' }),
    copyOf(salary, { end_month: '2035-06' }),
    copyOf(car, {}, { status: 'archived' }),
    newOne(real('portfolio', 'Index fund', { value: 10_000 })),
  ]
  const assumptions = { ownAssumptions: { inflation_rate: 2.5 }, scenarioAssumptions: { inflation_rate: 4 } }
  expect(linesOf(input(copies, { reality: [flat, salary, car], ...assumptions }))).toEqual([
    'Flat: Interest rate 6.1% a year → 5.2% a year',
    'Flat: Extra repayment $0 a month (default) → $500 a month',
    'Refinance Flat in January 2027',
    'Salary until June 2035, not January 2040',
    'Leaves: Car loan',
    'New: Index fund',
    'Assumptions: Inflation 2.5% a year → 4% a year',
  ])
})

it('lists what was deleted or created in reality meanwhile, and conflicts, as waiting for a decision', () => {
  const moved = real('property', 'Flat', { ...flat.params, loan_rate: 6.5 })
  const clash = changesOf(input([copyOf(flat, { loan_rate: 5.2 })], { reality: [moved] }))
  expect(clash).toMatchObject([{ waitsFor: 'conflict', fields: [{ from: 6.5, to: 5.2, isUndecided: true }] }])
  expect(waitingText(clash[0]!)).toContain('as it is now until you decide')
  expect(changesOf(input([copyOf(flat, { loan_rate: 5.2 })], { reality: [] }))).toMatchObject([
    { decision: 'edited', waitsFor: 'source_deleted' },
  ])
  expect(changesOf(input([newOne(flat)]))).toMatchObject([{ decision: 'new', waitsFor: 'already_created' }])
})

it('is silent about what only reality changed, what both changed alike, and what is no decision', () => {
  const moved = real('property', 'Flat', { ...flat.params, loan_rate: 6.5, value: 710_000 })
  const copies = [
    copyOf(flat, { value: 710_000, volatility: undefined as never }),
    copyOf(real('cash', 'Gone', { value: 1 })),
  ]
  const view = { seed: 7, paths: 500, horizon_years: 12, inflation_rate: 2.5 }
  expect(changesOf(input(copies, { reality: [moved], scenarioAssumptions: view }))).toEqual([])
})
