import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RevertInput } from '#data/applications/applications.api.ts'
import { revertApplicationMutation } from '#data/applications/applications.mutations.ts'
import { previewRevertQuery } from '#data/applications/applications.queries.ts'
import type { Decisions } from '#data/applications/decisions.ts'
import type { Reviewed } from '#fields/side-labels.ts'
import { useUnsavedWork } from '#ui/unsaved-work.ts'
import { useReview } from './use-review.ts'
import { useSending } from './use-sending.ts'

interface UndoInput {
  readonly applicationId: string
  readonly of: Reviewed
  readonly isOfReality: boolean
  readonly onDone: () => void
  /** For whoever has not left the dialog. */
  readonly onDoneHere: () => void
}

/** Undoing one application: everything about it is decided in the dialog, and goes with it. */
export function useUndo({ applicationId, of, isOfReality, onDone, onDoneHere }: UndoInput) {
  const [made, setMade] = useState<Decisions>({})
  const [pending, setPending] = useState<RevertInput | null>(null)
  useUnsavedWork(Object.keys(made).length > 0)
  const sending = useSending<Omit<RevertInput, 'requestId'>>({
    of,
    write: revertApplicationMutation,
    pending,
    setPending,
    onSuccess: () => {
      setMade({})
      onDone()
    },
    onSuccessHere: onDoneHere,
  })
  // Once undone there is nothing left to preview.
  const isOver = sending.isPending || sending.isSuccess
  return useReview({
    of,
    isOfReality,
    all: useQuery({ ...previewRevertQuery(applicationId), enabled: !isOver }),
    inputOf: (_, resolutions) => ({ applicationId, resolutions }),
    made,
    setMade,
    sending,
  })
}
