import { mutationOptions } from '@tanstack/react-query'
import { supabase } from '../client.ts'
import { profileKeys } from '../profiles/keys.ts'
import { noting } from '../telemetry/noting.ts'
import { type Feedback, giveFeedback } from './feedback.api.ts'

/** Whoever gave feedback is not asked for it any more, which the profile knows. */
export const giveFeedbackMutation = mutationOptions({
  mutationFn: (feedback: Feedback) => noting('feedback_given', () => giveFeedback(supabase, feedback)),
  onSuccess: (_answer, _input, _result, { client }) =>
    void client.invalidateQueries({ queryKey: profileKeys.all }),
})
