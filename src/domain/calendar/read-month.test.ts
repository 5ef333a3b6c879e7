import { describe, expect, it } from 'vitest'
import { offeredLocales } from '../money/locales.ts'
import { formatMonth, monthFromIndex } from './month.ts'
import { readMonth } from './read-month.ts'

it.each([
  ['2027-03', 'en-AU'],
  ['2027-3', 'en-AU'],
  ['2027/03', 'ja-JP'],
  ['３/２０２７', 'ja-JP'],
  ['03.2027', 'de-DE'],
  ['March 2027', 'en-AU'],
  ['mar. 2027', 'en-AU'],
  ['2027 March', 'en-AU'],
  ['März 2027', 'de-DE'],
  ['March 2027', 'de-DE'],
  ['mars 2027', 'fr-FR'],
  ['marzo 2027', 'es-ES'],
  ['2027年3月', 'ja-JP'],
])('%s is the third month of 2027 in %s', (text, locale) => {
  expect(readMonth(text, locale)).toEqual({ month: '2027-03' })
})

it.each(['soon', '03/27', '2027', '2027-13', '1899-12', '2200-01', 'March', '2027-03-01'])(
  '%s is no month',
  (text) => {
    expect(readMonth(text, 'en-AU')).toEqual({
      problem: `“${text}” is not a month between 1900 and 2199. Write 2027-03 or March 2027.`,
    })
  },
)

it('reads nothing from nothing', () => {
  expect(readMonth(' ', 'en-AU')).toBeNull()
})

describe.each([
  ...offeredLocales,
  'ar-EG',
  'fa-IR',
  'he-IL',
  'hu-HU',
  'ko-KR',
  'lv-LV',
  'pt-PT',
  'th-TH',
  'zh-TW',
])('in %s', (locale) => {
  it.each(['long', 'short'] as const)('reads every month as it is shown, %s', (length) => {
    for (let index = 1900 * 12; index < 2200 * 12; index += 5) {
      const month = monthFromIndex(index)
      expect(readMonth(formatMonth(month, locale, length), locale)).toEqual({ month })
    }
  })
})
