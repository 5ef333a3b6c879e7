import { queryOptions } from '@tanstack/react-query'
import { supabase } from '../client.ts'
import { scenarioInstanceKeys } from './keys.ts'
import {
  countScenarioInstances,
  getScenarioInstance,
  listScenarioInstances,
} from './scenario-instances.api.ts'

/** All instances of one scenario, archived ones included. */
export function scenarioInstancesQuery(scenarioId: string) {
  return queryOptions({
    queryKey: scenarioInstanceKeys.list(scenarioId),
    queryFn: ({ signal }) => listScenarioInstances(supabase, scenarioId, { signal }),
  })
}

export function scenarioInstanceQuery(scenarioInstanceId: string) {
  return queryOptions({
    queryKey: scenarioInstanceKeys.detail(scenarioInstanceId),
    queryFn: ({ signal }) => getScenarioInstance(supabase, scenarioInstanceId, { signal }),
  })
}

/** How many instances each scenario holds. */
export const scenarioInstanceCountsQuery = queryOptions({
  queryKey: scenarioInstanceKeys.counts(),
  queryFn: ({ signal }) => countScenarioInstances(supabase, { signal }),
})
