import { queryOptions } from '@tanstack/react-query'
import { supabase } from '../client.ts'
import { minute } from '../intervals.ts'
import { scenarioInstanceKeys } from './keys.ts'
import { getScenarioInstance, listScenarioContents, listScenarioInstances } from './scenario-instances.api.ts'

/** All instances of one scenario, archived ones included. */
export function scenarioInstancesQuery(scenarioId: string) {
  return queryOptions({
    queryKey: scenarioInstanceKeys.list(scenarioId),
    queryFn: ({ signal }) => listScenarioInstances(supabase, scenarioId, { signal }),
    refetchInterval: minute,
  })
}

export function scenarioInstanceQuery(scenarioInstanceId: string) {
  return queryOptions({
    queryKey: scenarioInstanceKeys.detail(scenarioInstanceId),
    queryFn: ({ signal }) => getScenarioInstance(supabase, scenarioInstanceId, { signal }),
  })
}

/** What each scenario holds, in numbers. */
export const scenarioContentsQuery = queryOptions({
  queryKey: scenarioInstanceKeys.contents(),
  queryFn: ({ signal }) => listScenarioContents(supabase, { signal }),
})
