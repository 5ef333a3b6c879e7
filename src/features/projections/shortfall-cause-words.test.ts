import { expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import type { Cause, ShortfallCause } from '#domain/projection/analysis/shortfall-cause.ts'
import { causeSentence, marketSentence } from './shortfall-cause-words.ts'

const format = { currency: 'USD', locale: 'en-US', factor: 1 }
const years = { startMonth: toMonth('2026-01') }
const part = (kind: Cause['kind'], amount: number, inYear = 0): Cause => ({ kind, amount, inYear })
const cause = (causes: readonly Cause[], more: Partial<ShortfallCause> = {}): ShortfallCause => ({
  ...{ year: 3, account: -12_000, average: 50_000, isPlanned: false, rateShift: 3.12, causes },
  worth: { propertyValue: { account: 0, average: 0 }, portfolioValue: { account: 31_000, average: 52_000 } },
  ...more,
})

it('names the largest differences from average years, with what falls into the year, and the rest together', () => {
  const causes = [
    part('interest', -60_000, -18_000),
    part('covered', -9_000),
    part('tax', 4_000, 4_000),
    part('costs', 2_000),
    part('yields', 1_000),
  ]
  expect(causeSentence(cause(causes), years, format)).toBe(
    'At the end of that year, in December 2028, it stands at -$12,000; if every year were average it would stand at $50,000. ' +
      'The difference: $60,000 more interest paid ($18,000 of it in that year); $9,000 less drawn from deposits and portfolios; ' +
      '$4,000 less tax; all else together +$3,000.',
  )
})

it('names a fourth one where nothing else is left to say', () => {
  const causes = (['interest', 'tax', 'costs', 'spending'] as const).map((kind) => part(kind, -1_000))
  expect(causeSentence(cause(causes), years, format)).not.toContain('all else')
})

it('says so where nothing differs', () => {
  expect(causeSentence(cause([part('tax', 0)], { average: -12_000 }), years, format)).toBe(
    'At the end of that year, in December 2028, it stands at -$12,000, as it would if every year were average.',
  )
})

it('tells the market: rates, and what is held', () => {
  expect(marketSentence(cause([]), format)).toBe(
    'Interest rates are 3.1 points above what you assume in that year; portfolios are worth $31,000, in average years $52,000.',
  )
  expect(marketSentence(cause([], { rateShift: -1 }), { ...format, factor: 2 })).toBe(
    'Interest rates are 1 point below what you assume in that year; portfolios are worth $62,000, in average years $104,000.',
  )
})
