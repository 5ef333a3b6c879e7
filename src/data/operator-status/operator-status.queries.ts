import { queryOptions } from '@tanstack/react-query'
import { supabase } from '../client.ts'
import { minute } from '../intervals.ts'
import { getOperatorStatus } from './operator-status.api.ts'

export const operatorStatusQuery = queryOptions({
  queryKey: ['operator-status'],
  queryFn: ({ signal }) => getOperatorStatus(supabase, { signal }),
  refetchInterval: ({ state }) => (state.data ? minute : false),
})
