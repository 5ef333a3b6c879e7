/** What an action begins from, as it is stored. */
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Instance } from '#data/instances/instance.ts'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import { scenarioInstancesQuery } from '#data/scenario-instances/scenario-instances.queries.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { actionPlan } from '#domain/actions/action-plan.ts'
import { currentMonth } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import type { Plan } from '#domain/projection/plan.ts'

/** Rows of a scenario, none before there is one, and of reality. */
export interface Stored {
  readonly rows: readonly ScenarioInstance[]
  readonly reality: readonly Instance[]
  /** The user's own, sparse. */
  readonly ownAssumptions: Params
}

const noRows: readonly ScenarioInstance[] = []

export function useStored(scenario: Scenario | null) {
  const rows = useQuery({ ...scenarioInstancesQuery(scenario?.id ?? ''), enabled: scenario !== null })
  const reality = useQuery(instancesQuery)
  const { assumptions: ownAssumptions } = usePreferences()
  const stored = scenario === null ? noRows : rows.data
  const data = useMemo(
    (): Stored | null =>
      stored && reality.data ? { rows: stored, reality: reality.data, ownAssumptions } : null,
    [stored, reality.data, ownAssumptions],
  )
  return { data, query: rows.error ? rows : reality }
}

/** The plan that the questions of an action are about. */
export function useActionPlan(scenario: Scenario | null, { rows, reality, ownAssumptions }: Stored): Plan {
  const [startMonth] = useState(() => currentMonth(new Date()))
  const own = scenario?.assumptions
  return useMemo(
    () => actionPlan({ reality, copies: rows, assumptions: { ...ownAssumptions, ...own }, startMonth }),
    [reality, rows, ownAssumptions, own, startMonth],
  )
}

/** The lineage of what an address names: a row of the scenario, or a real instance. */
export function lineageOf({ rows, reality }: Stored, id: string | null): string | null {
  return [...rows, ...reality].find((row) => row.id === id)?.lineage_id ?? null
}
