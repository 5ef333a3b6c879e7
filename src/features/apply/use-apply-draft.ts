import { useCallback, useState } from 'react'
import { useUser } from '#data/auth/session.tsx'
import { type ApplyDraft, loadDraft, storeDraft } from './apply-draft.ts'

/** The draft of one scenario; each change is stored before anything else happens. */
export function useApplyDraft(scenarioId: string) {
  const { id: userId } = useUser()
  const [draft, setDraft] = useState(() => loadDraft(userId, scenarioId))
  const update = useCallback(
    (change: (before: ApplyDraft) => ApplyDraft) =>
      setDraft((before) => {
        const after = change(before)
        storeDraft(userId, scenarioId, after)
        return after
      }),
    [userId, scenarioId],
  )
  return [draft, update] as const
}
