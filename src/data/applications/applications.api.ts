import { z } from 'zod'
import type { InstanceContent } from '#domain/instances/types.ts'
import { asJson, parseAnswer, requestAllRows, requestAnswer, requestRows } from '../answers.ts'
import type { Client } from '../client-type.ts'
import type { Json } from '../database.types.ts'
import { readsBy } from '../reads.ts'
import { type RequestOptions, request } from '../request.ts'
import {
  type ApplicationAnswer,
  answerOfApplySchema,
  answerOfRevertSchema,
  type Plan,
  previewOfApplySchema,
  previewOfRevertSchema,
  type Resolutions,
} from '../shapes/plan.ts'
import { storedContentSchema, timestampSchema } from '../shapes/rows.ts'
import {
  type Application,
  type ApplicationItem,
  applicationColumns,
  applicationItemColumns,
  applicationItemSchema,
  applicationSchema,
} from './application.ts'

export interface PreviewApplyInput {
  readonly scenarioId: string
  /** Null or missing: everything in the scenario. */
  readonly scenarioInstanceIds?: readonly string[] | null
  readonly resolutions?: Resolutions
  /** Assumptions of the scenario, by key, that are to be those of the profile too. */
  readonly assumptions?: readonly string[]
}

/**
 * What applying would do, with these resolutions; writes nothing.
 * @throws AppError `not_found`, `bad_request` for a resolution of a field that is not in conflict (but to leave a change for
 * later), `invalid` for a value that the field does not take.
 */
export async function previewApply(
  client: Client,
  { scenarioId, scenarioInstanceIds, resolutions, assumptions = [] }: PreviewApplyInput,
  options?: RequestOptions,
): Promise<Plan> {
  const values = {
    p_scenario_id: scenarioId,
    ...(scenarioInstanceIds ? { p_scenario_instance_ids: [...scenarioInstanceIds] } : {}),
    ...decided(resolutions),
    ...(assumptions.length > 0 ? { p_assumptions: [...assumptions] } : {}),
  }
  const query = client.rpc('preview_apply', values, readsBy(values))
  return requestAnswer(previewOfApplySchema, query, options)
}

export interface ApplyInput extends PreviewApplyInput {
  /** A new uuid for each decision of the user; a retry with the same one never applies twice. */
  readonly requestId: string
  /** Of the preview that the user decided on. */
  readonly fingerprint: string
}

/**
 * Writes what is proposed into reality, all of it or nothing. Look at `status`: `conflict` (with `stale` when
 * something moved since the preview) carries the new plan, `failed` says why; neither wrote anything.
 * @throws AppError as `previewApply`, `conflict` when the request id was used for something else, `forbidden` while
 * the feature is off, `busy` or `offline`: retry with the same request id.
 */
export async function applyScenario(client: Client, input: ApplyInput): Promise<ApplicationAnswer> {
  return requestAnswer(
    answerOfApplySchema,
    client.rpc('apply_scenario', {
      p_scenario_id: input.scenarioId,
      p_request_id: input.requestId,
      p_fingerprint: input.fingerprint,
      p_resolutions: asJson(input.resolutions ?? {}),
      ...(input.scenarioInstanceIds ? { p_scenario_instance_ids: [...input.scenarioInstanceIds] } : {}),
      ...(input.assumptions?.length ? { p_assumptions: [...input.assumptions] } : {}),
    }),
  )
}

export interface PreviewRevertInput {
  readonly applicationId: string
  /** By instance id. */
  readonly resolutions?: Resolutions
}

/**
 * What undoing an application would do; writes nothing. "Proposed" is the state before it.
 * @throws AppError `not_found`, `conflict` when it was undone already.
 */
export async function previewRevert(
  client: Client,
  { applicationId, resolutions }: PreviewRevertInput,
  options?: RequestOptions,
): Promise<Plan> {
  const values = { p_application_id: applicationId, ...decided(resolutions) }
  const query = client.rpc('preview_revert', values, readsBy(values))
  return requestAnswer(previewOfRevertSchema, query, options)
}

export interface RevertInput extends PreviewRevertInput {
  readonly requestId: string
  /** Of the preview that the user decided on. */
  readonly fingerprint: string
}

/** Undoes an application, all of it or nothing; answers and fails as `applyScenario` does. */
export async function revertApplication(client: Client, input: RevertInput): Promise<ApplicationAnswer> {
  return requestAnswer(
    answerOfRevertSchema,
    client.rpc('revert_application', {
      p_application_id: input.applicationId,
      p_request_id: input.requestId,
      p_fingerprint: input.fingerprint,
      p_resolutions: asJson(input.resolutions ?? {}),
    }),
  )
}

/** Where a page of the history ended. */
export interface HistoryCursor {
  readonly createdAt: string
  readonly id: string
}

export interface ListApplicationsInput {
  /** Missing: the history of all scenarios. */
  readonly scenarioId?: string
  readonly after?: HistoryCursor | null
  readonly limit?: number
}

/** One page of the history, latest first; `next` is null on the last one. */
export async function listApplications(
  client: Client,
  { scenarioId, after, limit = 50 }: ListApplicationsInput = {},
  options?: RequestOptions,
): Promise<{ applications: Application[]; next: HistoryCursor | null }> {
  let query = client.from('scenario_applications').select(applicationColumns)
  if (scenarioId) query = query.eq('scenario_id', scenarioId)
  if (after)
    query = query.or(
      `created_at.lt."${after.createdAt}",and(created_at.eq."${after.createdAt}",id.gt.${after.id})`,
    )
  const latest = query.order('created_at', { ascending: false }).order('id').limit(limit)
  const rows = await request(latest, options)
  const last = rows.at(-1)
  return {
    applications: parseAnswer(z.array(applicationSchema), rows),
    next: last && rows.length === limit ? { createdAt: last.created_at, id: last.id } : null,
  }
}

/** The latest entries of the history that wrote an instance, latest first. Empty for one that is not the caller's. */
export async function listApplicationsOf(
  client: Client,
  instanceId: string,
  options?: RequestOptions,
): Promise<Application[]> {
  const written = client
    .from('scenario_application_items')
    .select('application_id')
    .eq('instance_id', instanceId)
    .in('action', ['create', 'update', 'recreate', 'delete', 'restore'])
  const items = await request(written.order('created_at', { ascending: false }).limit(50), options)
  if (items.length === 0) return []
  const ids = items.map(({ application_id }) => application_id)
  const entries = client.from('scenario_applications').select(applicationColumns).in('id', ids)
  const rows = await request(entries.order('created_at', { ascending: false }), options)
  return parseAnswer(z.array(applicationSchema), rows)
}

/** What an instance was, at some moment. */
export interface PastContent {
  readonly content: InstanceContent
  readonly createdAt: Date
}

const pastContentSchema = z
  .object({ after: storedContentSchema, created_at: timestampSchema })
  .transform(({ after, created_at }): PastContent => ({ content: after, createdAt: created_at }))

/** What was written into an instance, by hand or otherwise, latest first; the latest 500. Empty for one that is not the caller's. */
export async function listContentsOf(
  client: Client,
  instanceId: string,
  options?: RequestOptions,
): Promise<PastContent[]> {
  const written = client
    .from('scenario_application_items')
    .select('after, created_at')
    .eq('instance_id', instanceId)
    .in('action', ['create', 'update', 'recreate'])
    .not('after_version', 'is', null)
  return requestRows(pastContentSchema, written.order('created_at', { ascending: false }).limit(500), options)
}

/** What an application did, one entry an instance, or to one of them. Empty for one that is not the caller's. */
export async function listApplicationItems(
  client: Client,
  applicationId: string,
  instanceId?: string,
  options?: RequestOptions,
): Promise<ApplicationItem[]> {
  const ofIt = () => {
    const items = client
      .from('scenario_application_items')
      .select(applicationItemColumns)
      .eq('application_id', applicationId)
    return instanceId === undefined ? items : items.eq('instance_id', instanceId)
  }
  return requestAllRows(applicationItemSchema, ofIt, options)
}

/** Nothing where nothing is decided yet. */
function decided(resolutions: Resolutions = {}): { p_resolutions?: Json } {
  return Object.keys(resolutions).length > 0 ? { p_resolutions: asJson(resolutions) } : {}
}
