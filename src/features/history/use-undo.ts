import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useRevertApplication } from '#data/applications/applications.mutations.ts'
import { previewRevertQuery } from '#data/applications/applications.queries.ts'
import type { Resolution, Resolutions } from '#data/applications/plan.ts'
import { appError } from '#data/errors.ts'

/** Undoing one application: what it would do, the decisions it needs, and doing it. */
export function useUndo(applicationId: string, onDone: () => void) {
  const [resolutions, setResolutions] = useState<Resolutions>({})
  // Once undone there is nothing left to preview: it stays true after a success.
  const [isUndoing, setIsUndoing] = useState(false)
  const preview = useQuery({ ...previewRevertQuery({ applicationId, resolutions }), enabled: !isUndoing })
  const { mutateAsync } = useRevertApplication()
  const [error, setError] = useState<unknown>(null)
  // One id for one decision: a retry of the same carries the same, another fingerprint or resolution a new one.
  const [request, setRequest] = useState<{ decision: string; id: string } | null>(null)

  async function undo() {
    if (!preview.data) return
    const { fingerprint } = preview.data
    const decision = JSON.stringify([fingerprint, resolutions])
    const id = request?.decision === decision ? request.id : crypto.randomUUID()
    setRequest({ decision, id })
    setError(null)
    setIsUndoing(true)
    try {
      const answer = await mutateAsync({ applicationId, requestId: id, fingerprint, resolutions })
      setRequest(null)
      if (answer.status === 'success') return onDone()
      if (answer.status === 'failed')
        throw appError('unexpected', answer.error ? { message: answer.error.message } : {})
      throw appError('conflict', {
        message: answer.stale
          ? 'Something changed while you were looking. Nothing has been written.'
          : 'Some fields still need a decision. Nothing has been written.',
        hint: 'Look at the new state below and try again.',
      })
    } catch (failure) {
      setError(failure)
      setIsUndoing(false)
    }
  }

  return {
    preview,
    isReady: preview.isSuccess && !preview.isPlaceholderData && preview.data.conflicts.length === 0,
    isPending: isUndoing,
    error,
    /** Drops every decision, after a plan that some of them no longer fit. */
    startAgain: () => {
      setResolutions({})
      setError(null)
      void preview.refetch()
    },
    decide: (instanceId: string, field: string, resolution: Resolution) =>
      setResolutions((all) => ({ ...all, [instanceId]: { ...all[instanceId], [field]: resolution } })),
    undo: () => void undo(),
  }
}
