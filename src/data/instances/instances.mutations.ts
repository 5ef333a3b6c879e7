/** Writes to instances. Each puts the server's answer into the cache at once, so that no screen shows old figures. */
import { mutationOptions, type QueryClient } from '@tanstack/react-query'
import { currentMonth } from '#domain/calendar/month.ts'
import { byName } from '#lib/by-name.ts'
import { applicationKeys, previewKeys } from '../applications/keys.ts'
import { supabase } from '../client.ts'
import { appError } from '../errors.ts'
import { saveAssumptions } from '../profiles/profiles.api.ts'
import { profileQuery } from '../profiles/profiles.queries.ts'
import { restartReads } from '../restart-reads.ts'
import { storingAnswers } from '../storing-answers.ts'
import { noting } from '../telemetry/noting.ts'
import type { Instance } from './instance.ts'
import {
  createInstance,
  deleteInstance,
  type ImportInstancesInput,
  type InstancesUpdate,
  type InstanceUpdate,
  importInstances,
  type NewInstance,
  restoreInstance,
  updateInstance,
  updateInstances,
} from './instances.api.ts'
import { instanceQuery, instancesQuery } from './instances.queries.ts'
import { instanceKeys } from './keys.ts'
import { type StatusChange, writeFields } from './write-fields.ts'

/** Puts rows into the list and their own entries; rows of the same id are replaced. */
export function storeInstances(queryClient: QueryClient, rows: readonly Instance[]) {
  const ids = new Set(rows.map((row) => row.id))
  for (const row of rows) queryClient.setQueryData(instanceQuery(row.id).queryKey, row)
  queryClient.setQueryData(instancesQuery.queryKey, (list) =>
    list
      ?.filter((row) => !ids.has(row.id))
      .concat(rows)
      .sort(byName()),
  )
  restartReads(queryClient, instanceKeys.all)
  forgetHistory(queryClient)
}

/** What is written into reality stands in the history too. */
function forgetHistory(queryClient: QueryClient) {
  void queryClient.invalidateQueries({ queryKey: applicationKeys.all })
}

const storingInstance = storingAnswers((client, row: Instance) => storeInstances(client, [row]))

function dropInstance(queryClient: QueryClient, instanceId: string) {
  queryClient.setQueryData(instancesQuery.queryKey, (list) => list?.filter((row) => row.id !== instanceId))
  queryClient.removeQueries({ queryKey: instanceQuery(instanceId).queryKey })
  restartReads(queryClient, instanceKeys.all)
  forgetHistory(queryClient)
}

/**
 * With the first holding the household account has a month: from then on what is expected happens in it. Without one its
 * balance would be that of today whenever one looks, so that nothing changes by it now.
 */
async function dateHousehold(client: QueryClient) {
  const profile = await client.ensureQueryData(profileQuery)
  if (profile?.assumptions.household_as_of_month !== undefined) return
  const assumptions = { ...profile?.assumptions, household_as_of_month: currentMonth(new Date()) }
  client.setQueryData(profileQuery.queryKey, await saveAssumptions(supabase, profile, assumptions))
}

export const createInstanceMutation = mutationOptions({
  mutationFn: async (instance: NewInstance, { client }) => {
    const row = await createInstance(supabase, instance)
    // The holding is there; the next one dates the account if this fails.
    await dateHousehold(client).catch(() => undefined)
    return row
  },
  ...storingInstance,
})

/** Fails with `VersionConflictError` when the row has moved on; the list then already shows it as it is now. */
export const updateInstanceMutation = mutationOptions({
  mutationFn: (update: InstanceUpdate) => updateInstance(supabase, update),
  ...storingInstance,
})

/** Changes several, all or none. Repeat a request whose answer was lost with the same `requestId`. */
export const updateInstancesMutation = mutationOptions({
  mutationFn: async (input: InstancesUpdate) => {
    const answer = await updateInstances(supabase, input)
    if (answer.status === 'success') return answer
    const { message, hint, detail } = answer.error ?? {}
    throw appError('invalid', { ...(message && { message }), hint: hint ?? null, detail })
  },
  // Also after a failure: others may have moved on, or an answer that got lost may stand for a write that succeeded.
  onSettled: (_answer, _error, _input, _result, { client }) => {
    void client.invalidateQueries({ queryKey: applicationKeys.all })
    void client.invalidateQueries({ queryKey: previewKeys.all })
    return client.invalidateQueries({ queryKey: instanceKeys.all })
  },
})

/** Archives an instance or makes it active again, also one that has moved on meanwhile. */
export const setInstanceStatusMutation = mutationOptions({
  mutationFn: ({ row, status }: StatusChange<Instance>) =>
    writeFields({ row, fields: { status } }, (update) => updateInstance(supabase, update)),
  ...storingInstance,
})

export const deleteInstanceMutation = mutationOptions({
  mutationFn: (instanceId: string) => deleteInstance(supabase, instanceId),
  onSuccess: (_, instanceId, _result, { client }) => dropInstance(client, instanceId),
})

export const restoreInstanceMutation = mutationOptions({
  mutationFn: (instanceId: string) => restoreInstance(supabase, instanceId),
  onSuccess: (row, _input, _result, { client }) => {
    storeInstances(client, [row])
    void client.invalidateQueries({ queryKey: instanceKeys.deleted() })
  },
})

/** A retry with the same `requestId` does not import twice. */
export const importInstancesMutation = mutationOptions({
  mutationFn: (input: ImportInstancesInput) =>
    noting('instances_imported', () => importInstances(supabase, input)),
  onSuccess: (_answer, _input, _result, { client }) => {
    void client.invalidateQueries({ queryKey: applicationKeys.all })
    return client.invalidateQueries({ queryKey: instanceKeys.all })
  },
})
