import { expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import { fieldDefinition, instanceKinds } from '#domain/instances/catalogue.ts'
import type { InstanceKind, Params } from '#domain/instances/types.ts'
import { insteadOfArchiving, saleLeftOut, whatLeaves } from './what-leaves.ts'

const format = { currency: 'AUD', locale: 'en-AU' }
const month = toMonth('2026-11')
const holding = (kind: InstanceKind, params: Params) => ({ kind, params: { as_of_month: month, ...params } })
const text = (...holdings: ReturnType<typeof holding>[]) => whatLeaves(holdings, month, format)

it.each<[string, InstanceKind, Params, string]>([
  ['a flat without a loan', 'property', { value: 500_000 }, '$500,000 leaves without money coming in.'],
  [
    'a flat net of its loan',
    'property',
    { value: 500_000, loan_balance: 320_000 },
    '$180,000 leaves without money coming in: $500,000, less $320,000 owed.',
  ],
  [
    'the offset account with its flat, half of it',
    'property',
    { value: 500_000, loan_balance: 320_000, offset_balance: 20_000, ownership_share: 50 },
    '$100,000 leaves without money coming in: $260,000, less $160,000 owed.',
  ],
  [
    'a flat that is worth less than is owed on it',
    'property',
    { value: 300_000, loan_balance: 320_000 },
    '$20,000 of debt leaves without being repaid: $320,000 owed, against a value of $300,000.',
  ],
  ['a deposit', 'cash', { value: 34_000 }, '$34,000 leaves without money coming in.'],
  ['a loan', 'loan', { balance: 21_500 }, '$21,500 of debt leaves without being repaid.'],
  ['an income', 'cash_flow', { amount: 8_000 }, '$8,000 a month is no longer received.'],
  ['an expense', 'cash_flow', { amount: 70, direction: 'expense' }, '$70 a month is no longer spent.'],
  [
    'an income still to come',
    'cash_flow',
    { amount: 70, start_month: '2199-01' },
    'Nothing of it comes in or goes out now.',
  ],
  [
    'shares that are still to be bought',
    'portfolio',
    { value: 30_000, start_month: '2028-01' },
    'Nothing leaves your net worth now.',
  ],
  [
    'shares that are sold',
    'portfolio',
    { value: 30_000, as_of_month: '2025-01', sale_month: '2025-06' },
    'Nothing leaves your net worth now.',
  ],
])('says what %s is worth now', (_, kind, params, sentence) => {
  expect(text(holding(kind, params))).toBe(sentence)
})

it('carries amounts of earlier months forward', () => {
  expect(text(holding('portfolio', { value: 100_000, as_of_month: '2025-11', expected_return: 10 }))).toBe(
    '$110,000 leaves without money coming in.',
  )
})

it('adds up several, whatever their record says', () => {
  const archived = { ...holding('cash', { value: 10_000 }), status: 'archived' }
  expect(text(holding('property', { value: 300_000, loan_balance: 100_000 }), archived)).toBe(
    '$210,000 leaves without money coming in: $310,000, less $100,000 owed.',
  )
})

it('says it in the currency and locale of the user', () => {
  const sentence = whatLeaves([holding('cash', { value: 34_000 })], month, {
    currency: 'EUR',
    locale: 'de-DE',
  })
  expect(sentence).toBe('34.000\u00a0€ leaves without money coming in.')
})

it.each(instanceKinds)('leads to a field that a %s has', (kind) => {
  expect(fieldDefinition(kind, insteadOfArchiving[kind].field)).toBeDefined()
})

it('speaks of a sale that is still to come', () => {
  const flat = (sale: string) => holding('property', { value: 1, sale_month: sale })
  expect(saleLeftOut(flat('2030-03'), month, 'en-AU')).toBe('Its sale in March 2030 is left out too.')
  expect(saleLeftOut(flat('2025-03'), month, 'en-AU')).toBeNull()
})
