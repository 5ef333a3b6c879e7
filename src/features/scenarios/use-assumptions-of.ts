import { useMemo } from 'react'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import type { Params } from '#domain/instances/types.ts'

/** What a scenario is projected under, sparse: its own assumptions over the user's. */
export function useAssumptionsOf({ assumptions: own }: Scenario): Params {
  const { assumptions } = usePreferences()
  return useMemo(() => ({ ...assumptions, ...own }), [assumptions, own])
}
