/** An overdrawn household account in words. */
import { formatMonth } from '#domain/calendar/month.ts'
import { endMonthOf, type Projection } from '#domain/projection/projection.ts'
import type { KeyFigures } from './key-figures.ts'

type Years = Pick<Projection, 'startMonth'>

/** A year of the projection, as the end of a sentence. */
function inYear(projection: Years, year: number, locale: string): string {
  return `in the year to ${formatMonth(endMonthOf(projection, year), locale)}`
}

/** When the account is overdrawn for the first time. */
export function firstShortfallText(projection: Years, year: number | null, locale: string): string {
  if (year === null) return 'Never'
  return year === 0 ? 'From the start' : `I${inYear(projection, year, locale).slice(1)}`
}

/** When the account is overdrawn deepest, and since when. */
export function shortfallText(
  projection: Years,
  {
    worstShortfall: worst,
    firstShortfallYear: first,
  }: Pick<KeyFigures, 'worstShortfall' | 'firstShortfallYear'>,
  locale: string,
): string {
  if (!worst || first === null) return 'It always covers what has to be paid'
  const deepest = firstShortfallText(projection, worst.year, locale)
  if (first === worst.year) return deepest
  if (first === 0) return `${deepest}; overdrawn from the start`
  return `${deepest}; for the first time ${inYear(projection, first, locale)}`
}
