import type { ReactNode } from 'react'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { type ScenarioResults, useScenarioResults } from './use-scenario-results.ts'

interface ScenarioRankingProps {
  scenarios: readonly Scenario[]
  children: (results: ScenarioResults) => ReactNode
}

/** For a list in the order of results: hands on what is known of them, more and more. */
export function ScenarioRanking({ scenarios, children }: ScenarioRankingProps) {
  return children(useScenarioResults(scenarios))
}
