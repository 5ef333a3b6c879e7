import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { offeredLocales } from '../money/locales.ts'
import { readBrackets, writeBrackets } from './written-brackets.ts'

const australian = { locale: 'en-AU', currency: 'AUD' }
const german = { locale: 'de-DE', currency: 'EUR' }
const french = { locale: 'fr-FR', currency: 'EUR' }

it.each([
  ['0:0, 18200:16, 45000:30', australian],
  ['0:0, 18,200:16, 45,000:30', australian],
  ['0:0,18200:16,45000:30', australian],
  ['0:0%; $18,200:16%; $45,000:30%', australian],
  ['0:0; 18.200:16; 45.000:30', german],
  ['0:0, 18.200:16, 45.000:30', german],
  ['0 : 0 ; 18 200 : 16 ; 45 000 : 30', french],
])('reads %s in %o', (text, format) => {
  expect(readBrackets(text, format)).toEqual({ text: '0:0, 18200:16, 45000:30' })
})

it('knows the commas between pairs from those in numbers', () => {
  expect(readBrackets('0:0, 10000:16,5, 45.000:30', german)).toEqual({ text: '0:0, 10000:16.5, 45000:30' })
  expect(readBrackets('0:0, 10000:16,5; 45.000:30', german)).toEqual({ text: '0:0, 10000:16.5, 45000:30' })
})

it.each([
  ['0:0, 18200:16.5', german, /“16\.5” is not a number here/],
  ['0:0, 18.200:16', australian, /“18\.200” can be read in two ways\. Write 18\.20 or 18,200\./],
  [
    '0:0, 10000:16,5,45000:30',
    german,
    /Where one pair ends in “16,5,45000” is not clear\. Write a semicolon/,
  ],
  ['0:0 18200:16', australian, /Where one pair ends in “0 18200” is not clear/],
  ['0:0, :16', australian, /A number is missing/],
  ['thirty percent', australian, /is not a list of pairs such as 45000:30/],
  ['0:0, 18200:x', australian, /“x” is not a number here/],
])('refuses %s', (text, format, problem) => {
  expect(readBrackets(text, format)).toEqual({ problem: expect.stringMatching(problem) })
})

it('reads nothing from nothing, and shows what is no list as it is', () => {
  expect(readBrackets(' ', australian)).toBeNull()
  expect(writeBrackets('soon', australian)).toBe('soon')
})

describe.each(offeredLocales)('in %s', (locale) => {
  it('reads what it shows', () => {
    const income = fc.oneof(
      fc.nat(1_000_000),
      fc.nat(10_000_000).map((cents) => cents / 100),
    )
    const rate = fc.nat(10_000).map((hundredths) => hundredths / 100)
    fc.assert(
      fc.property(fc.array(fc.tuple(income, rate), { minLength: 1, maxLength: 6 }), (pairs) => {
        const text = pairs.map((pair) => pair.join(':')).join(', ')
        const format = { locale, currency: 'AUD' }
        expect(readBrackets(writeBrackets(text, format), format)).toEqual({ text })
      }),
    )
  })
})
