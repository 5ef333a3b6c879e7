import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { scenarioInstancesQuery } from '#data/scenario-instances/scenario-instances.queries.ts'
import { scenarioQuery } from '#data/scenarios/scenarios.queries.ts'
import { type ComparedPlans, comparedPlans, type Scope } from './plans.ts'
import { useStartMonth } from './use-start-month.ts'

/** A scenario's plan and reality's, from the rows as they are in the cache: an edit changes them at once. */
export function useComparison(scenarioId: string, scope: Scope) {
  const scenario = useQuery(scenarioQuery(scenarioId))
  const scenarioInstances = useQuery(scenarioInstancesQuery(scenarioId))
  const instances = useQuery(instancesQuery)
  const { assumptions: own } = usePreferences()
  const startMonth = useStartMonth()
  const plans = useMemo((): ComparedPlans | undefined => {
    if (!scenario.data || !scenarioInstances.data || !instances.data) return undefined
    return comparedPlans({
      reality: instances.data,
      scenarioInstances: scenarioInstances.data,
      assumptions: { ...own, ...scenario.data.assumptions },
      startMonth,
      scope,
    })
  }, [scenario.data, scenarioInstances.data, instances.data, own, startMonth, scope])
  const queries = [scenario, scenarioInstances, instances]
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
