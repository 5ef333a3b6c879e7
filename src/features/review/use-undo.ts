import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { revertApplicationMutation } from '#data/applications/applications.mutations.ts'
import { previewRevertQuery } from '#data/applications/applications.queries.ts'
import {
  type Conflict,
  conflictsOf,
  type Decisions,
  decide,
  fitDecisions,
  instanceIdOf,
  resolutionsOf,
} from '#data/applications/decisions.ts'
import { appError } from '#data/errors.ts'
import { useFeatureFlag } from '#data/feature-flags/use-feature-flag.ts'
import type { Resolution } from '#data/shapes/plan.ts'
import { useWrite } from '#data/writes.ts'
import { useRequestIds } from '#lib/request-ids.ts'
import { useUnsavedWork } from '#ui/unsaved-work.ts'

const noItems = { items: [] }

interface WhatFollows {
  onDone: () => void
  /** For whoever has not left the dialog. */
  onDoneHere: () => void
}

/**
 * Undoing one application: what it would do, the decisions it needs, and doing it. A decision stands as long as the
 * values do that it was made on; when one of them moves, it is asked for again.
 */
export function useUndo(applicationId: string, { onDone, onDoneHere }: WhatFollows) {
  const [made, setMade] = useState<Decisions>({})
  const canResolve = useFeatureFlag('feature:scenarios:conflict_resolution')
  const requestIds = useRequestIds()
  const undoing = useWrite(revertApplicationMutation, {
    failed: 'Nothing was undone',
    onSuccess: (answer) => {
      requestIds.settle()
      if (answer.status === 'failed')
        throw appError('unexpected', answer.error ? { message: answer.error.message } : {})
      if (answer.status === 'conflict')
        throw appError('conflict', {
          message: answer.stale
            ? 'Something changed while you were looking. Nothing has been written.'
            : 'Some fields still need a decision. Nothing has been written.',
          hint: 'Look at the new state below and try again.',
        })
      setMade({})
      onDone()
    },
    onSuccessHere: onDoneHere,
  })
  // Once undone there is nothing left to preview.
  const isUndoing = undoing.isPending || undoing.isSuccess
  const preview = useQuery({ ...previewRevertQuery(applicationId), enabled: !isUndoing })
  useUnsavedWork(Object.keys(made).length > 0)

  const plan = preview.data ?? noItems
  const { kept, dropped } = useMemo(() => fitDecisions(made, plan, instanceIdOf), [made, plan])
  const conflicts = conflictsOf(plan, instanceIdOf)
  const open = conflicts.filter(({ rowId, field }) => !canResolve.enabled || !kept[rowId]?.[field.field])

  function undo() {
    if (!preview.data) return
    const decision = {
      applicationId,
      fingerprint: preview.data.fingerprint,
      resolutions: resolutionsOf(kept, () => true),
    }
    undoing.mutate({ ...decision, requestId: requestIds.for(decision) })
  }

  return {
    preview,
    decisions: kept,
    /** Why conflicts cannot be decided; null while they can, or while there are none. */
    undecidable:
      canResolve.isPending || canResolve.enabled || conflicts.length === 0
        ? null
        : (canResolve.message ?? 'Deciding conflicts is switched off.'),
    /** Conflicts without a decision, and those among them whose decision fell because a value moved. */
    open,
    dropped,
    isPending: isUndoing,
    error: undoing.error,
    failed: undoing.failed,
    decide: (conflict: Conflict, resolution: Resolution | null) =>
      setMade((before) => decide(before, conflict, resolution)),
    undo,
  }
}
