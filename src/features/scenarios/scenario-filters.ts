/** The list of scenarios: what it shows, and which of them are chosen. */

import type { ScenarioStatus } from '#data/scenarios/scenario.ts'
import { byName } from '#lib/by-name.ts'
import { hasWords } from '#lib/search-words.ts'
import type { Choices } from '#lib/use-choices.ts'

export const statusWords: Readonly<Record<ScenarioStatus, string>> = {
  draft: 'Draft',
  active: 'Active',
  archived: 'Archived',
}

/** Search, status and order as they stand in the address. */
export const scenarioChoices = {
  search: '',
  /** `current`: everything that is not archived, which is what most visits are about. */
  status: ['current', 'draft', 'active', 'archived', 'all'],
  sort: ['changed', 'result', 'created', 'name'],
} as const

export type ScenarioFilters = Choices<typeof scenarioChoices>

/** The scenarios chosen to be compared, in the order in which they were. */
export function readChosen(parameters: URLSearchParams): string[] {
  return parameters.get('chosen')?.split(',').filter(Boolean) ?? []
}

/** The parameters with this scenario chosen, or no longer. */
export function writeChosen(parameters: URLSearchParams, id: string, isChosen: boolean): URLSearchParams {
  const next = new URLSearchParams(parameters)
  const others = readChosen(parameters).filter((chosen) => chosen !== id)
  const chosen = isChosen ? [...others, id] : others
  if (chosen.length > 0) next.set('chosen', chosen.join(','))
  else next.delete('chosen')
  return next
}

export interface FilterableScenario {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly tags: readonly string[]
  readonly status: ScenarioStatus
  readonly is_primary: boolean
  readonly created_at: Date
  readonly updated_at: Date
}

function matches(scenario: FilterableScenario, { search, status }: ScenarioFilters) {
  if (status === 'current' ? scenario.status === 'archived' : status !== 'all' && scenario.status !== status)
    return false
  return hasWords([scenario.name, scenario.description ?? '', ...scenario.tags].join(' '), search)
}

type Comparison = (a: FilterableScenario, b: FilterableScenario) => number

/** By scenario, what it is ahead of reality; missing while it is not known. */
type Results = ReadonlyMap<string, number>

const changedLast: Comparison = (a, b) => b.updated_at.getTime() - a.updated_at.getTime()

const orders: Record<ScenarioFilters['sort'], (locale: string, results: Results) => Comparison> = {
  changed: () => changedLast,
  result: (_, results) => (a, b) => {
    const [first, second] = [a, b].map(({ id }) => results.get(id) ?? Number.NEGATIVE_INFINITY)
    return first === second ? changedLast(a, b) : (second ?? 0) - (first ?? 0)
  },
  created: () => (a, b) => b.created_at.getTime() - a.created_at.getTime(),
  name: byName,
}

/** What the list shows: every word of the search in name, description or tags; the primary one first but in the order of results. */
export function filterScenarios<Scenario extends FilterableScenario>(
  scenarios: readonly Scenario[],
  filters: ScenarioFilters,
  locale: string,
  results: Results = new Map(),
): Scenario[] {
  const compare = orders[filters.sort](locale, results)
  const isFirst = ({ is_primary }: Scenario) => is_primary && filters.sort !== 'result'
  return scenarios
    .filter((scenario) => matches(scenario, filters))
    .sort((a, b) => Number(isFirst(b)) - Number(isFirst(a)) || compare(a, b))
}
