import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { usualAge } from '#domain/instances/stated-month.ts'
import { knownLocale } from '#lib/known-locale.ts'
import { defaultCurrency, type Profile } from './profiles.api.ts'
import { profileQuery } from './profiles.queries.ts'

export interface Preferences {
  /** ISO 4217. */
  currency: string
  /** BCP 47. */
  locale: string
  /** Amounts older than so many months are pointed out. */
  staleAfter: number
  /** The user's own default assumptions, sparse. */
  assumptions: Profile['assumptions']
}

const noAssumptions: Profile['assumptions'] = {}

/**
 * How this user wants to see figures; the browser's language until they have chosen. What is drawn reads currency and locale
 * from `useFormat`.
 */
export function usePreferences(): Preferences {
  const { data } = useQuery(profileQuery)
  return useMemo(
    () => ({
      currency: data?.currency ?? defaultCurrency,
      locale: knownLocale(data?.locale, navigator.language),
      staleAfter: data?.stale_after_months ?? usualAge,
      assumptions: data?.assumptions ?? noAssumptions,
    }),
    [data],
  )
}
