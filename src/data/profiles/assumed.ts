/** What is assumed of whoever has a profile: their country's defaults below what they have said themselves. */
import { countryOf } from '#domain/countries/countries.ts'
import { assumptionsOf } from '#domain/countries/country.ts'
import type { Params } from '#domain/instances/types.ts'
import { type DefaultOf, defaultAssumption } from '#domain/merge/three-way.ts'

interface Assuming {
  readonly country: string | null
  readonly assumptions: Params
}

/** What reality is projected under, sparse: what they have said themselves over what their country begins with. */
export function assumptionsOfProfile(profile: Assuming | null | undefined): Params {
  return { ...assumptionsOf(countryOf(profile?.country)), ...profile?.assumptions }
}

/** What an assumption is that they have not said themselves. */
export function defaultsOfProfile(profile: Pick<Assuming, 'country'> | null): DefaultOf {
  const ofCountry = assumptionsOf(countryOf(profile?.country))
  return (key) => ofCountry[key] ?? defaultAssumption(key)
}
