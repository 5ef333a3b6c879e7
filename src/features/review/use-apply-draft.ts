import { useCallback, useRef, useState } from 'react'
import { useUser } from '#data/auth/session.tsx'
import { useUnsavedWork } from '#ui/unsaved-work.ts'
import { type ApplyDraft, isEmptyDraft, loadDraft, storeDraft } from './apply-draft.ts'

/** The draft of one scenario; each change is stored before anything else happens. */
export function useApplyDraft(scenarioId: string) {
  const { id: userId } = useUser()
  const [draft, setDraft] = useState(() => loadDraft(userId, scenarioId))
  // Beside the state: an answer that comes after the page was left has no render to be stored in.
  const latest = useRef(draft)
  const update = useCallback(
    (change: (before: ApplyDraft) => ApplyDraft) => {
      latest.current = change(latest.current)
      storeDraft(userId, scenarioId, latest.current)
      setDraft(latest.current)
    },
    [userId, scenarioId],
  )
  // Leaving the page keeps it; signing out does not.
  useUnsavedWork(!isEmptyDraft(draft), { isKeptInTab: true })
  return [draft, update] as const
}
