import { mutationOptions } from '@tanstack/react-query'
import { supabase } from '../client.ts'
import { AppError } from '../errors.ts'
import { featureFlagsQuery } from '../feature-flags/feature-flags.queries.ts'
import { createInstances } from '../instances/instances.api.ts'
import { storeInstances } from '../instances/instances.mutations.ts'
import { instanceKeys } from '../instances/keys.ts'
import { saveAssumptions } from '../profiles/profiles.api.ts'
import { profileQuery } from '../profiles/profiles.queries.ts'
import { scenarioKeys } from '../scenarios/keys.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import { importScenario } from '../scenarios/scenarios.api.ts'
import { refreshAround, storeScenario } from '../scenarios/scenarios.mutations.ts'
import { type SampleBegun, sampleRequests } from './sample-requests.ts'

/** The investments of the sample are there, and not all of its scenarios. */
export class SampleUnfinishedError extends AppError {
  constructor(scenarioCount: number, cause: unknown) {
    const known = cause instanceof AppError ? cause : null
    const stands =
      scenarioCount === 0
        ? 'Its investments are here, its scenarios are not.'
        : 'Its investments are here, and only the first of its scenarios.'
    super(known?.code ?? 'unexpected', known ? `${stands} ${known.message}` : stands, {
      hint: 'Press “Load the rest”: it goes on where it stopped.',
      detail: known?.detail,
      cause,
      operation: known?.operation ?? null,
    })
    this.name = 'SampleUnfinishedError'
  }
}

/** Every place that shows the sample's button knows while it is loaded. */
export const loadSampleKey = ['load-sample']

/**
 * Adds the household of the sample, all its investments or none, and then its scenarios, one at a time, unless they are
 * switched off. Tried again with the same requests it goes on where it stopped, and adds nothing twice.
 */
export const loadSampleMutation = mutationOptions({
  mutationKey: loadSampleKey,
  mutationFn: async (begun: SampleBegun, { client }) => {
    const { assumptions, instances, scenarios } = sampleRequests(begun)
    // Harmless when the next step fails, and repeated by the next try; what the user has set stays.
    const profile = await client.ensureQueryData(profileQuery)
    const wanted = { ...assumptions, ...profile?.assumptions }
    client.setQueryData(profileQuery.queryKey, await saveAssumptions(supabase, profile, wanted))
    const flags = await client.ensureQueryData(featureFlagsQuery)
    const rows = await createInstances(supabase, instances)
    const added: Scenario[] = []
    try {
      if (flags.some(({ flag_name, enabled }) => flag_name === 'feature:scenarios' && enabled))
        for (const one of scenarios(rows)) added.push((await importScenario(supabase, one)).scenario)
    } catch (error) {
      throw new SampleUnfinishedError(added.length, error)
    }
    return { instances: rows, scenarios: added }
  },
  onSuccess: ({ instances, scenarios }, _input, _result, { client }) => {
    storeInstances(client, instances)
    for (const scenario of scenarios) storeScenario(client, scenario)
    refreshAround(client)
  },
  // What is there by then is seen as soon as the server answers again.
  onError: (_error, _input, _result, { client }) => {
    void client.invalidateQueries({ queryKey: instanceKeys.all })
    void client.invalidateQueries({ queryKey: scenarioKeys.all })
  },
})
