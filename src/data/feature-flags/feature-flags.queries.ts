import { queryOptions } from '@tanstack/react-query'
import { supabase } from '../client.ts'
import { evaluateFeatureFlags } from './feature-flags.api.ts'
import { featureFlagKeys } from './keys.ts'

const minute = 60_000

export const featureFlagsQuery = queryOptions({
  queryKey: featureFlagKeys.all,
  queryFn: ({ signal }) => evaluateFeatureFlags(supabase, { signal }),
  staleTime: minute,
  refetchInterval: minute,
  refetchOnWindowFocus: 'always',
})
