import { randomUUID } from 'node:crypto'
import {
  type ApplyInput,
  applyScenario,
  previewApply,
  previewRevert,
  revertApplication,
} from '#data/applications/applications.api.ts'
import type { Client } from '#data/client-type.ts'
import type { ApplicationAnswer, Resolutions } from '#data/shapes/plan.ts'

/** Previews and applies what the preview showed, as the app does. */
export async function apply(
  client: Client,
  scenarioId: string,
  options: Partial<Omit<ApplyInput, 'scenarioId'>> = {},
): Promise<ApplicationAnswer> {
  const { fingerprint } = await previewApply(client, {
    scenarioId,
    scenarioInstanceIds: options.scenarioInstanceIds ?? null,
  })
  return applyScenario(client, { scenarioId, requestId: randomUUID(), fingerprint, ...options })
}

/** What history says of one attempt. */
export async function recordOf(client: Client, applicationId: string) {
  const { data } = await client
    .from('scenario_applications')
    .select()
    .eq('id', applicationId)
    .throwOnError()
    .single()
  return data
}

/** Previews and reverts. */
export async function revert(
  client: Client,
  applicationId: string,
  resolutions: Resolutions = {},
): Promise<ApplicationAnswer> {
  const { fingerprint } = await previewRevert(client, { applicationId })
  return revertApplication(client, { applicationId, requestId: randomUUID(), fingerprint, resolutions })
}
