import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Params } from '#domain/instances/types.ts'
import { supabase } from '../client.ts'
import { storingAnswers } from '../storing-answers.ts'
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

/** A choice that is saved as it is made: there is no place beside it for a failure. */
export const saveProfileMutation = mutationOptions({
  meta: { failed: 'Your choice was not saved' },
  mutationFn: (changes: Partial<Preference>) => saveProfile(supabase, changes),
  ...storingAnswers(storeProfile),
})

/** Notes that the user is being asked for feedback, which happens once. */
export const noteFeedbackAskedMutation = mutationOptions({
  // Nothing of theirs is at stake: should it fail, they may be asked once more after another visit.
  meta: { isSilent: true },
  mutationFn: () => noteFeedbackAsked(supabase),
  onMutate: (_, { client }) => {
    client.setQueryData(
      profileQuery.queryKey,
      (profile) => profile && { ...profile, feedback_asked_at: new Date().toISOString() },
    )
  },
  ...storingAnswers(storeProfile),
})

interface SaveAssumptions {
  /** The profile that the user began with. */
  began: Profile | null
  /** The whole of them, as typed. */
  assumptions: Params
}

/** Fails with `VersionConflictError` when one of the same assumptions has moved on. */
export const saveAssumptionsMutation = mutationOptions({
  mutationFn: ({ began, assumptions }: SaveAssumptions) => saveAssumptions(supabase, began, assumptions),
  ...storingAnswers(storeProfile),
})

function storeProfile(client: QueryClient, profile: Profile) {
  client.setQueryData(profileQuery.queryKey, profile)
}
