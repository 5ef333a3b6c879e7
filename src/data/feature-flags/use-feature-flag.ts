import { useQuery } from '@tanstack/react-query'
import type { FeatureFlagName } from './feature-flags.api.ts'
import { featureFlagsQuery } from './feature-flags.queries.ts'

export interface FeatureFlagState {
  enabled: boolean
  reason: string
  /** What to tell people while it is off. */
  message: string | null
  /** Not known yet: show neither the feature nor that it is unavailable. */
  isPending: boolean
}

/**
 * Whether a feature is on for the signed-in user. Fails closed: what was never answered is off. The last answer holds
 * while the server cannot be reached, so that an outage takes no form away from under what is being typed.
 * The database enforces the same flags by itself; this only decides what to show.
 */
export function useFeatureFlag(name: FeatureFlagName): FeatureFlagState {
  const { data, isPending, isError } = useQuery(featureFlagsQuery)
  const flag = data?.find((candidate) => candidate.flag_name === name)
  if (flag) return { enabled: flag.enabled, reason: flag.reason, message: flag.message, isPending: false }
  return { enabled: false, reason: isError ? 'unreachable' : 'unknown', message: null, isPending }
}
