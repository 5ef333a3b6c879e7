import { expect, it } from 'vitest'
import { currencySign, formatMoney, separators } from './format.ts'
import { roundPartsToCents, roundToCents } from './round.ts'

const australian = { currency: 'AUD', locale: 'en-AU' }

it.each([
  [1250.5, 'exact', '$1,250.50'],
  [1250, 'exact', '$1,250'],
  [1250.5, 'whole', '$1,251'],
  [-0, 'whole', '$0'],
  [-1250, 'whole', '-$1,250'],
  [1_234_567, 'compact', '$1.23M'],
] as const)('%d, %s, reads %s', (amount, style, text) => {
  expect(formatMoney(amount, australian, style)).toBe(text)
})

it('knows where a locale writes the sign and how it groups', () => {
  expect(currencySign(australian)).toEqual({ sign: '$', isPrefix: true })
  expect(currencySign({ currency: 'EUR', locale: 'de-DE' })).toEqual({ sign: '€', isPrefix: false })
  expect(separators('de-DE')).toEqual({ decimal: ',', group: '.' })
})

it('rounds halves of a cent away from zero', () => {
  expect([1.005, -1.005, 2.675, 0.1 + 0.2].map(roundToCents)).toEqual([1.01, -1.01, 2.68, 0.3])
})

it('rounds parts so that they still add up, and leaves whole cents alone', () => {
  expect(roundPartsToCents([0.004, 10, 0.004, 0.004], 10.012)).toEqual([0, 10, 0.01, 0])
  expect(roundPartsToCents([1 / 3, 1 / 3, 1 / 3], 1)).toEqual([0.33, 0.34, 0.33])
  expect(roundPartsToCents([250.126, -50.063, -50.063], 150)).toEqual([250.13, -50.07, -50.06])
  expect(roundPartsToCents([], 0)).toEqual([])
})
