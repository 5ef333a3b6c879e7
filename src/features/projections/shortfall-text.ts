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

/** Since when the account is overdrawn, after "it is". */
export function overdrawnText(projection: Years, year: number, locale: string): string {
  return year === 0
    ? 'overdrawn from the start'
    : `overdrawn for the first time ${inYear(projection, year, locale)}`
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
  return `${deepest}; ${overdrawnText(projection, first, locale)}`
}
