import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { assumptionsOfProfile, defaultsOfProfile } from '#data/profiles/assumed.ts'
import type { Profile } from '#data/profiles/profiles.api.ts'
import { profileQuery } from '#data/profiles/profiles.queries.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { scenarioQuery, scenariosQuery } from '#data/scenarios/scenarios.queries.ts'
import { fieldDefinition } from '#domain/instances/catalogue.ts'
import type { FieldDefinition, Scalar } from '#domain/instances/types.ts'

export interface OwnAssumption {
  readonly definition: FieldDefinition
  /** What the user assumes by default: of their own, of their country or of the catalogue; null: nothing. */
  readonly byDefault: Scalar | null
  readonly here: Scalar
  /** Other scenarios that have no value of their own, and would follow. */
  readonly followers: readonly string[]
}

/** What a scenario assumes otherwise than its user does by default, and what a choice of that depends on. */
export function useOwnAssumptions(scenarioId: string) {
  const { data: scenario } = useQuery(scenarioQuery(scenarioId))
  const { data: profile } = useQuery(profileQuery)
  const { data: scenarios } = useQuery(scenariosQuery)
  const own = useMemo(
    () =>
      scenario && profile !== undefined && scenarios
        ? ownAssumptions(scenario, profile, scenarios)
        : ([] as const),
    [scenario, profile, scenarios],
  )
  return { own, seen: `${scenario?.version} ${profile?.version}` }
}

type Assuming = Pick<Scenario, 'id' | 'name' | 'assumptions'>

/** In the order in which the scenario has them. */
export function ownAssumptions(
  scenario: Assuming,
  profile: Pick<Profile, 'country' | 'assumptions'> | null,
  scenarios: readonly Assuming[],
): OwnAssumption[] {
  const assumed = assumptionsOfProfile(profile)
  const defaultOf = defaultsOfProfile(profile)
  return Object.entries(scenario.assumptions).flatMap(([key, here]) => {
    const definition = fieldDefinition('assumptions', key)
    const byDefault = assumed[key] ?? defaultOf(key)
    if (definition === undefined || here === byDefault) return []
    const followers = scenarios.filter(({ id, assumptions }) => id !== scenario.id && !(key in assumptions))
    return [{ definition, byDefault, here, followers: followers.map(({ name }) => name) }]
  })
}
