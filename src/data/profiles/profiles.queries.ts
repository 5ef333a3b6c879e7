import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Params } from '#domain/instances/types.ts'
import { supabase } from '../client.ts'
import { VersionConflictError } from '../errors.ts'
import { saidByCaller } from '../failures.ts'
import { profileKeys } from './keys.ts'
import {
  getProfile,
  noteFeedbackAsked,
  type Preference,
  type Profile,
  saveAssumptions,
  saveProfile,
} from './profiles.api.ts'

export const profileQuery = queryOptions({
  queryKey: profileKeys.all,
  queryFn: ({ signal }) => getProfile(supabase, { signal }),
  staleTime: 5 * 60_000,
})

export function useSaveProfile() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { failed: 'Your choice was not saved' },
    mutationFn: (changes: Partial<Preference>) => saveProfile(supabase, changes),
    onSuccess: (profile) => queryClient.setQueryData(profileQuery.queryKey, profile),
  })
}

/** Notes that the user is being asked for feedback, which happens once. */
export function useNoteFeedbackAsked() {
  const queryClient = useQueryClient()
  return useMutation({
    // Nothing of theirs is at stake: should it fail, they may be asked once more after another visit.
    meta: saidByCaller,
    mutationFn: () => noteFeedbackAsked(supabase),
    onMutate: () =>
      queryClient.setQueryData(
        profileQuery.queryKey,
        (profile) => profile && { ...profile, feedback_asked_at: new Date().toISOString() },
      ),
    onSuccess: (profile) => queryClient.setQueryData(profileQuery.queryKey, profile),
  })
}

interface SaveAssumptions {
  /** The profile that the user began with. */
  began: Profile | null
  /** The whole of them, as typed. */
  assumptions: Params
}

/** Fails with `VersionConflictError` when one of the same assumptions has moved on. */
export function useSaveAssumptions() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: saidByCaller,
    mutationFn: ({ began, assumptions }: SaveAssumptions) => saveAssumptions(supabase, began, assumptions),
    onSuccess: (profile) => queryClient.setQueryData(profileQuery.queryKey, profile),
    onError: (error) => {
      if (error instanceof VersionConflictError)
        queryClient.setQueryData(profileQuery.queryKey, error.current as Profile)
    },
  })
}
