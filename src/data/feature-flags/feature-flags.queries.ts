import { queryOptions } from '@tanstack/react-query'
import { supabase } from '../client.ts'
import { minute } from '../intervals.ts'
import { evaluateFeatureFlags } from './feature-flags.api.ts'
import { featureFlagKeys } from './keys.ts'

export const featureFlagsQuery = queryOptions({
  queryKey: featureFlagKeys.all,
  queryFn: ({ signal }) => evaluateFeatureFlags(supabase, { signal }),
  staleTime: minute,
  refetchInterval: minute,
  refetchOnWindowFocus: 'always',
})
