import { queryOptions, skipToken } from '@tanstack/react-query'
import type { HouseholdEvent } from '#domain/projection/events/events.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { eventsInWorker } from '#workers/projection-client.ts'
import { computed, forgetOldResults, planKey } from './computed-query.ts'

/** What happens to the household of a plan, by month. */
export function eventsQuery(plan: Plan | undefined) {
  return queryOptions<readonly HouseholdEvent[]>({
    queryKey: ['events', plan ? planKey(plan) : null],
    queryFn: plan
      ? ({ signal, client }) => {
          forgetOldResults(client, 'events')
          return eventsInWorker(plan, { signal })
        }
      : skipToken,
    // While an event is moved, the others stay where they are.
    placeholderData: (previous: readonly HouseholdEvent[] | undefined) => previous,
    ...computed,
  })
}
