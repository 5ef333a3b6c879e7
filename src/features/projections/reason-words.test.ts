import { expect, it } from 'vitest'
import type { Gap, Pair } from '#domain/projection/analysis/pairs.ts'
import { reasonWords } from './reason-words.ts'

const format = { currency: 'USD', locale: 'en-US', factor: 1 }
const chance = (value: number) => ({ value, standardError: 0.005 })
const gap = (value: number, standardError = Math.abs(value) / 20): Gap => ({
  value,
  standardError,
  isClear: Math.abs(value) > 2 * standardError,
})
const nothing = gap(0, 0)
const level: Pair = {
  chanceAhead: chance(0),
  chanceBehind: chance(0),
  difference: { paths: 10_000, low: chance(0), middle: chance(0), high: chance(0) },
  gaps: {
    middle: nothing,
    worstOfTwenty: nothing,
    goalChance: null,
    goalYear: null,
    lowestCash: nothing,
    tax: nothing,
    interest: nothing,
  },
}
const words = (pair: Pair, factor = 1) =>
  reasonWords(pair, '“Sell the flat”', 'reality', { ...format, factor })
const ahead: Pair = {
  ...level,
  chanceAhead: chance(0.7),
  chanceBehind: chance(0.3),
  difference: { ...level.difference, middle: { value: 121_400, standardError: 4_000 } },
}

it('says which ends ahead, in how many futures and by how much', () => {
  expect(words(ahead)).toBe(
    '“Sell the flat” ends ahead of reality in about 70% of the futures, in the middle by $121,000.',
  )
  expect(
    words({
      ...ahead,
      chanceAhead: chance(0.3),
      chanceBehind: chance(0.7),
      difference: { ...ahead.difference, middle: { value: -50_000, standardError: 2_000 } },
    }),
  ).toBe('“Sell the flat” ends behind reality in about 70% of the futures, in the middle by $50,000.')
  expect(words(level)).toBe('“Sell the flat” ends level with reality in every future.')
})

it('says what speaks for it and what against, and nothing that may be chance', () => {
  const gaps = {
    ...level.gaps,
    worstOfTwenty: gap(-210_000),
    goalChance: gap(0.12),
    tax: gap(40_000),
    interest: gap(-90_000),
    lowestCash: gap(5_000, 4_000),
  }
  expect(words({ ...ahead, gaps })).toBe(
    '“Sell the flat” ends ahead of reality in about 70% of the futures, in the middle by $121,000; it reaches the goal in ' +
      '12 more of 100 futures and it pays $90,000 less interest; but its worst of twenty is $210,000 lower and it pays $40,000 more tax.',
  )
})

it('does not name a winner where the futures do not', () => {
  expect(words({ ...ahead, chanceAhead: chance(0.504), chanceBehind: chance(0.496) })).toBe(
    '“Sell the flat” ends ahead of reality in about 50% of the futures: too close to an even chance to tell them apart.',
  )
})

it('is in the money of the screen', () => {
  expect(words(ahead, 2)).toContain('by $243,000')
})

it('begins with a capital where it begins with reality', () => {
  expect(reasonWords(level, 'reality', '“A”', format)).toBe('Reality ends level with “A” in every future.')
})
