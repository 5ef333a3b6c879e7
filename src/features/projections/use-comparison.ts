import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { scenarioInstancesQuery } from '#data/scenario-instances/scenario-instances.queries.ts'
import { scenarioQuery } from '#data/scenarios/scenarios.queries.ts'
import type { SwitchedOff } from '#domain/changes/joint.ts'
import type { Params } from '#domain/instances/types.ts'
import type { ScenarioRow } from '#domain/merge/merge-copy.ts'
import { type ComparedPlans, comparedPlans, type Scope } from './plans.ts'
import { useStartMonth } from './use-start-month.ts'

interface ScenarioPlansOptions {
  readonly scenarioId: string
  /** Of the scenario alone, sparse; undefined while they are not known. */
  readonly assumptions: Params | undefined
  readonly scope: Scope
  /** Off, nothing is asked for; what is known is shown all the same. */
  readonly isEnabled?: boolean
  /** Changes that the view leaves out. */
  readonly off?: SwitchedOff
  /** What is typed, in the place of what is stored. */
  readonly withEdits?: (copies: readonly ScenarioRow[]) => readonly ScenarioRow[]
}

const nothing: SwitchedOff = new Set()

/** A scenario's plan and reality's, from the rows as they are in the cache: an edit changes them at once. */
export function useScenarioPlans(options: ScenarioPlansOptions) {
  const { scenarioId, assumptions, scope, isEnabled = true, off = nothing, withEdits } = options
  const scenarioInstances = useQuery({ ...scenarioInstancesQuery(scenarioId), enabled: isEnabled })
  const instances = useQuery({ ...instancesQuery, enabled: isEnabled })
  const { assumptions: own } = usePreferences()
  const startMonth = useStartMonth()
  const plans = useMemo((): ComparedPlans | undefined => {
    if (!assumptions || !scenarioInstances.data || !instances.data) return undefined
    return comparedPlans({
      reality: instances.data,
      scenarioInstances: withEdits ? withEdits(scenarioInstances.data) : scenarioInstances.data,
      ownAssumptions: own,
      scenarioAssumptions: assumptions,
      startMonth,
      scope,
      off,
    })
  }, [assumptions, scenarioInstances.data, instances.data, own, startMonth, scope, off, withEdits])
  return { plans, queries: [scenarioInstances, instances] }
}

/** The same for a scenario known by its id alone. */
export function useComparison(scenarioId: string, scope: Scope, off?: SwitchedOff) {
  const scenario = useQuery(scenarioQuery(scenarioId))
  const compared = useScenarioPlans({
    scenarioId,
    assumptions: scenario.data?.assumptions,
    scope,
    ...(off && { off }),
  })
  const queries = [scenario, ...compared.queries]
  const { plans } = compared
  return {
    scenario: scenario.data,
    plans,
    /** Set only when there is nothing to show: figures on screen outlive a failed refresh. */
    error: plans ? null : (queries.find((query) => query.error)?.error ?? null),
    isFetching: queries.some((query) => query.isFetching),
    retry: () => {
      for (const query of queries) if (query.error) void query.refetch()
    },
  }
}
