/** Months as `YYYY-MM`: the only dates that the product knows. They sort and compare as text. */
declare const monthBrand: unique symbol
export type Month = string & { readonly [monthBrand]: true }

/** The years 1900 to 2199, so that a mistyped year is refused and not projected. */
export const monthPattern = /^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$/

/** Says whether a text is a month between 1900-01 and 2199-12. */
export function isMonth(text: string): text is Month {
  return monthPattern.test(text)
}

/** The text as a month; throws a `RangeError` when it is none. */
export function toMonth(text: string): Month {
  if (!isMonth(text)) throw new RangeError(`Not a month between 1900-01 and 2199-12: ${text}`)
  return text
}

/** Months since year 0: differences are numbers of months. */
export function monthIndex(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1
}

/** The month with this index; the inverse of `monthIndex`. */
export function monthFromIndex(index: number): Month {
  const year = Math.floor(index / 12)
  const month = index - year * 12 + 1
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}` as Month
}

/** The month `count` months later; earlier when negative. */
export function addMonths(month: Month, count: number): Month {
  return monthFromIndex(monthIndex(month) + count)
}

/** The month of this moment in the calendar of the machine's own time zone, as the user reads it off a wall. */
export function currentMonth(now: Date): Month {
  return monthFromIndex(now.getFullYear() * 12 + now.getMonth())
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Intl formatters are costly to make and tables ask for hundreds: one is kept for each combination. */
function formatter(locale: string, month: 'long' | 'short'): Intl.DateTimeFormat {
  const key = `${locale} ${month}`
  let found = formatters.get(key)
  if (!found) {
    found = new Intl.DateTimeFormat(locale, { year: 'numeric', month, timeZone: 'UTC' })
    formatters.set(key, found)
  }
  return found
}

const namesOfMonths = new Map<string, readonly string[]>()

/** The twelve months of a year, as the locale names them. */
export function calendarMonths(locale: string): readonly string[] {
  const known = namesOfMonths.get(locale)
  if (known) return known
  const named = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
  const names = Array.from({ length: 12 }, (_, month) => named.format(Date.UTC(2027, month, 1)))
  namesOfMonths.set(locale, names)
  return names
}

/** The month in words, such as "March 2027" or, short, "Mar 2027". */
export function formatMonth(month: Month, locale: string, length: 'long' | 'short' = 'long'): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))]
  return formatter(locale, length).format(Date.UTC(year, number - 1, 1))
}
