import { useMutation, useQueryClient } from '@tanstack/react-query'
import { supabase } from '../client.ts'
import { saidByCaller } from '../failures.ts'
import { profileKeys } from '../profiles/keys.ts'
import { noting } from '../telemetry/noting.ts'
import { type Feedback, giveFeedback } from './feedback.api.ts'

/** Whoever gave feedback is not asked for it any more, which the profile knows. */
export function useGiveFeedback() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: saidByCaller,
    mutationFn: (feedback: Feedback) => noting('feedback_given', () => giveFeedback(supabase, feedback)),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: profileKeys.all }),
  })
}
