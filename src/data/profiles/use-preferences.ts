import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { countryOf } from '#domain/countries/countries.ts'
import type { Country } from '#domain/countries/country.ts'
import { usualAge } from '#domain/instances/stated-month.ts'
import type { Params } from '#domain/instances/types.ts'
import { knownLocale } from '#lib/known-locale.ts'
import { assumptionsOfProfile } from './assumed.ts'
import { defaultCurrency } from './profiles.api.ts'
import { profileQuery } from './profiles.queries.ts'

export interface Preferences {
  /** Null: they have not said. */
  country: Country | null
  /** ISO 4217. */
  currency: string
  /** BCP 47. */
  locale: string
  /** Amounts older than so many months are pointed out. */
  staleAfter: number
  /** What reality is projected under, sparse: the user's own assumptions over those of their country. */
  assumptions: Params
}

/**
 * How this user wants to see figures; the browser's language until they have chosen. What is drawn reads currency and locale
 * from `useFormat`.
 */
export function usePreferences(): Preferences {
  const { data } = useQuery(profileQuery)
  return useMemo(
    () => ({
      country: countryOf(data?.country),
      currency: data?.currency ?? defaultCurrency,
      locale: knownLocale(data?.locale, navigator.language),
      staleAfter: data?.stale_after_months ?? usualAge,
      assumptions: assumptionsOfProfile(data),
    }),
    [data],
  )
}
