import { expect, it } from 'vitest'
import { fractionQuestion } from './fractions.ts'

const ask = (key: string, value: string | number) => fractionQuestion(key, value, 'en-AU')

it('asks about a rate below 1 percent and knows what was meant', () => {
  expect(ask('tax_brackets', '0:0, 18200:0.16')).toEqual({
    question: '0.16% is very low: did you mean 16%?',
    mended: '0:0, 18200:16',
  })
})

it('asks about all of them at once and leaves the rest as it was typed', () => {
  expect(ask('tax_brackets', '0 : 0,18200 : 0.29, 45000:0.325, 90000:37')).toEqual({
    question: '0.29% and 0.325% are very low: did you mean 29% and 32.5%?',
    mended: '0 : 0,18200 : 29, 45000:32.5, 90000:37',
  })
})

it('reads no income as a rate', () => {
  expect(ask('tax_brackets', '0:10, 0.5:20')).toBeNull()
})

it('asks about a flat rate and a discount too', () => {
  expect(ask('tax_flat_rate', 0.3)).toEqual({ question: '0.3% is very low: did you mean 30%?', mended: 30 })
  expect(ask('capital_gains_discount', 0.5)?.mended).toBe(50)
})

it.each<[string, string | number]>([
  ['tax_brackets', '0:0, 18200:16, 45000:30, 135000:37, 190000:45'],
  ['tax_brackets', '0:0, 18200:1'],
  ['tax_brackets', 'nothing of the sort'],
  ['tax_flat_rate', 0],
  ['tax_flat_rate', 0.001],
  ['tax_flat_rate', 30],
  ['inflation_rate', 0.5],
])('takes %s as %s without a word', (key, value) => {
  expect(ask(key, value)).toBeNull()
})
