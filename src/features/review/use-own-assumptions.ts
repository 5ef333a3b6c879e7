import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { assumptionsOfProfile, defaultsOfProfile } from '#data/profiles/assumed.ts'
import type { Profile } from '#data/profiles/profiles.api.ts'
import { profileQuery } from '#data/profiles/profiles.queries.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { scenarioQuery, scenariosQuery } from '#data/scenarios/scenarios.queries.ts'
import { byDecision } from '#domain/changes/changes.ts'
import { fieldDefinition } from '#domain/instances/catalogue.ts'
import type { FieldDefinition, Scalar } from '#domain/instances/types.ts'

interface AssumedField {
  readonly field: string
  readonly definition: FieldDefinition
  /** What the user assumes by default: of their own, of their country or of the catalogue; null: nothing. */
  readonly byDefault: Scalar | null
  readonly here: Scalar
}

/** What a scenario assumes otherwise than its user by default, as one decision: an amount without its month says something else. */
export interface OwnAssumption {
  /** The key of the decision, or of its only field. */
  readonly decision: string
  readonly fields: readonly AssumedField[]
  /** Other scenarios that have no value of their own for some of it, and would follow. */
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

/** In the order of the form. */
export function ownAssumptions(
  scenario: Assuming,
  profile: Pick<Profile, 'country' | 'assumptions'> | null,
  scenarios: readonly Assuming[],
): OwnAssumption[] {
  const assumed = assumptionsOfProfile(profile)
  const defaultOf = defaultsOfProfile(profile)
  const otherwise = Object.entries(scenario.assumptions).flatMap(([field, here]): AssumedField[] => {
    const definition = fieldDefinition('assumptions', field)
    const byDefault = assumed[field] ?? defaultOf(field)
    return definition === undefined || here === byDefault ? [] : [{ field, definition, byDefault, here }]
  })
  return byDecision('assumptions', otherwise).map(({ decision, fields }) => {
    const isFollower = ({ id, assumptions }: Assuming) =>
      id !== scenario.id && fields.some(({ field }) => !(field in assumptions))
    return { decision, fields, followers: scenarios.filter(isFollower).map(({ name }) => name) }
  })
}
