import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { supabase } from '../client.ts'
import {
  type HistoryCursor,
  listApplicationItems,
  listApplications,
  listApplicationsOf,
  listContentsOf,
  type PreviewApplyInput,
  type PreviewRevertInput,
  previewApply,
  previewRevert,
} from './applications.api.ts'
import { applicationKeys, previewKeys } from './keys.ts'

/** A plan is old as soon as anything moves: asked for anew whenever it is shown, and now and then while it is. */
const watched = {
  staleTime: 0,
  refetchOnWindowFocus: 'always',
  refetchInterval: 30_000,
} as const

/** What applying a scenario would do before anything is decided: all of it, every conflict open. Writes nothing. */
export function previewApplyQuery(scenarioId: string) {
  return queryOptions({
    queryKey: previewKeys.apply(scenarioId),
    queryFn: ({ signal }) => previewApply(supabase, { scenarioId }, { signal }),
    ...watched,
  })
}

/** What undoing an application would do before anything is decided; writes nothing. */
export function previewRevertQuery(applicationId: string) {
  return queryOptions({
    queryKey: previewKeys.revert(applicationId),
    queryFn: ({ signal }) => previewRevert(supabase, { applicationId }, { signal }),
    ...watched,
  })
}

/**
 * Either of them with decisions that were made on the preview of this fingerprint. Not asked for anew by itself: the
 * server refuses decisions on what is no longer in conflict, so a new undecided preview has to come first.
 */
export function decidedPreviewQuery(input: PreviewApplyInput | PreviewRevertInput, fingerprint: string) {
  return queryOptions({
    queryKey: previewKeys.decided(fingerprint, input),
    queryFn: ({ signal }) =>
      'scenarioId' in input
        ? previewApply(supabase, input, { signal })
        : previewRevert(supabase, input, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  })
}

/** The history, latest first, page by page: of one scenario, or of all. */
export function applicationsQuery(scenarioId?: string) {
  return infiniteQueryOptions({
    queryKey: applicationKeys.list(scenarioId),
    queryFn: ({ pageParam, signal }) =>
      listApplications(supabase, { ...(scenarioId ? { scenarioId } : {}), after: pageParam }, { signal }),
    initialPageParam: null as HistoryCursor | null,
    getNextPageParam: (page) => page.next,
  })
}

/** The latest of the history that wrote an instance, latest first. */
export function applicationsOfQuery(instanceId: string) {
  return queryOptions({
    queryKey: applicationKeys.ofInstance(instanceId),
    queryFn: ({ signal }) => listApplicationsOf(supabase, instanceId, { signal }),
  })
}

/** What was written into an instance, latest first. */
export function contentsOfQuery(instanceId: string) {
  return queryOptions({
    queryKey: [...applicationKeys.ofInstance(instanceId), 'contents'] as const,
    queryFn: ({ signal }) => listContentsOf(supabase, instanceId, { signal }),
  })
}

/** What an application did to each instance, or to one. Never changes: it is a record. */
export function applicationItemsQuery(applicationId: string, instanceId?: string) {
  return queryOptions({
    queryKey: [...applicationKeys.detail(applicationId), 'items', instanceId ?? 'all'] as const,
    queryFn: ({ signal }) => listApplicationItems(supabase, applicationId, instanceId, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
