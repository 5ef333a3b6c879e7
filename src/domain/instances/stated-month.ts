/** Of which month the amounts of a holding are, and for how long nobody has said whether they still are what they were to be. */
import { isMonth, type Month, monthIndex } from '../calendar/month.ts'
import type { InstanceStatus, Params } from './types.ts'

/** From which age in months on amounts count as old, where nobody has said: as often as funds and banks send statements. */
export const usualAge = 6

function monthOf(params: Params, key: string): Month | null {
  const value = params[key]
  return typeof value === 'string' && isMonth(value) ? value : null
}

/** The later of some months; null without any. */
function latest(...months: readonly (Month | null)[]): Month | null {
  return months.reduce(
    (late, month) => (month !== null && (late === null || month > late) ? month : late),
    null,
  )
}

/** The month of which the amounts are: not before the holding began. Null where none is said. */
export function statedMonth(params: Params): Month | null {
  const asOf = monthOf(params, 'as_of_month')
  return asOf && latest(asOf, monthOf(params, 'start_month'))
}

/** The month in which the amounts were last said to be, or to have become, what they are; null where none is known. */
export function knownMonth(params: Params): Month | null {
  const stated = statedMonth(params)
  return stated && latest(stated, monthOf(params, 'confirmed_month'))
}

/** Whether a holding is sold or has ended before a month. */
export function isOver(params: Params, month: Month): boolean {
  const ends = [monthOf(params, 'sale_month'), monthOf(params, 'end_month')]
  return ends.some((end) => end !== null && end < month)
}

/** Whether a holding is held at the beginning of a month: no longer to come, not sold and not ended. */
export function isHeldIn(params: Params, month: Month): boolean {
  const start = monthOf(params, 'start_month')
  return (start === null || start < month) && !isOver(params, month)
}

interface Stated {
  readonly status: InstanceStatus
  readonly params: Params
}

/** Whole months since the amounts of what is held were last known; null for what is not, or of no known month. */
export function ageOf({ status, params }: Stated, today: Month): number | null {
  const known = knownMonth(params)
  if (known === null || status === 'archived' || !isHeldIn(params, today)) return null
  return Math.max(0, monthIndex(today) - monthIndex(known))
}

/** Whether amounts are so old that they are to be looked at again: older than `limit` months. */
export function isStale(stated: Stated, today: Month, limit: number): boolean {
  const age = ageOf(stated, today)
  return age !== null && age > limit
}
