import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { scenarioInstancesQuery } from '#data/scenario-instances/scenario-instances.queries.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import type { SwitchedOff } from '#domain/changes/joint.ts'
import { outlooksQuery } from './outlook-query.ts'
import { type ComparedPlans, type ComparisonInput, comparedPlans } from './plans.ts'
import { useStartMonth } from './use-start-month.ts'

/** By scenario, the middle of its difference from reality: missing while it is not known, below everything where it could not be worked out. */
export type ScenarioResults = ReadonlyMap<string, number>

const nothingOff: SwitchedOff = new Set()

const known = new WeakMap<ComparisonInput['scenarioInstances'], [ComparisonInput, ComparedPlans]>()

/** Merged once for the same rows: when those of one scenario come, the others are not merged anew. */
function plansOnce(input: ComparisonInput): ComparedPlans {
  const before = known.get(input.scenarioInstances)
  if (
    before &&
    Object.entries(input).every(([key, value]) => before[0][key as keyof ComparisonInput] === value)
  )
    return before[1]
  const plans = comparedPlans(input)
  known.set(input.scenarioInstances, [input, plans])
  return plans
}

// Outside, so that the rows are put together only when some have come. Null: they could not be fetched.
function dataOf<Data>(
  results: readonly { readonly data: Data | undefined; readonly isError: boolean }[],
): readonly (Data | null | undefined)[] {
  return results.map(({ data, isError }) => data ?? (isError ? null : undefined))
}

/**
 * What each of several scenarios comes to, from the figures that their cards show.
 * @param scenarios the same list as long as they are the same.
 */
export function useScenarioResults(scenarios: readonly Scenario[]): ScenarioResults {
  const { data: reality } = useQuery(instancesQuery)
  const { assumptions: ownAssumptions } = usePreferences()
  const startMonth = useStartMonth()
  const contents = useQueries({
    queries: scenarios.map(({ id }) => scenarioInstancesQuery(id)),
    combine: dataOf,
  })
  const asked = useMemo(
    () =>
      scenarios.flatMap(({ id, assumptions }, index) => {
        const scenarioInstances = contents[index]
        if (!reality || !scenarioInstances) return []
        const input = {
          ...{ reality, scenarioInstances, ownAssumptions, startMonth },
          ...{ scenarioAssumptions: assumptions, scope: 'all' as const, off: nothingOff },
        }
        return [{ id, plans: plansOnce(input) }]
      }),
    [scenarios, contents, reality, ownAssumptions, startMonth],
  )
  return useQueries({
    queries: asked.map(({ plans }) => outlooksQuery(plans.reality, [plans.scenario])),
    combine: (results) => {
      const unread = scenarios.filter((_, index) => contents[index] === null)
      const found = asked.flatMap(({ id }, index) => {
        const { data, error } = results[index] ?? {}
        const difference = data?.scenarios[0]?.difference.middle.value
        if (difference !== undefined) return [[id, difference] as const]
        return error ? [[id, Number.NEGATIVE_INFINITY] as const] : []
      })
      return new Map([...unread.map(({ id }) => [id, Number.NEGATIVE_INFINITY] as const), ...found])
    },
  })
}
