import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { useFeatureFlag } from '#data/feature-flags/use-feature-flag.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { scenarioQuery, scenariosQuery } from '#data/scenarios/scenarios.queries.ts'
import { comparingText } from '#lib/by-name.ts'
import { isId } from '#lib/ids.ts'
import { type ScenarioActions, scenarioActions } from './scenario-actions.ts'

export interface ScenariosContextValue {
  /** The scenario in view; undefined on pages about several, and until it has loaded. */
  readonly scenarioId: string | undefined
  readonly scenario: Scenario | undefined
  /** Every action on scenarios, as mutations. Each fails with an `AppError` and changes nothing it does not say. */
  readonly actions: ScenarioActions
  /** Writes a scenario to a file. */
  readonly onExport: (scenario: Scenario) => void
  /** The feature is off for this user: everything can be read and nothing written. */
  readonly isReadOnly: boolean
  /** Every tag in use, for suggestions. */
  readonly knownTags: readonly string[]
}

export const ScenariosContext = createContext<ScenariosContextValue | null>(null)

interface ScenariosProviderProps {
  scenarioId?: string | undefined
  onExport: ScenariosContextValue['onExport']
  children: ReactNode
}

/** The scenario in view and what can be done. Holds no rows: those live in the query cache. */
export function ScenariosProvider({ scenarioId, onExport, children }: ScenariosProviderProps) {
  const flag = useFeatureFlag('feature:scenarios')
  const { data: scenario } = useQuery({
    ...scenarioQuery(scenarioId ?? ''),
    enabled: isId(scenarioId ?? ''),
  })
  const { data: knownTags } = useQuery({ ...scenariosQuery, select: tagsOf })
  const isReadOnly = !flag.enabled
  const value = useMemo(
    () => ({
      scenarioId,
      scenario,
      actions: scenarioActions,
      onExport,
      isReadOnly,
      knownTags: knownTags ?? [],
    }),
    [scenarioId, scenario, onExport, isReadOnly, knownTags],
  )
  return <ScenariosContext value={value}>{children}</ScenariosContext>
}

export function useScenarios(): ScenariosContextValue {
  const value = useContext(ScenariosContext)
  if (value === null) throw new Error('useScenarios needs a ScenariosProvider above it')
  return value
}

/** What a form says while the feature went off under it; null while it can be saved. */
export function usePausedBecause(): string | null {
  return useScenarios().isReadOnly
    ? 'Scenarios are switched off, so saving is paused. What you typed stays here until they are back.'
    : null
}

/** The scenario in view. Only below a page that has loaded it. */
export function useScenarioInView(): Scenario {
  const { scenario } = useScenarios()
  if (scenario === undefined) throw new Error('useScenarioInView needs a loaded scenario')
  return scenario
}

function tagsOf(scenarios: readonly Scenario[]): string[] {
  return [...new Set(scenarios.flatMap(({ tags }) => tags))].sort(comparingText())
}
