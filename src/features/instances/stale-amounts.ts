/** Which amounts are old, and how that is said. */
import type { Instance } from '#data/instances/instance.ts'
import { ageInWords } from '#domain/calendar/age-in-words.ts'
import { formatMonth, type Month } from '#domain/calendar/month.ts'
import { ageOf, isStale, knownMonth, statedMonth } from '#domain/instances/stated-month.ts'

type Row = Pick<Instance, 'status' | 'params'>

/** Those with old amounts, the oldest first. */
export function staleAmong<Stated extends Row>(
  rows: readonly Stated[],
  today: Month,
  limit: number,
): Stated[] {
  return rows
    .filter((row) => isStale(row, today, limit))
    .sort((a, b) => Number(ageOf(b, today)) - Number(ageOf(a, today)))
}

/** Of when the amounts are: "As of March 2026, eight months ago". */
export function ageText(row: Row, today: Month, locale: string): string {
  const [stated, known, age] = [statedMonth(row.params), knownMonth(row.params), ageOf(row, today)]
  if (stated === null || known === null) return 'Of no known month'
  const until = known > stated ? `, as expected until ${formatMonth(known, locale)}` : ''
  const ago = age === null || age === 0 ? '' : `, ${ageInWords(age)} ago`
  return `As of ${formatMonth(stated, locale)}${until}${ago}`
}
