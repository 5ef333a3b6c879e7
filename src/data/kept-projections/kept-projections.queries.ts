import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { KeptProjection } from '#domain/projection/kept-projection.ts'
import { supabase } from '../client.ts'
import { getKeptInstances, keepProjection, listKeptProjections } from './kept-projections.api.ts'
import { keptProjectionKeys } from './keys.ts'

export const keptProjectionsQuery = queryOptions({
  queryKey: keptProjectionKeys.list(),
  queryFn: ({ signal }) => listKeptProjections(supabase, { signal }),
  staleTime: 5 * 60_000,
})

/** Never changes: it is what was expected then. */
export function keptInstancesQuery(keptId: string) {
  return queryOptions({
    queryKey: keptProjectionKeys.instances(keptId),
    queryFn: ({ signal }) => getKeptInstances(supabase, keptId, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

interface Keeping {
  readonly projection: KeptProjection
  /** The apply after which it was made; null: the one of its month. */
  readonly applicationId: string | null
}

/** Nobody waits for it, and nothing of theirs is at stake: should it fail, the next visit tries again. */
export const keepProjectionMutation = mutationOptions({
  meta: { isSilent: true },
  mutationFn: ({ projection, applicationId }: Keeping) => keepProjection(supabase, projection, applicationId),
  onSuccess: (_answer, _input, _result, { client }) =>
    void client.invalidateQueries({ queryKey: keptProjectionKeys.list() }),
})
