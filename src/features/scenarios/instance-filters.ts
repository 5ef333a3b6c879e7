/** Search and state of the list of a scenario's instances, kept in the URL. */

import type { ScenarioRow } from '#domain/merge/merge-copy.ts'
import { hasWords } from '#lib/search-words.ts'
import type { Choices } from '#lib/use-choices.ts'
import type { ComparedCopy, CopyState } from './differences.ts'

export const scenarioInstanceChoices = {
  search: '',
  state: [
    'all',
    'changed',
    'new',
    'already_created',
    'reality_moved',
    'conflict',
    'source_deleted',
    'copied',
  ],
} as const satisfies { search: string; state: readonly ('all' | CopyState)[] }

type ScenarioInstanceFilters = Choices<typeof scenarioInstanceChoices>

/** A decision that is open is a change of reality too. */
function isInState(states: readonly CopyState[], state: ScenarioInstanceFilters['state']): boolean {
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
