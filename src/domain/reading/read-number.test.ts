import { describe, expect, it } from 'vitest'
import type { NumberNotation } from './notation.ts'
import { readNumber } from './read-number.ts'

const dollars = { locale: 'en-AU', currency: 'AUD' }
const euros = { locale: 'de-DE', currency: 'EUR' }
const francs = { locale: 'de-CH', currency: 'CHF' }
const frenchEuros = { locale: 'fr-FR', currency: 'EUR' }
const kronor = { locale: 'sv-SE', currency: 'SEK' }
const yen = { locale: 'ja-JP', currency: 'JPY' }
const rupees = { locale: 'en-IN', currency: 'INR' }
const rate = { locale: 'en-AU', isPercent: true, unit: 'a year' }

describe('a number as its locale writes it is read', () => {
  it.each<[string, number, NumberNotation]>([
    ['850,000', 850_000, dollars],
    ['1,050.5', 1050.5, dollars],
    ['000850', 850, dollars],
    ['.5', 0.5, dollars],
    ['5.', 5, dollars],
    ['999,999,999,999.99', 999_999_999_999.99, dollars],
    ['850.000', 850_000, euros],
    ['1.050,5', 1050.5, euros],
    ['850,00', 850, euros],
    ["1'050.5", 1050.5, francs],
    ['1’050.5', 1050.5, francs],
    ['1 050,5', 1050.5, frenchEuros],
    ['1\u202f050,5', 1050.5, frenchEuros],
    ['1\u00a0050,5', 1050.5, kronor],
    ['12,34,567', 1_234_567, rupees],
    ['1,234,567', 1_234_567, rupees],
    ['１，２３４．５', 1234.5, yen],
    ['١٬٢٣٤٬٥٦٧٫٥', 1_234_567.5, { locale: 'ar-EG', currency: 'EGP' }],
    ['1,234.5', 1234.5, { locale: 'ar-EG', currency: 'EGP' }],
    ['१२,३४५.५', 12_345.5, { locale: 'mr-IN' }],
    ["1'234.50", 1234.5, { locale: 'fr-CH', currency: 'CHF' }],
    ['1 234,50', 1234.5, { locale: 'fr-CH' }],
  ])('%s is %d in %o', (text, value, notation) => {
    expect(readNumber(text, notation)).toEqual({ value })
  })
})

describe('a sign that can only mean one thing is read in every locale', () => {
  it.each<[string, number, NumberNotation]>([
    // A blank or an apostrophe stands between thousands.
    ['1 050', 1050, dollars],
    ["1'050", 1050, euros],
    // A dot or a comma without a meaning in the locale, as number pads have it.
    ['1.5', 1.5, frenchEuros],
    ['1050.25', 1050.25, kronor],
    ['1,5', 1.5, francs],
  ])('%s is %d in %o', (text, value, notation) => {
    expect(readNumber(text, notation)).toEqual({ value })
  })
})

describe('signs, currency, percent and unit are understood on either side', () => {
  it.each<[string, number, NumberNotation]>([
    ['-5', -5, dollars],
    ['−5', -5, dollars],
    ['–5', -5, dollars],
    ['+5', 5, dollars],
    ['(1,234.50)', -1234.5, dollars],
    ['-$1,050', -1050, dollars],
    ['$-1,050', -1050, dollars],
    ['AUD 1,050', 1050, dollars],
    ['1050 aud', 1050, dollars],
    ['$650 a week', 650, { ...dollars, unit: 'a week' }],
    ['1.050.000 €', 1_050_000, euros],
    ['€ -1.234,50', -1234.5, { locale: 'nl-NL', currency: 'EUR' }],
    ['CHF-5', -5, francs],
    ['−5 kr', -5, kronor],
    ['￥1,234', 1234, yen],
    ['¥1,234', 1234, yen],
    ['ー５', -5, yen],
    ['1,234円', 1234, yen],
    ['6.25%', 6.25, rate],
    ['6.25 % a year', 6.25, rate],
    ['6 percent', 6, rate],
    ['-0', 0, rate],
    // As dictation writes it.
    ['minus 850,000 dollars', -850_000, dollars],
    ['850,000 Australian dollars', 850_000, dollars],
    ['6 per cent', 6, rate],
  ])('%s is %d in %o', (text, value, notation) => {
    expect(readNumber(text, notation)).toEqual({ value })
  })
})

describe('what is not written as the locale writes it is refused with what may have been meant', () => {
  it.each<[string, string, NumberNotation]>([
    [
      '850,00',
      '“850,00” is not a number here: thousands have three digits, as in 1,234,567. Write 850 or 85,000.',
      dollars,
    ],
    [
      '1,5',
      '“1,5” is not a number here: thousands have three digits, as in 1,234,567. Write 1.50 or 15.',
      dollars,
    ],
    [
      '0,850',
      '“0,850” is not a number here: thousands have three digits, as in 1,234,567. Write 0.85 or 850.',
      dollars,
    ],
    [
      '1.5',
      '“1.5” is not a number here: thousands have three digits, as in 1.234.567. Write 1,50 or 15.',
      euros,
    ],
    ['1.234,5', '“1.234,5” is not a number here: the decimal sign is a dot. Write 1,234.50.', dollars],
    ['1,234.5', '“1,234.5” is not a number here: the decimal sign is a comma. Write 1.234,50.', euros],
    [
      '1.234.567',
      '“1.234.567” is not a number here: it has more than one decimal sign. Write 1,234,567.',
      dollars,
    ],
    ['1.2.3', '“1.2.3” is not a number here: it has more than one decimal sign.', dollars],
    [
      '1 050,000',
      '“1 050,000” is not a number here: thousands are separated in two ways. Write 1,050 or 1,050,000.',
      dollars,
    ],
    [
      '12,34,567',
      '“12,34,567” is not a number here: thousands have three digits, as in 1,234,567. Write 1,234,567.',
      dollars,
    ],
    [
      '12 34',
      '“12 34” is not a number here: thousands have three digits, as in 1,234,567. Write 1,234.',
      dollars,
    ],
  ])('%s: %s', (text, problem, notation) => {
    expect(readNumber(text, notation)).toEqual({ problem })
  })

  it('never takes a few units for thousands, nor thousands for a few units', () => {
    const problem = (read: string, other: string, text: string) => ({
      problem: `“${text}” can be read in two ways. Write ${read} or ${other}.`,
    })
    expect(readNumber('1.050', dollars)).toEqual(problem('1.05', '1,050', '1.050'))
    expect(readNumber('1.055', dollars)).toEqual(problem('1.0550', '1,055', '1.055'))
    expect(readNumber('1,050', euros)).toEqual(problem('1,05', '1.050', '1,050'))
    expect(readNumber('1.0550', dollars)).toEqual({ value: 1.055 })
    expect(readNumber('1,050', francs)).toEqual({
      problem: expect.stringMatching(
        /^“1,050” is not a number here: the decimal sign is a dot\. Write 1\.05 or 1.050\.$/,
      ),
    })
    expect(readNumber('1.050', frenchEuros)).toEqual({
      problem: expect.stringMatching(/the decimal sign is a comma\. Write 1,05 or 1\s050\.$/),
    })
    // A rate may well have three decimals.
    expect(readNumber('6.125', rate)).toEqual({ value: 6.125 })
  })
})

describe('what cannot be read is named', () => {
  it.each<[string, string, NumberNotation]>([
    ['1e5', '“e” cannot be read. Write it in full, such as 850,000.', dollars],
    ['850k', '“k” cannot be read. Write it in full, such as 850,000.', dollars],
    ['1,2 Mio.', '“Mio” cannot be read. Write it in full, such as 850.000.', euros],
    ['12abc', '“abc” cannot be read. Write it in full, such as 850,000.', dollars],
    ['0x1F', '“x” cannot be read. Write it in full, such as 850,000.', dollars],
    ['10²', '“²” cannot be read.', dollars],
    ['1-2', '“-” cannot be read.', dollars],
    ['5-', '“-” cannot be read.', dollars],
    ['--5', 'it has more than one sign.', dollars],
    ['(-5)', 'it has more than one sign.', dollars],
    ['1$2', '“$” cannot be read.', rate],
    ['€850', 'amounts are in AUD, so “€” cannot be read.', dollars],
    ['850 US dollars', '“US” cannot be read. Write it in full, such as 850,000.', dollars],
    ['850 USD', 'amounts are in AUD, so “USD” cannot be read.', dollars],
    ['$650 a month', '“a month” cannot be read.', { ...dollars, unit: 'a week' }],
    ['50%', '“%” cannot be read.', dollars],
    ['-', 'there is no digit in it.', dollars],
    ['0.30000000000000001', 'it has more digits than can be kept. Write 0.30.', dollars],
    ['2.5', 'it must be whole.', { locale: 'en-AU', isWhole: true }],
    ['2.000', 'it must be whole. Write 2 or 2,000.', { locale: 'en-AU', isWhole: true }],
  ])('%s: %s', (text, why, notation) => {
    expect(readNumber(text, notation)).toEqual({ problem: `“${text}” is not a number here: ${why}` })
  })
})

it('reads nothing from nothing', () => {
  expect(readNumber(' \u00a0', dollars)).toBeNull()
})
