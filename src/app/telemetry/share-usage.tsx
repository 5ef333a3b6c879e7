import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { featureFlagsQuery } from '#data/feature-flags/feature-flags.queries.ts'
import { profileQuery } from '#data/profiles/profiles.queries.ts'
import { currentLog } from '#data/telemetry/current-log.ts'
import { asksNotToBeTracked } from '#data/telemetry/tracking-refusal.ts'

/** Lets events go once it is known that the user lets them, and tells the server at once who has which features. */
export function ShareUsage() {
  const { data: profile } = useQuery(profileQuery)
  const { data: flags } = useQuery(featureFlagsQuery)
  const isKnown = profile !== undefined
  const mayShare = !asksNotToBeTracked() && (profile?.shares_usage ?? true)

  useEffect(() => {
    const log = currentLog()
    if (!isKnown || !log) return
    log.setSharing(mayShare)
    if (mayShare) void import('./page-vitals.ts').then(({ measurePageLoad }) => measurePageLoad(log), ignore)
  }, [isKnown, mayShare])

  // Gates compare who has the feature with who has not: whenever that is another, the server notes it.
  useEffect(() => {
    if (!isKnown || !mayShare || !flags) return
    currentLog()?.announce()
    void currentLog()?.flush()
  }, [isKnown, mayShare, flags])
  return null
}

/** Measuring is worth no word to the user. */
function ignore() {}
