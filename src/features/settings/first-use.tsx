import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { profileQuery } from '#data/profiles/profiles.queries.ts'
import { LoadingState } from '#ui/loading-state.tsx'
import { CountryQuestion } from './country-question.tsx'

/**
 * Asks in place of any page where somebody lives, once, before anything is entered: what is entered is read in the currency,
 * and projected under the law, of somewhere. Whoever has entered something without being asked is left alone.
 */
export function FirstUse({ children }: { children: ReactNode }) {
  const { data: profile } = useQuery(profileQuery)
  const isOpen = profile?.country === null
  const { data: instances, error } = useQuery({ ...instancesQuery, enabled: isOpen })
  if (!isOpen || error || (instances && instances.length > 0)) return children
  return instances ? <CountryQuestion /> : <LoadingState />
}
