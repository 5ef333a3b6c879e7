import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ApplyInput } from '#data/applications/applications.api.ts'
import { applyScenarioMutation } from '#data/applications/applications.mutations.ts'
import { decidedPreviewQuery, previewApplyQuery } from '#data/applications/applications.queries.ts'
import {
  type Conflict,
  conflictsOf,
  type Decisions,
  decide,
  decideAll,
  fitDecisions,
  resolutionsOf,
  rowIdOf,
} from '#data/applications/decisions.ts'
import { appError, isUnanswered } from '#data/errors.ts'
import { useFeatureFlag } from '#data/feature-flags/use-feature-flag.ts'
import { type ApplicationAnswer, isTwinField, type Resolution } from '#data/shapes/plan.ts'
import { useWrite } from '#data/writes.ts'
import { requestFor } from './apply-request.ts'
import { useApplyDraft } from './use-apply-draft.ts'

const noItems = { items: [] }
const nothingDecided: Decisions = {}

/** Everything about applying one scenario: the plan, what is chosen and decided, sending it, and what came of it. */
export function useApply(scenarioId: string) {
  const [draft, updateDraft] = useApplyDraft(scenarioId)
  const [answer, setAnswer] = useState<ApplicationAnswer | null>(null)
  const canResolve = useFeatureFlag('feature:scenarios:conflict_resolution')

  // Everything in the scenario, undecided: what can be chosen and what is in conflict.
  const all = useQuery(previewApplyQuery(scenarioId))
  const items = all.data?.items ?? noItems.items
  const excluded = useMemo(() => new Set(draft.excluded), [draft.excluded])
  const isChosen = (rowId: string) => !excluded.has(rowId)
  const chosen = items.filter((item) => isChosen(rowIdOf(item)))
  const { kept, dropped } = useMemo(
    () => fitDecisions(draft.decisions, all.data ?? noItems),
    [draft.decisions, all.data],
  )
  // While deciding is switched off nothing decided before is taken; it is kept for when that is back.
  const decisions = canResolve.enabled ? kept : nothingDecided

  // What is chosen, as decided: this is what will be applied.
  const choice = {
    scenarioId,
    scenarioInstanceIds: chosen.length === items.length ? null : chosen.map(rowIdOf),
    resolutions: resolutionsOf(decisions, isChosen),
  }
  const isPlain = choice.scenarioInstanceIds === null && Object.keys(choice.resolutions).length === 0
  const decided = useQuery({
    ...decidedPreviewQuery(choice, all.data?.fingerprint ?? ''),
    enabled: chosen.length > 0 && !isPlain && all.isSuccess,
  })
  const plan = chosen.length === 0 ? undefined : isPlain ? all.data : decided.data
  const isPlanReady = plan !== undefined && (isPlain || !decided.isPlaceholderData)
  const conflicts = conflictsOf({ items: chosen })

  const sending = useWrite(applyScenarioMutation, {
    failed: failedInWords,
    onSuccess: (received) => {
      setAnswer(received)
      if (received.status !== 'success') throw refusalOf(received)
      // What was left out is still undecided or waiting; decisions on it stay.
      updateDraft((before) => ({
        excluded: [],
        decisions: onlyOf(before.decisions, before.excluded),
        pending: null,
      }))
    },
    onError: (error) => {
      if (!isUnanswered(error)) updateDraft((before) => ({ ...before, pending: null }))
    },
  })
  const send = (request: ApplyInput) => {
    updateDraft((before) => ({ ...before, pending: request }))
    setAnswer(null)
    sending.mutate(request)
  }

  return {
    /** Loading, failure and refresh of the whole plan. */
    all,
    items,
    isChosen,
    setChosen: (rowIds: readonly string[], isIn: boolean) =>
      updateDraft((before) => ({
        ...before,
        excluded: isIn
          ? before.excluded.filter((rowId) => !rowIds.includes(rowId))
          : [...new Set([...before.excluded, ...rowIds])],
      })),
    /** Decisions that fit the plan as it is, and the conflicts whose decision fell because a value moved. */
    decisions,
    dropped,
    conflicts,
    openConflicts: conflicts.filter(({ rowId, field }) => !decisions[rowId]?.[field.field]),
    decide: (conflict: Conflict, resolution: Resolution | null) =>
      updateDraft((before) => ({
        ...before,
        decisions: decide(before.decisions, conflict, resolution),
      })),
    /** Of fields alone: whether what is there already is the same one is asked of each by itself. */
    decideAll: (take: 'current' | 'proposed') =>
      updateDraft((before) => ({
        ...before,
        decisions: decideAll(
          before.decisions,
          conflicts.filter(({ field }) => !isTwinField(field)),
          take,
        ),
      })),
    canResolve,
    /** The plan of what is chosen, as decided; the one before it while this is being worked out. */
    plan,
    planError: chosen.length > 0 && !isPlain ? decided.error : null,
    isPlanReady,
    refresh: () => {
      sending.reset()
      void all.refetch().then(() => (decided.error ? decided.refetch() : undefined))
    },
    isApplying: sending.isPending,
    apply: () => {
      if (!plan || !isPlanReady) return
      const decision = { ...choice, fingerprint: plan.fingerprint }
      send(requestFor(decision, draft.pending))
    },
    /** A request that got no answer, and sending it again under the same id. */
    pending: sending.isPending ? null : draft.pending,
    repeat: () => {
      if (draft.pending) send(draft.pending)
    },
    answer,
    failure: sending.error,
    failed: sending.failed,
    dismiss: () => {
      setAnswer(null)
      sending.reset()
    },
  }
}

/** For a notice, should the page have been left; on the page itself the answer speaks. */
function refusalOf({ status, stale, error }: ApplicationAnswer) {
  if (status === 'failed') return appError('invalid', error ? { message: error.message } : {})
  return appError('conflict', {
    message: stale ? 'Reality moved again while you decided.' : 'Some conflicts are still open.',
    hint: 'Your decisions are kept: look through the plan and apply again.',
  })
}

function failedInWords(error: unknown): string {
  return isUnanswered(error) ? 'The server did not answer' : 'Nothing was applied'
}

export type Apply = ReturnType<typeof useApply>

function onlyOf(decisions: Decisions, rowIds: readonly string[]): Decisions {
  return Object.fromEntries(Object.entries(decisions).filter(([rowId]) => rowIds.includes(rowId)))
}
