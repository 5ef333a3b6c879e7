import { expect, it } from 'vitest'
import { effectOf } from './bulk-change.ts'

const cash = { kind: 'cash', params: { value: 1_000, interest_rate: 4.1 } } as const
const loan = { kind: 'loan', params: { balance: 10_000, term_months: 11 } } as const

it('adds and multiplies without the noise of binary fractions', () => {
  expect(effectOf(cash, 'interest_rate', { add: 0.2 })).toEqual({
    outcome: 'changed',
    before: 4.1,
    after: 4.3,
  })
  expect(effectOf(cash, 'value', { multiply: 1.1 })).toMatchObject({ after: 1_100 })
})

it('keeps whole what is whole', () => {
  expect(effectOf(loan, 'term_months', { multiply: 1.5 })).toMatchObject({ after: 17 })
})

it('rounds a half as the database does: in decimals, and away from zero', () => {
  const long = { kind: 'loan', params: { balance: 10_000, term_months: 100 } } as const
  expect(effectOf(long, 'term_months', { multiply: 1.005 })).toMatchObject({ after: 101 })
  const fixed = { kind: 'loan', params: { balance: 10_000, fixed_months: 1 } } as const
  expect(effectOf(fixed, 'fixed_months', { add: -1.5 })).toMatchObject({ outcome: 'refused' })
})

it('leaves alone what lacks the field, or a value to start from', () => {
  expect(effectOf(loan, 'interest_rate', { set: 5 })).toMatchObject({ reason: 'unknown_field' })
  const fund = { kind: 'portfolio', params: { value: 1 } } as const
  expect(effectOf(fund, 'cost_base', { add: 1 })).toMatchObject({ reason: 'no_value' })
  expect(effectOf(fund, 'cost_base', { set: 5 })).toEqual({ outcome: 'changed', before: null, after: 5 })
})

it('takes a missing key as its default', () => {
  const sparse = { kind: 'cash', params: { value: 1 } } as const
  const writtenOut = { kind: 'cash', params: { value: 1, interest_rate: 4 } } as const
  expect(effectOf(sparse, 'interest_rate', { add: 1 })).toEqual({
    outcome: 'changed',
    before: null,
    after: 5,
  })
  expect(effectOf(sparse, 'interest_rate', { set: 4 })).toEqual({ outcome: 'same', before: null })
  expect(effectOf(sparse, 'interest_rate', { set: null })).toEqual({ outcome: 'same', before: null })
  expect(effectOf(writtenOut, 'interest_rate', { set: null })).toEqual({ outcome: 'same', before: 4 })
})

it('says what stays the same and what would be refused', () => {
  expect(effectOf(cash, 'value', { set: 1_000 })).toEqual({ outcome: 'same', before: 1_000 })
  expect(effectOf(cash, 'value', { add: -2_000 })).toMatchObject({
    outcome: 'refused',
    problem: expect.stringMatching(/^Balance must be between/),
  })
})
