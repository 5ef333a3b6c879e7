import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { supabase } from '../client.ts'
import { profileKeys } from './keys.ts'
import { getProfile, type ProfileChanges, saveProfile } from './profiles.api.ts'

export const profileQuery = queryOptions({
  queryKey: profileKeys.all,
  queryFn: ({ signal }) => getProfile(supabase, { signal }),
  staleTime: 5 * 60_000,
})

export function useSaveProfile() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (changes: ProfileChanges) => saveProfile(supabase, changes),
    onSuccess: (profile) => queryClient.setQueryData(profileQuery.queryKey, profile),
  })
}
