import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ApplyInput } from '#data/applications/applications.api.ts'
import { applyScenarioMutation } from '#data/applications/applications.mutations.ts'
import { previewApplyQuery } from '#data/applications/applications.queries.ts'
import type { Decisions } from '#data/applications/decisions.ts'
import { useApplyDraft } from './use-apply-draft.ts'
import { useOwnAssumptions } from './use-own-assumptions.ts'
import { useReview } from './use-review.ts'
import { useSending } from './use-sending.ts'

/** Applying one scenario: what was chosen and decided, and a request without an answer, outlast the page. */
export function useApply(scenarioId: string) {
  const [draft, updateDraft] = useApplyDraft(scenarioId)
  const { own, seen } = useOwnAssumptions(scenarioId)
  // What is the default by now needs no making.
  const made = own.filter(({ decision }) => draft.assumptions.includes(decision))
  const assumed = made.flatMap(({ fields }) => fields)
  const assumptions = assumed.map(({ field }) => field)
  const excluded = useMemo(() => new Set(draft.excluded), [draft.excluded])
  const sending = useSending<Omit<ApplyInput, 'requestId'>>({
    of: 'apply',
    write: applyScenarioMutation,
    pending: draft.pending,
    setPending: (pending) => updateDraft((before) => ({ ...before, pending })),
    // What was left out is still undecided or waiting; decisions on it stay.
    onSuccess: () =>
      updateDraft((before) => ({
        ...before,
        excluded: [],
        assumptions: [],
        decisions: onlyOf(before.decisions, before.excluded),
      })),
  })
  const review = useReview({
    of: 'apply',
    all: useQuery(previewApplyQuery(scenarioId)),
    inputOf: (scenarioInstanceIds, resolutions) => ({
      scenarioId,
      scenarioInstanceIds,
      resolutions,
      assumptions,
    }),
    beside: assumptions.length > 0 ? seen : null,
    made: draft.decisions,
    setMade: (change) => updateDraft((before) => ({ ...before, decisions: change(before.decisions) })),
    isChosen: (rowId) => !excluded.has(rowId),
    setChosen: (rowIds, isIn) =>
      updateDraft((before) => ({
        ...before,
        excluded: isIn
          ? before.excluded.filter((rowId) => !rowIds.includes(rowId))
          : [...new Set([...before.excluded, ...rowIds])],
      })),
    sending,
  })
  return {
    review,
    /** What the scenario assumes otherwise, and what of it is to be made the user's default. */
    offer: {
      own,
      chosen: made.map(({ decision }) => decision),
      isDisabled: sending.isPending,
      onChoose: (decisions: readonly string[]) =>
        updateDraft((before) => ({ ...before, assumptions: decisions })),
    },
    /** Assumptions that are to be made defaults. */
    defaults: Object.fromEntries(assumed.map(({ field, here }) => [field, here])),
  }
}

function onlyOf(decisions: Decisions, rowIds: readonly string[]): Decisions {
  return Object.fromEntries(Object.entries(decisions).filter(([rowId]) => rowIds.includes(rowId)))
}
