import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import { scenarioInstancesQuery } from '#data/scenario-instances/scenario-instances.queries.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import type { JointChange, SwitchedOff } from '#domain/changes/joint.ts'
import { scenarioChanges } from '#domain/changes/switch-off.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { byName } from '#lib/by-name.ts'
import { useFormat } from '#ui/format.ts'
import { useStartMonth } from './use-start-month.ts'

export interface KnownChanges {
  readonly changes: readonly JointChange<ScenarioInstance>[]
  /** The scenario's plan without some of its changes; without all of them it is reality's, under the user's own assumptions. */
  readonly planWithout: (off: SwitchedOff) => Plan
  readonly copiesCount: number
}

/** What a scenario changes, from the rows as they are in the cache. */
export function useScenarioChanges({ id, assumptions }: Scenario, { isEnabled = true } = {}) {
  const copies = useQuery({ ...scenarioInstancesQuery(id), enabled: isEnabled })
  const reality = useQuery({ ...instancesQuery, enabled: isEnabled })
  const { assumptions: own } = usePreferences()
  const { locale } = useFormat()
  const startMonth = useStartMonth()
  const data = useMemo((): KnownChanges | undefined => {
    if (!copies.data || !reality.data) return undefined
    const { changes, without } = scenarioChanges({
      reality: reality.data,
      copies: copies.data.toSorted(byName(locale)),
      ownAssumptions: own,
      scenarioAssumptions: assumptions,
    })
    const planWithout = (off: SwitchedOff): Plan => {
      const { outcome, assumptions: common } = without(off)
      return { instances: outcome.holdings, assumptions: common, startMonth }
    }
    return { changes, planWithout, copiesCount: copies.data.length }
  }, [copies.data, reality.data, own, assumptions, locale, startMonth])
  return {
    data,
    error: copies.error ?? reality.error,
    isFetching: copies.isFetching || reality.isFetching,
    refetch: () => Promise.all([copies.refetch(), reality.refetch()]),
  }
}
