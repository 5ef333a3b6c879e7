/** Which of several scenarios are shown as the best. */
import type { ScenarioResults } from './use-scenario-results.ts'

/** Below half a cent nothing is ahead. */
const smallestLead = 0.005

interface Best<Scenario> {
  /** Whether there are any that are ahead of reality: then it is these alone. */
  readonly isAhead: boolean
  /** Best first. */
  readonly best: readonly Scenario[]
  /** How many could not be worked out. */
  readonly failed: number
}

/** The best of scenarios whose results are known: those ahead of reality, or where there are none those that are furthest up. */
export function bestOf<Scenario extends { readonly id: string }>(
  scenarios: readonly Scenario[],
  results: ScenarioResults,
  most: number,
): Best<Scenario> {
  const resultOf = ({ id }: Scenario) => results.get(id) ?? Number.NEGATIVE_INFINITY
  const known = scenarios.filter((one) => Number.isFinite(resultOf(one)))
  const inOrder = known.toSorted((a, b) => resultOf(b) - resultOf(a))
  const ahead = inOrder.filter((one) => resultOf(one) >= smallestLead)
  const isAhead = ahead.length > 0
  return {
    isAhead,
    best: (isAhead ? ahead : inOrder).slice(0, most),
    failed: scenarios.length - known.length,
  }
}
