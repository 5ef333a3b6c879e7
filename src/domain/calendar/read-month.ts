/** Months as people write them: `YYYY-MM`, with numbers in any order, or as the app shows them in their language. */
import { tidy } from '../reading/tidy.ts'
import { formatMonth, isMonth, type Month, monthFromIndex } from './month.ts'

export type MonthReading = { readonly month: Month } | { readonly problem: string }

/** The month that this text stands for; null when there is no text. */
export function readMonth(text: string, locale: string): MonthReading | null {
  const tidied = tidy(text).trim()
  if (tidied === '') return null
  const month = inNumbers(tidied) ?? inWords(tidied, locale) ?? inWords(tidied, 'en')
  if (month !== undefined && isMonth(month)) return { month }
  const example = '2027-03' as Month
  return {
    problem: `“${text.trim()}” is not a month between 1900 and 2199. Write ${example} or ${formatMonth(example, locale)}.`,
  }
}

/** Only with the year in full: of two short numbers nobody knows which one is the year. */
function inNumbers(text: string): string | undefined {
  const yearFirst = /^([0-9]{4}) ?[-./ ] ?([0-9]{1,2})$/.exec(text)
  const monthFirst = /^([0-9]{1,2}) ?[-./ ] ?([0-9]{4})$/.exec(text)
  const [year, month] = yearFirst ? yearFirst.slice(1) : [monthFirst?.[2], monthFirst?.[1]]
  return year && month && `${year}-${month.padStart(2, '0')}`
}

/**
 * The inverse of `formatMonth`, whatever the language, its digits and its calendar: the months of the years that the text
 * may speak of are written in every way the app shows them, and with the bare name of the month besides, as in the
 * Spanish "marzo 2027" for "marzo de 2027".
 */
function inWords(text: string, locale: string): Month | undefined {
  const wanted = words(text)
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  const [yearAlone, ...names] = [
    part({ year: 'numeric' }),
    part({ month: 'long' }),
    part({ month: 'short' }),
  ] as const
  for (const number of text.match(/\p{N}+/gu) ?? [])
    for (const year of yearsWritten(locale).get(number) ?? [])
      for (let index = year * 12; index < (year + 1) * 12; index++) {
        const month = monthFromIndex(index)
        const shown = [
          formatMonth(month, locale, 'long'),
          formatMonth(month, locale, 'short'),
          ...names.map(
            (name) => `${name.format(firstDay(index))} ${numberIn(yearAlone.format(firstDay(index)))}`,
          ),
        ]
        if (shown.some((candidate) => words(tidy(candidate)) === wanted)) return month
      }
  return undefined
}

const known = new Map<string, ReadonlyMap<string, readonly number[]>>()

/** The years of our calendar by the number that the locale writes for them: a year of another calendar falls into two. */
function yearsWritten(locale: string): ReadonlyMap<string, readonly number[]> {
  const found = known.get(locale)
  if (found) return found
  const years = new Map<string, number[]>()
  const format = new Intl.DateTimeFormat(locale, { year: 'numeric', timeZone: 'UTC' })
  for (let year = 1900; year < 2200; year++)
    for (const month of [0, 11]) {
      const number = numberIn(format.format(firstDay(year * 12 + month)))
      years.set(number, [...new Set([...(years.get(number) ?? []), year])])
    }
  known.set(locale, years)
  return years
}

function numberIn(text: string): string {
  return /\p{N}+/u.exec(text)?.[0] ?? ''
}

function firstDay(monthIndex: number): number {
  return Date.UTC(Math.floor(monthIndex / 12), monthIndex % 12, 1)
}

/** Without punctuation, case and order, so that "Mar. 2027", "March, 2027" and "2027 March" are one. */
function words(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? []).sort().join(' ')
}
