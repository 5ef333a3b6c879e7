import { expect, it } from 'vitest'
import { amountAlone, currencySign, formatExact, formatMoney } from './format.ts'
import { roundParts, roundToCents } from './round.ts'

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

it('shows an exact amount with every decimal that it has', () => {
  expect(formatMoney(1250.125, australian, 'exact')).toBe('$1,250.125')
  expect(formatMoney(0.1 + 0.2, australian, 'exact')).toBe('$0.30000000000000004')
  expect(formatExact(5e-324, 'en-AU')).toMatch(/^0\.0{323}5$/)
})

it('writes a fourth decimal where three could be taken for thousands', () => {
  expect(formatMoney(1.055, australian, 'exact')).toBe('$1.0550')
  expect(formatMoney(0.125, australian, 'exact')).toBe('$0.125')
  expect(formatMoney(1.055, { currency: 'KWD', locale: 'en-AU' }, 'exact')).toMatch(/1\.055$/)
})

it('writes an amount alone as the locale writes money, which may differ from other numbers', () => {
  expect(amountAlone(-1234.5, { currency: 'CHF', locale: 'fr-CH' })).toMatch(/^-1.234\.50$/)
  expect(formatExact(-1234.5, 'fr-CH')).toMatch(/,5$/)
})

it('knows where a locale writes the sign', () => {
  expect(currencySign(australian)).toEqual({ sign: '$', isPrefix: true })
  expect(currencySign({ currency: 'EUR', locale: 'de-DE' })).toEqual({ sign: '€', isPrefix: false })
})

it('rounds halves of a cent away from zero', () => {
  expect([1.005, -1.005, 2.675, 0.1 + 0.2].map(roundToCents)).toEqual([1.01, -1.01, 2.68, 0.3])
})

it('rounds parts so that they still add up, and leaves whole cents alone', () => {
  expect(roundParts([0.004, 10, 0.004, 0.004], 10.012)).toEqual([0.01, 10, 0, 0])
  expect(roundParts([1 / 3, 1 / 3, 1 / 3], 1)).toEqual([0.34, 0.33, 0.33])
  expect(roundParts([250.126, -50.063, -50.063], 150)).toEqual([250.12, -50.06, -50.06])
  expect(roundParts([], 0)).toEqual([])
})
