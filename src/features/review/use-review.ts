import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { PreviewApplyInput, PreviewRevertInput } from '#data/applications/applications.api.ts'
import { decidedPreviewQuery } from '#data/applications/applications.queries.ts'
import {
  type Conflict,
  conflictsOf,
  type Decisions,
  decide,
  decideAll,
  decisionOn,
  fitDecisions,
  resolutionsOf,
} from '#data/applications/decisions.ts'
import { useFeatureFlag } from '#data/feature-flags/use-feature-flag.ts'
import { isTwinField, type Plan, type PlanRow, type Resolution, type Resolutions } from '#data/shapes/plan.ts'
import type { Reviewed } from '#fields/side-labels.ts'
import type { Sending } from './use-sending.ts'

const noRows: readonly PlanRow[] = []
const nothingDecided: Decisions = {}
const isEverythingChosen = () => true

interface ReviewInput<Input> {
  readonly of: Reviewed
  /** The plan of everything, undecided: what can be chosen and what is in conflict. */
  readonly all: UseQueryResult<Plan>
  /** What is asked for and sent of what is chosen, as decided. Without ids: of everything. */
  readonly inputOf: (rowIds: string[] | null, resolutions: Resolutions) => Input
  /** What else the plan is asked for beside its rows depends on; null or missing: on nothing. */
  readonly beside?: string | null
  /** It belongs to no scenario: it is decided whatever of them is switched off. */
  readonly isOfReality?: boolean
  readonly made: Decisions
  readonly setMade: (change: (before: Decisions) => Decisions) => void
  readonly isChosen?: (rowId: string) => boolean
  /** Missing: nothing can be left out. */
  readonly setChosen?: (rowIds: readonly string[], isIn: boolean) => void
  readonly sending: Sending<Input & { fingerprint: string }>
}

/**
 * The plan of an apply or an undo, what is chosen of it and what is decided about it. A decision stands as long as the
 * values do that it was made on; when one of them moves, it is asked for again.
 */
export function useReview<Input extends PreviewApplyInput | PreviewRevertInput>(about: ReviewInput<Input>) {
  const { of, all, beside = null, made, setMade, isChosen = isEverythingChosen, setChosen, sending } = about
  const flag = useFeatureFlag('feature:scenarios:conflict_resolution')
  const canResolve = about.isOfReality === true || flag.enabled
  const rows = all.data?.items ?? noRows
  const chosen = rows.filter(({ rowId }) => isChosen(rowId))
  const conflicts = conflictsOf(chosen)
  const { kept, dropped } = useMemo(() => fitDecisions(made, rows), [made, rows])
  // While deciding is switched off nothing decided before is taken; it is kept for when that is back.
  const decisions = canResolve ? kept : nothingDecided

  const rowIds = chosen.length === rows.length ? null : chosen.map(({ rowId }) => rowId)
  const resolutions = resolutionsOf(decisions, isChosen)
  const input = about.inputOf(rowIds, resolutions)
  const isPlain = rowIds === null && Object.keys(resolutions).length === 0 && beside === null
  const isNothing = chosen.length === 0 && beside === null
  const isAsking = !isNothing && !isPlain && all.isSuccess
  const decided = useQuery({
    ...decidedPreviewQuery(input, `${all.data?.fingerprint} ${beside}`),
    enabled: isAsking,
  })
  const plan = isNothing ? undefined : isPlain ? all.data : decided.data
  const isPlanReady = isPlain || !decided.isPlaceholderData

  return {
    of,
    /** Loading and failure of the whole plan. */
    all,
    rows,
    isChosen,
    setChosen,
    chosen,
    conflicts,
    /** Decisions that fit the plan as it is. */
    decisions,
    /** Conflicts without a decision, and those whose decision fell because a value moved. */
    open: conflicts.filter((conflict) => !decisionOn(decisions, conflict)),
    dropped: dropped.filter(({ item }) => isChosen(item.rowId)),
    canDecide: canResolve && !sending.isPending,
    /** Why conflicts cannot be decided; null while they can. */
    undecidable:
      flag.isPending || canResolve ? null : (flag.message ?? 'Deciding conflicts is switched off.'),
    /** Of a field without conflict: that it is left for later, or with null that it is not. */
    decide: (field: Conflict, resolution: Resolution | null) =>
      setMade((before) => decide(before, field, resolution)),
    /** Of fields alone: whether what is there already is the same one is asked of each by itself. */
    decideAll: (take: 'current' | 'proposed' | 'later') => {
      const fields = conflicts.filter(({ field }) => !isTwinField(field))
      setMade((before) => decideAll(before, fields, take))
    },
    /** The plan of what is chosen, as decided; the one before it while this is being worked out. */
    plan,
    planError: isAsking ? decided.error : null,
    /** Carries out what is chosen, as decided; null until the plan with every decision is there, and where it cannot be. */
    carryOut:
      plan && isPlanReady && !plan.error
        ? () => sending.send({ ...input, fingerprint: plan.fingerprint })
        : null,
    refresh: () => {
      sending.dismiss()
      void all.refetch().then(() => (decided.error ? decided.refetch() : undefined))
    },
    sending,
  }
}

/** What is shown of a review, whatever it sends. */
export type Review = Omit<ReturnType<typeof useReview>, 'sending'> & {
  readonly sending: Omit<Sending<object>, 'send'>
}
