import type { Client } from '../client-type.ts'
import { requestMaybe } from '../request.ts'

export const feedbackKinds = ['praise', 'problem', 'idea'] as const
export type FeedbackKind = (typeof feedbackKinds)[number]

/** Characters that a comment may have; the database refuses more. */
export const maxCommentLength = 2_000

export interface Feedback {
  /** 1 (bad) to 5 (good); null when only a comment is given. */
  readonly score: number | null
  readonly comment: string
  readonly kind: FeedbackKind | null
  /** Where it was said, such as `{place: 'after_apply'}`; flat, and never an address. */
  readonly context: Readonly<Record<string, string>>
}

/**
 * Says what the caller thinks of the app.
 * @throws AppError `invalid` when it says nothing, is too long, or is one too many for a day.
 */
export async function giveFeedback(client: Client, feedback: Feedback): Promise<void> {
  await requestMaybe(client.from('feedback').insert({ ...feedback }))
}
