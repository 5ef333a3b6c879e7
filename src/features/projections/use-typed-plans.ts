/** A scenario as it would be with what is typed, beside reality, or reality itself beside what is saved. */
import { useQuery } from '@tanstack/react-query'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import type { InstanceContent, Params } from '#domain/instances/types.ts'
import type { RealRow, ScenarioRow } from '#domain/merge/merge-copy.ts'
import type { Plan } from '#domain/projection/plan.ts'
import type { Typed } from '#fields/typed.ts'
import { comparedPlans, realityPlan } from './plans.ts'
import { useComparison, useScenarioPlans } from './use-comparison.ts'
import { useStartMonth } from './use-start-month.ts'

/** What is typed while it can be saved, else what could be last; null where there is nothing yet. The page goes on meanwhile. */
function useLastRight<Content>({ content, problem }: Typed<Content>): Content | null {
  const [right, setRight] = useState(problem === null ? content : null)
  if (problem === null && content !== right) setRight(content)
  return useDeferredValue(right)
}

/** Of one that exists only in what is typed. */
const typedId = 'typed'

/** The row of a scenario that is typed, without its content; a new one has no id yet. */
export type TypedRow = Omit<ScenarioRow, keyof InstanceContent | 'id' | 'lineage_id'> &
  Partial<Pick<ScenarioRow, 'id' | 'lineage_id'>>

/** What a row is in its scenario's plan: it has the id of what it was copied from, as long as that is there. */
export function holdingOfRow(
  { instances }: Plan,
  { id = typedId, source_instance_id, lineage_id }: TypedRow,
) {
  return (
    instances.find((one) => one.id === id || one.id === source_instance_id) ??
    instances.find(({ lineageId }) => lineageId === lineage_id)
  )
}

export function useTypedInstance(scenarioId: string, row: TypedRow, typed: Typed<InstanceContent>) {
  const content = useLastRight(typed)
  const withTyped = useCallback(
    (copies: readonly ScenarioRow[]) => {
      const edited = { id: typedId, lineage_id: typedId, ...row, ...content } as ScenarioRow
      const isKnown = copies.some(({ id }) => id === edited.id)
      return isKnown
        ? // Its name changes no figure, so that typing it plays nothing through.
          copies.map((copy) => (copy.id === edited.id ? { ...copy, ...content, name: copy.name } : copy))
        : [...copies, edited]
    },
    [row, content],
  )
  const stored = useComparison(scenarioId, 'all')
  const { plans: all } = useScenarioPlans({
    scenarioId,
    assumptions: content === null ? undefined : stored.scenario?.assumptions,
    scope: 'all',
    withEdits: withTyped,
  })
  // Reality stays the same plan, so that nothing is made of it anew.
  const plans = useMemo(
    () => all && stored.plans && { ...all, reality: stored.plans.reality },
    [all, stored.plans],
  )
  return { ...stored, plans }
}

export function useTypedAssumptions(scenarioId: string, typed: Typed<Params>) {
  const content = useLastRight(typed)
  const stored = useComparison(scenarioId, 'all')
  const { plans } = useScenarioPlans({ scenarioId, assumptions: content ?? undefined, scope: 'all' })
  return { ...stored, plans }
}

/** A row of reality that is typed, without its content; a new one has no id yet. */
export type TypedRealRow = Pick<RealRow, 'kind'> & Partial<Pick<RealRow, 'id' | 'lineage_id'>>

/** Reality as it would be with what is typed, beside what is saved of it. */
export function useTypedReality(row: TypedRealRow, typed: Typed<InstanceContent>) {
  const content = useLastRight(typed)
  const { data: reality, error, isFetching, refetch } = useQuery(instancesQuery)
  const { assumptions } = usePreferences()
  const startMonth = useStartMonth()
  const real = useMemo(
    () => reality && realityPlan(reality, assumptions, startMonth),
    [reality, assumptions, startMonth],
  )
  const { id = typedId, lineage_id = typedId, kind } = row
  const plans = useMemo(() => {
    if (!content || !reality || !real) return undefined
    const isKnown = reality.some((one) => one.id === id)
    const rows: readonly RealRow[] = isKnown
      ? // Its name changes no figure, so that typing it plays nothing through.
        reality.map((one) => (one.id === id ? { ...one, ...content, name: one.name } : one))
      : [...reality, { id, lineage_id, kind, ...content }]
    return { scenario: realityPlan(rows, assumptions, startMonth), reality: real }
  }, [content, reality, real, id, lineage_id, kind, assumptions, startMonth])
  return { plans, error: plans ? null : error, isFetching, retry: () => void refetch() }
}

/** All of a scenario as it would be. */
export interface TypedRows {
  readonly rows: readonly ScenarioRow[]
  /** Its own, sparse. */
  readonly assumptions: Params
  /** The scenario as it is without what is typed. */
  readonly before: Omit<TypedRows, 'before'>
}

export function useTypedRows(typed: Typed<TypedRows>) {
  const content = useLastRight(typed)
  const { data: reality, error, isFetching, refetch } = useQuery(instancesQuery)
  const { assumptions: own } = usePreferences()
  const startMonth = useStartMonth()
  const scenarioAssumptions = content?.assumptions
  // Reality stays the same plan while only holdings change, so that nothing is made of it anew.
  const real = useMemo(
    () =>
      reality && scenarioAssumptions
        ? realityPlan(reality, { ...own, ...scenarioAssumptions }, startMonth)
        : undefined,
    [reality, own, scenarioAssumptions, startMonth],
  )
  const planned = useCallback(
    ({ rows: scenarioInstances, assumptions: scenarioAssumptions }: Omit<TypedRows, 'before'>) =>
      reality &&
      comparedPlans({
        ...{ reality, scenarioInstances, ownAssumptions: own, scenarioAssumptions },
        ...{ startMonth, scope: 'all', off: nothing },
      }),
    [reality, own, startMonth],
  )
  const plans = useMemo(() => {
    const compared = content && planned(content)
    return compared && real && { ...compared, reality: real }
  }, [content, planned, real])
  const stored = content?.before
  const before = useMemo(() => stored && planned(stored)?.scenario, [stored, planned])
  return {
    ...{ plans: plans ?? undefined, before },
    error: plans ? null : error,
    isFetching,
    retry: () => void refetch(),
  }
}

const nothing: ReadonlySet<string> = new Set()
