import type { HouseholdEvent } from '#domain/projection/events/events.ts'
import { paths } from '#lib/paths.ts'

/** Where the field that an event is of is edited; null where none says when. */
export function pathOfEvent(
  event: HouseholdEvent,
  {
    holding,
    assumptions,
  }: { readonly holding: (instanceId: string) => string; readonly assumptions: string },
): string | null {
  if (event.of !== 'holding') return event.of === 'goal' ? paths.field(assumptions, 'goal_amount') : null
  const path = holding(event.instanceId)
  return event.field === null ? path : paths.field(path, event.field)
}

/** The same in reality. */
export function pathInReality(event: HouseholdEvent): string | null {
  return pathOfEvent(event, { holding: paths.instance, assumptions: paths.settings })
}
