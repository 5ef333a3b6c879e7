import {
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { applicationsQuery } from '#data/applications/applications.queries.ts'
import { useFeatureFlag } from '#data/feature-flags/use-feature-flag.ts'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import {
  keepProjectionMutation,
  keptProjectionsQuery,
} from '#data/kept-projections/kept-projections.queries.ts'
import { assumptionsOfProfile } from '#data/profiles/assumed.ts'
import { profileQuery } from '#data/profiles/profiles.queries.ts'
import type { Month } from '#domain/calendar/month.ts'
import { projectionToKeepInWorker } from '#workers/projection-client.ts'
import { applyToKeep } from './kept-plans.ts'
import { realityPlan } from './plans.ts'
import { useStartMonth } from './use-start-month.ts'

interface KeepProjectionProps {
  /** The apply that was just made; null: the projection of this month. */
  applicationId: string | null
}

/**
 * Keeps what reality is expected to become, unless that is kept already. Shows nothing, holds up nothing and says nothing: what
 * could not be kept is kept at the next visit.
 */
export function KeepProjection({ applicationId }: KeepProjectionProps) {
  const client = useQueryClient()
  const startMonth = useStartMonth()
  const { enabled } = useFeatureFlag('feature:scenarios')
  const { data: kept } = useQuery({ ...keptProjectionsQuery, enabled })
  const { mutate } = useMutation(keepProjectionMutation)
  const hasBegun = useRef(false)
  const isMissing =
    kept !== undefined &&
    !kept.some((one) =>
      applicationId === null
        ? one.application_id === null && one.start_month === startMonth
        : one.application_id === applicationId,
    )
  useEffect(() => {
    if (!enabled || !isMissing || hasBegun.current) return
    hasBegun.current = true
    expectedNow(client, startMonth).then(
      (projection) => projection && mutate({ projection, applicationId }),
      () => undefined,
    )
  }, [client, enabled, isMissing, startMonth, applicationId, mutate])
  return null
}

/** Keeps what could not be kept at the last apply. */
export function KeepMissedProjection() {
  const { enabled } = useFeatureFlag('feature:scenarios')
  const { data: kept } = useQuery({ ...keptProjectionsQuery, enabled })
  const { data: history } = useInfiniteQuery({
    ...applicationsQuery(),
    enabled: enabled && kept !== undefined,
  })
  const [now] = useState(Date.now)
  const missed = kept && history ? applyToKeep(history.pages[0]?.applications ?? [], kept, now) : null
  return missed && <KeepProjection key={missed} applicationId={missed} />
}

/** Of reality as the server has it by now, after an apply too; null while there is nothing. */
async function expectedNow(client: QueryClient, startMonth: Month) {
  const [instances, profile] = await Promise.all([
    client.fetchQuery(instancesQuery),
    client.fetchQuery(profileQuery),
  ])
  const plan = realityPlan(instances, assumptionsOfProfile(profile), startMonth)
  return plan.instances.length === 0 ? null : projectionToKeepInWorker(plan)
}
