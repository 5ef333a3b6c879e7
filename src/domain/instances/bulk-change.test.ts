import { expect, it } from 'vitest'
import { effectOf, effectsOf } from './bulk-change.ts'

const content = { name: 'Savings', status: 'active' } as const
const cash = { ...content, kind: 'cash', params: { value: 1_000, interest_rate: 4.1 } } as const
const loan = { ...content, kind: 'loan', params: { balance: 10_000, term_months: 11 } } as const

it('adds and multiplies without the noise of binary fractions', () => {
  expect(effectOf(cash, 'params.interest_rate', { add: 0.2 })).toEqual({
    outcome: 'changed',
    before: 4.1,
    after: 4.3,
  })
  expect(effectOf(cash, 'params.value', { multiply: 1.1 })).toMatchObject({ after: 1_100 })
})

it('keeps whole what is whole', () => {
  expect(effectOf(loan, 'params.term_months', { multiply: 1.5 })).toMatchObject({ after: 17 })
})

it('rounds a half as the database does: in decimals, and away from zero', () => {
  const long = { ...content, kind: 'loan', params: { balance: 10_000, term_months: 100 } } as const
  expect(effectOf(long, 'params.term_months', { multiply: 1.005 })).toMatchObject({ after: 101 })
  const fixed = { ...content, kind: 'loan', params: { balance: 10_000, fixed_months: 1 } } as const
  expect(effectOf(fixed, 'params.fixed_months', { add: -1.5 })).toMatchObject({ outcome: 'refused' })
})

it('leaves alone what lacks the field, or a value to start from', () => {
  expect(effectOf(loan, 'params.interest_rate', { set: 5 })).toMatchObject({ reason: 'unknown_field' })
  const fund = { ...content, kind: 'portfolio', params: { value: 1 } } as const
  expect(effectOf(fund, 'params.cost_base', { add: 1 })).toMatchObject({ reason: 'no_value' })
  expect(effectOf(fund, 'params.cost_base', { set: 5 })).toEqual({
    outcome: 'changed',
    before: null,
    after: 5,
  })
})

it('takes a missing key as its default', () => {
  const sparse = { ...content, kind: 'cash', params: { value: 1 } } as const
  const writtenOut = { ...content, kind: 'cash', params: { value: 1, interest_rate: 4 } } as const
  expect(effectOf(sparse, 'params.interest_rate', { add: 1 })).toEqual({
    outcome: 'changed',
    before: null,
    after: 5,
  })
  expect(effectOf(sparse, 'params.interest_rate', { set: 4 })).toEqual({ outcome: 'same', before: null })
  expect(effectOf(sparse, 'params.interest_rate', { set: null })).toEqual({ outcome: 'same', before: null })
  expect(effectOf(writtenOut, 'params.interest_rate', { set: null })).toEqual({ outcome: 'same', before: 4 })
})

it('says what stays the same and what would be refused', () => {
  expect(effectOf(cash, 'params.value', { set: 1_000 })).toEqual({ outcome: 'same', before: 1_000 })
  expect(effectOf(cash, 'params.value', { add: -2_000 })).toMatchObject({
    outcome: 'refused',
    problem: expect.stringMatching(/^Balance must be between/),
  })
})

it('sets name and status, which every investment has', () => {
  expect(effectOf(cash, 'status', { set: 'archived' })).toEqual({
    outcome: 'changed',
    before: 'active',
    after: 'archived',
  })
  expect(effectOf(cash, 'status', { set: 'active' })).toEqual({ outcome: 'same', before: 'active' })
  expect(effectOf(cash, 'name', { set: 'Rainy days' })).toMatchObject({
    outcome: 'changed',
    after: 'Rainy days',
  })
  expect(effectOf(cash, 'name', { set: ' ' })).toMatchObject({
    outcome: 'refused',
    problem: 'A name is needed.',
  })
})

it('judges a beginning and an end as they come to stand together', () => {
  const params = { amount: 1, start_month: '2030-01', end_month: '2031-01' }
  const flow = { ...content, kind: 'cash_flow', params } as const
  const outcomes = (changes: Parameters<typeof effectsOf>[1]) =>
    effectsOf(flow, changes).map(({ effect }) => effect.outcome)
  expect(outcomes({ 'params.end_month': { set: '2029-12' } })).toEqual(['refused'])
  expect(outcomes({ 'params.start_month': { set: '2031-02' } })).toEqual(['refused'])
  expect(
    outcomes({ 'params.start_month': { set: '2040-01' }, 'params.end_month': { set: '2041-01' } }),
  ).toEqual(['changed', 'changed'])
})

it('judges a sale and a withdrawal with the month of access, whichever of them is changed', () => {
  const params = { value: 10_000, tax_wrapper: 'super', access_month: '2040-01', sale_month: '2041-01' }
  const outcomes = (changes: Parameters<typeof effectsOf>[1]) =>
    effectsOf({ ...content, kind: 'portfolio', params }, changes).map(({ effect }) => effect.outcome)
  expect(outcomes({ 'params.sale_month': { set: '2039-12' } })).toEqual(['refused'])
  expect(outcomes({ 'params.access_month': { set: '2041-02' } })).toEqual(['refused'])
  expect(outcomes({ 'params.access_month': { set: null } })).toEqual(['changed'])
  expect(
    outcomes({ 'params.sale_month': { set: '2039-12' }, 'params.tax_wrapper': { set: 'none' } }),
  ).toEqual(['changed', 'changed'])
})

it('judges what a refinancing is with its month, whichever of them is changed', () => {
  const params = { balance: 10_000, refinance_month: '2030-01', refinance_rate: 5 }
  const refinanced = { ...content, kind: 'loan', params } as const
  const outcomes = (changes: Parameters<typeof effectsOf>[1]) =>
    effectsOf(refinanced, changes).map(({ effect }) => effect.outcome)
  expect(outcomes({ 'params.refinance_rate': { add: 1 } })).toEqual(['changed'])
  expect(outcomes({ 'params.refinance_month': { set: null } })).toEqual(['refused'])
  expect(
    outcomes({ 'params.refinance_month': { set: null }, 'params.refinance_rate': { set: null } }),
  ).toEqual(['changed', 'changed'])
})
