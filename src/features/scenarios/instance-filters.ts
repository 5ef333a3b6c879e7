/** Search and state of the list of a scenario's instances, kept in the URL. */

import type { ScenarioRow } from '#domain/merge/merge-copy.ts'
import { hasWords } from '#lib/search-words.ts'
import type { ComparedCopy, CopyState } from './differences.ts'

export const stateFilters = [
  'all',
  'changed',
  'new',
  'already_created',
  'reality_moved',
  'conflict',
  'source_deleted',
  'copied',
] as const satisfies readonly ('all' | CopyState)[]
type StateFilter = (typeof stateFilters)[number]

export interface ScenarioInstanceFilters {
  readonly search: string
  readonly state: StateFilter
}

export function readInstanceFilters(parameters: URLSearchParams): ScenarioInstanceFilters {
  const state = parameters.get('state')
  return {
    search: parameters.get('search') ?? '',
    state: stateFilters.find((candidate) => candidate === state) ?? 'all',
  }
}

export function writeInstanceFilters(
  parameters: URLSearchParams,
  filters: ScenarioInstanceFilters,
): URLSearchParams {
  const next = new URLSearchParams(parameters)
  if (filters.search === '') next.delete('search')
  else next.set('search', filters.search)
  if (filters.state === 'all') next.delete('state')
  else next.set('state', filters.state)
  return next
}

/** A decision that is open is a change of reality too. */
function isInState(states: readonly CopyState[], state: StateFilter): boolean {
  return (
    state === 'all' || states.includes(state) || (state === 'reality_moved' && states.includes('conflict'))
  )
}

/** Those in this state whose name holds every word of the search. */
export function filterCopies<Copy extends ScenarioRow>(
  compared: readonly ComparedCopy<Copy>[],
  { search, state }: ScenarioInstanceFilters,
): ComparedCopy<Copy>[] {
  return compared.filter(
    ({ copy, comparison }) => isInState(comparison.states, state) && hasWords(copy.name, search),
  )
}
