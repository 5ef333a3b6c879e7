/** Events in words, and where they stand on an axis of years. */
import { formatMonth, type Month, monthIndex } from '#domain/calendar/month.ts'
import type { HouseholdEvent } from '#domain/projection/events/events.ts'

/** "Flat: sold". */
export function eventText(event: HouseholdEvent): string {
  switch (event.of) {
    case 'holding':
      return `${event.name}: ${event.label}`
    case 'goal':
      return 'Goal reached'
    case 'shortfall':
      return 'Household account overdrawn for the first time'
  }
}

/** The same event in another course has the same key. */
export function eventKey(event: HouseholdEvent): string {
  return event.of === 'holding' ? `${event.instanceId} ${event.label}` : event.of
}

/** Something on the time axis of a chart: where, in years from the beginning, and what. */
export interface ChartMark {
  readonly year: number
  readonly text: string
}

/** What is stated of a month happens in it, so that it stands in its middle. */
export function chartMarks(
  events: readonly HouseholdEvent[],
  startMonth: Month,
  locale: string,
): readonly ChartMark[] {
  return events.map((event) => ({
    year: (monthIndex(event.month) - monthIndex(startMonth) + 0.5) / 12,
    text: `${formatMonth(event.month, locale, 'short')}: ${eventText(event)}`,
  }))
}

/** Those of the year that ends with a point. */
export function marksOfYear(marks: readonly ChartMark[], year: number): readonly ChartMark[] {
  return marks.filter((mark) => mark.year > year - 1 && mark.year <= year)
}
