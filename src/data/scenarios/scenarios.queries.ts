import { queryOptions } from '@tanstack/react-query'
import { supabase } from '../client.ts'
import { minute } from '../intervals.ts'
import { scenarioKeys } from './keys.ts'
import { getScenario, listDeletedScenarios, listScenarios, previewImportScenario } from './scenarios.api.ts'

/** All of the user's scenarios, archived ones included. */
export const scenariosQuery = queryOptions({
  queryKey: scenarioKeys.list(),
  queryFn: ({ signal }) => listScenarios(supabase, { signal }),
  refetchInterval: minute,
})

export function scenarioQuery(scenarioId: string) {
  return queryOptions({
    queryKey: scenarioKeys.detail(scenarioId),
    queryFn: ({ signal }) => getScenario(supabase, scenarioId, { signal }),
  })
}

/** What was deleted and can still be restored. Asked for anew whenever it is looked at. */
export const deletedScenariosQuery = queryOptions({
  queryKey: scenarioKeys.deleted(),
  queryFn: ({ signal }) => listDeletedScenarios(supabase, { signal }),
  staleTime: 0,
})

/** What a file would become. Asked once for each choice of a file, since all of it is sent. */
export function importPreviewQuery(choiceId: string, document: unknown) {
  return queryOptions({
    queryKey: scenarioKeys.importPreview(choiceId),
    queryFn: ({ signal }) => previewImportScenario(supabase, document, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}
