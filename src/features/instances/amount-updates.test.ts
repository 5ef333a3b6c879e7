import { expect, it } from 'vitest'
import type { Instance } from '#data/instances/instance.ts'
import { toMonth } from '#domain/calendar/month.ts'
import { realHoldings } from '#domain/merge/carry-out.ts'
import { amountsAt } from '#domain/projection/amounts-at.ts'
import { draftsOf } from '#fields/drafts.ts'
import { canBeConfirmed, paramChanges, paramsAfter, subjectOf } from './amount-updates.ts'
import { ageText, staleAmong } from './stale-amounts.ts'

const today = toMonth('2026-11')

function instance(params: Instance['params'], overrides: Partial<Instance> = {}): Instance {
  const dates = { created_at: new Date(0), updated_at: new Date(0) }
  const ids = { id: 'one', lineage_id: 'one', version: 3 }
  return { ...ids, ...dates, name: 'One', kind: 'property', status: 'active', params, ...overrides }
}

const subject = (row: Instance) => subjectOf(row, amountsAt(realHoldings([row]), {}, today).get(row.id))

const flat = instance({
  value: 600_000,
  as_of_month: '2026-03',
  growth_rate: 0,
  loan_balance: 120_000,
  loan_rate: 0,
  loan_term_months: 120,
})

it('asks for the amounts that are there, as they were and as they are expected to be', () => {
  const { fields, before, now } = subject(flat)
  expect(fields.map(({ key }) => key)).toEqual(['value', 'loan_balance'])
  expect(before).toEqual({ value: 600_000, loan_balance: 120_000 })
  expect(now).toEqual({ value: 600_000, loan_balance: 112_000 })
})

it('confirms what is as expected and rewrites nothing', () => {
  const one = subject(flat)
  const after = paramsAfter(one, draftsOf(one.fields, one.now), today)
  expect(paramChanges(flat.params, after)).toEqual({ confirmed_month: '2026-11' })
})

it('states what is otherwise for this month, and what has run off with it', () => {
  const one = subject(instance({ ...flat.params, confirmed_month: '2026-06' }))
  const after = paramsAfter(one, draftsOf(one.fields, { ...one.now, value: 650_000 }), today)
  expect(paramChanges(one.row.params, after)).toEqual({
    value: 650_000,
    loan_balance: 112_000,
    loan_term_months: 112,
    as_of_month: '2026-11',
    confirmed_month: null,
  })
})

it('has amounts that are still true hold this month', () => {
  const one = subject(flat)
  const after = paramsAfter(one, draftsOf(one.fields, one.before), today)
  expect(after).toMatchObject({ value: 600_000, loan_balance: 120_000, as_of_month: '2026-11' })
})

it('gives amounts of no known month this one, and has nothing to confirm there', () => {
  const one = subject(instance({ value: 5_000, interest_rate: 4 }, { kind: 'cash' }))
  expect(canBeConfirmed(one)).toBe(false)
  const after = paramsAfter(one, draftsOf(one.fields, one.before), today)
  expect(paramChanges(one.row.params, after)).toEqual({ as_of_month: '2026-11' })
})

it('says of when amounts are in words', () => {
  const text = (params: Instance['params']) => ageText(instance(params), today, 'en-AU')
  expect(text({ as_of_month: '2026-03' })).toBe('As of March 2026, eight months ago')
  expect(text({ as_of_month: '2026-11' })).toBe('As of November 2026')
  expect(text({ as_of_month: '2025-03', confirmed_month: '2026-10' })).toBe(
    'As of March 2025, as expected until October 2026, a month ago',
  )
  expect(text({})).toBe('Of no known month')
})

it('names the oldest first, and none that is archived or as old as may be', () => {
  const of = (name: string, as_of_month: string, overrides: Partial<Instance> = {}) =>
    instance({ value: 1, as_of_month }, { name, ...overrides })
  const rows = [
    of('Old', '2026-01'),
    of('Older', '2024-01'),
    of('Fresh', '2026-05'),
    of('Archived', '2020-01', { status: 'archived' }),
  ]
  expect(staleAmong(rows, today, 6).map(({ name }) => name)).toEqual(['Older', 'Old'])
})
