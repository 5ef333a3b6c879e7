import { queryOptions } from '@tanstack/react-query'
import { supabase } from '../client.ts'
import { scenarioKeys } from './keys.ts'
import { getScenario, listScenarios } from './scenarios.api.ts'

/** All of the user's scenarios, archived ones included. */
export const scenariosQuery = queryOptions({
  queryKey: scenarioKeys.list(),
  queryFn: ({ signal }) => listScenarios(supabase, { signal }),
})

export function scenarioQuery(scenarioId: string) {
  return queryOptions({
    queryKey: scenarioKeys.detail(scenarioId),
    queryFn: ({ signal }) => getScenario(supabase, scenarioId, { signal }),
  })
}
