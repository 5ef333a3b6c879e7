import { formatMonth, type Month } from '#domain/calendar/month.ts'

/** The month at the end of which a year of the projection ends. */
type EndOf = (year: number) => Month

/** When a goal is judged: of a year that is over before the projection's first year is, today. */
export function whenJudged(point: number, endOf: EndOf, locale: string): string {
  return point === 0 ? 'today' : `by the end of ${formatMonth(endOf(point), locale)}`
}

/** When half of the futures have reached it; see `GoalChance.year`. */
export function whenReached(year: number | null, endOf: EndOf, locale: string): string {
  if (year === null) return 'Fewer than half of the futures ever get there'
  if (year === 0) return 'It is reached today'
  return `Half of the futures are there by the end of ${formatMonth(endOf(year), locale)}`
}

/** Why a goal is judged today, which nobody asks for. */
export const yearIsOver =
  'The year by the end of which it is to be reached is over before the first year of the projection is: choose a later one under Assumptions.'
