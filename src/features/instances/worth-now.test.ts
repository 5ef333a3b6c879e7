import { expect, it } from 'vitest'
import type { Instance } from '#data/instances/instance.ts'
import { toMonth } from '#domain/calendar/month.ts'
import { amountNow, worthText } from './worth-now.ts'

const today = toMonth('2026-11')
const format = { currency: 'AUD', locale: 'en-AU' }
const nothing = { asset: 0, offset: 0, debt: 0, flow: 0 }
const row = (params: Instance['params'], overrides: Partial<Instance> = {}) => ({
  kind: 'property' as Instance['kind'],
  status: 'active' as const,
  params,
  ...overrides,
})
const text = (shown: ReturnType<typeof row>, state = nothing) => worthText(shown, state, today, format, 6)

it('says the amount alone where it was entered this month', () => {
  expect(text(row({ value: 500 }), { ...nothing, asset: 500 })).toEqual({
    now: 500,
    isAMonth: false,
    entered: null,
    isOld: false,
  })
})

it('says what was entered, and of which month, where the worth has gone on since', () => {
  const flat = row({ value: 500_000, as_of_month: '2022-01' })
  expect(text(flat, { ...nothing, asset: 632_973, debt: 361_274 })).toEqual({
    now: 632_973,
    isAMonth: false,
    entered: 'Entered: $500,000 as of Jan 2022, over four years ago',
    isOld: true,
  })
  const half = row({ value: 200_000, ownership_share: 50 })
  expect(text(half, { ...nothing, asset: 100_000 }).entered).toBe('Entered: 50% of $200,000')
})

it('says why something counts for nothing, and what was entered', () => {
  const absent = (shown: ReturnType<typeof row>) => {
    const { now, entered } = text(shown)
    return [now, entered]
  }
  expect(absent(row({ value: 9 }, { status: 'archived' }))).toEqual(['Not counted', 'Entered: $9'])
  expect(absent(row({ value: 9, sale_month: '2026-10' }))).toEqual(['Sold Oct 2026', 'Entered: $9'])
  expect(absent(row({ value: 9, start_month: '2026-11' }))[0]).toBe('From Nov 2026')
  expect(absent(row({ value: 9, start_month: '2028-01' }))).toEqual([
    'From Jan 2028',
    'Entered: $9 as of Jan 2028',
  ])
})

it('counts a loan as negative, and a property without the loan on it', () => {
  expect(amountNow({ kind: 'loan' }, { ...nothing, debt: 7 })).toBe(-7)
  expect(amountNow({ kind: 'property' }, { ...nothing, asset: 9, offset: 1, debt: 7 })).toBe(9)
  expect(amountNow({ kind: 'cash' }, undefined)).toBe(0)
})

it('says what an income or an expense is a month, and nothing of its worth', () => {
  const flow = (params: Instance['params']) => row(params, { kind: 'cash_flow' })
  const salary = flow({ amount: 8_000, as_of_month: '2025-11' })
  expect(text(salary, { ...nothing, flow: 8_200 })).toEqual({
    now: 8_200,
    isAMonth: true,
    entered: 'Entered: $8,000 a month as of Nov 2025, a year ago',
    isOld: true,
  })
  const fees = flow({ amount: 70, direction: 'expense', start_month: '2026-11' })
  expect(text(fees, { ...nothing, flow: -70 })).toEqual({
    now: -70,
    isAMonth: true,
    entered: null,
    isOld: false,
  })
  expect(text(flow({ amount: 70, end_month: '2026-10' })).now).toBe('Ended Oct 2026')
  expect(text(flow({ amount: 70, start_month: '2026-12' })).now).toBe('From Dec 2026')
  expect(text(flow({ amount: 70, tax_treatment: 'rate_only' })).now).toBe('Received elsewhere')
  expect(amountNow({ kind: 'cash_flow' }, { ...nothing, flow: 8_200 })).toBe(0)
})
