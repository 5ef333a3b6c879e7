import { queryOptions } from '@tanstack/react-query'
import { supabase } from '../client.ts'
import { minute } from '../intervals.ts'
import { getInstance, listDeletedInstances, listInstances } from './instances.api.ts'
import { instanceKeys } from './keys.ts'

/** All of the user's instances, archived ones included. */
export const instancesQuery = queryOptions({
  queryKey: instanceKeys.list(),
  queryFn: ({ signal }) => listInstances(supabase, { signal }),
  refetchInterval: minute,
})

export function instanceQuery(instanceId: string) {
  return queryOptions({
    queryKey: instanceKeys.detail(instanceId),
    queryFn: ({ signal }) => getInstance(supabase, instanceId, { signal }),
  })
}

/** What was deleted and can still be restored. Asked for anew whenever it is looked at. */
export const deletedInstancesQuery = queryOptions({
  queryKey: instanceKeys.deleted(),
  queryFn: ({ signal }) => listDeletedInstances(supabase, { signal }),
  staleTime: 0,
})
