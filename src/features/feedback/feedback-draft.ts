import { type FeedbackKind, maxCommentLength } from '#data/feedback/feedback.api.ts'

/** What somebody is about to say. */
export interface FeedbackDraft {
  score: number | null
  kind: FeedbackKind | null
  comment: string
}

export const emptyDraft: FeedbackDraft = { score: null, kind: null, comment: '' }

/** Why it cannot be sent yet, beside the field that it is about. */
export function problemOf({ score, comment }: FeedbackDraft): { score?: string; comment?: string } {
  const length = comment.trim().length
  if (length > maxCommentLength)
    return {
      comment: `This is ${length - maxCommentLength} characters too long: ${maxCommentLength} fit.`,
    }
  if (score === null && length === 0) return { score: 'Choose one of these, or write something below.' }
  return {}
}
