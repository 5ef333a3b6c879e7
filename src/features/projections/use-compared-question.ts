import { useQuery } from '@tanstack/react-query'
import { scenariosQuery } from '#data/scenarios/scenarios.queries.ts'
import { useComparedIds } from './use-compared-ids.ts'

/** The question that the compared scenarios answer: a tag that all of them have and that asks something. One alone answers none. */
export function useComparedQuestion(): string | null {
  const { ids } = useComparedIds()
  const { data } = useQuery(scenariosQuery)
  return sharedQuestion((data ?? []).filter(({ id }) => ids?.includes(id)))
}

export function sharedQuestion(scenarios: readonly { readonly tags: readonly string[] }[]): string | null {
  const [first, ...others] = scenarios
  if (others.length === 0) return null
  const asked = first?.tags.filter(
    (tag) => tag.endsWith('?') && others.every(({ tags }) => tags.includes(tag)),
  )
  return asked?.[0] ?? null
}
