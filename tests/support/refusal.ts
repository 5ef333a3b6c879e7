/** What a refusal looks like: its `detail` names the place in a way that a program can read, its `hint` says what to do. */
import { expect } from 'vitest'
import { z } from 'zod'
import { sure } from '../../scripts/sure.ts'
import { waitedForSchema } from './operations-answers.ts'

const reason = <Name extends string, Shape extends z.ZodRawShape>(name: Name, shape: Shape) =>
  z.looseObject({ reason: z.literal(name), ...shape })

const problem = z.enum([
  'required',
  'unknown_field',
  'wrong_type',
  'out_of_range',
  'not_whole',
  'too_precise',
  'not_representable',
  'not_an_option',
  'wrong_length',
  'wrong_form',
  'immutable',
  'before_start',
  'needs_month',
  'needs_amount',
  'outside_period',
  'access_too_early',
  'before_access',
  'needs_second_person',
  'parts_stated',
  'not_there',
  'sold',
  'before_purchase',
  'secures_loan',
  'duplicate',
  'affects_other_flags',
  'inconsistent_correlations',
  'nothing_to_compare',
])

/** By code, what `detail` can be: docs/reference/errors.md lists the same. */
const details = {
  PT400: z.discriminatedUnion('reason', [
    reason('bad_argument', { argument: z.string() }),
    reason('bad_resolution', { argument: z.string(), row: z.string(), field: z.string().nullable() }),
    reason('bad_change', { argument: z.string() }).refine(
      ({ field, row }) => typeof (field ?? row) === 'string',
      'names a field or a row',
    ),
  ]),
  PT401: z.discriminatedUnion('reason', [reason('signed_out', {}), reason('account_deleted', {})]),
  PT403: z.discriminatedUnion('reason', [
    reason('feature_disabled', { flag_name: z.string(), flag_reason: z.string() }),
    reason('role_needed', { role: z.enum(['admin', 'ops']) }),
    reason('append_only', {}),
  ]),
  PT404: reason('not_found', {}).refine(
    (detail) => Object.keys(detail).some((key) => /_id$|^flag_name$/.test(key)),
    'names what was not found',
  ),
  PT409: z.discriminatedUnion('reason', [
    reason('request_id_reused', { request_id: z.guid() }),
    reason('answered_long_ago', { request_id: z.guid(), application_id: z.guid(), status: z.string() }),
    reason('no_longer_kept', { application_id: z.guid() }),
    reason('deleted', {}),
    reason('secures_loans', { loan_ids: z.array(z.guid()).min(1) }),
    reason('already_added', { request_id: z.guid() }),
    reason('already_copied', { instance_id: z.guid() }),
    reason('not_revertible', { operation: z.string(), status: z.string() }),
    reason('already_reverted', { application_id: z.guid() }),
    reason('nothing_to_undo', { application_id: z.guid() }),
    reason('version_moved', { instance_ids: z.array(z.guid()).min(1) }),
    reason('lock_timeout', { waiting_for: z.array(waitedForSchema) }),
    reason('rollout_held', {
      phase: z.string().nullable(),
      holding: z
        .array(
          z.object({
            kind: z.enum(['alert', 'flag', 'soak', 'gate', 'signoff']),
            subject: z.string(),
            sentence: z.string().min(1),
          }),
        )
        .min(1),
    }),
    reason('rollout_busy', {}),
    reason('out_of_order', { phase: z.string(), next: z.string().nullable() }),
    reason('no_phase', {}),
    reason('already_acknowledged', { alert_id: z.guid() }),
    reason('not_acted_on', { alert_id: z.guid() }),
  ]),
  PT422: z.discriminatedUnion('reason', [
    reason('invalid_content', { field: z.string().min(1), problem }),
    reason('invalid_document', {
      argument: z.string(),
      errors: z.array(z.looseObject({ path: z.string(), problem })).min(1),
    }),
    reason('limit', { limit: z.string(), max: z.number(), count: z.number() }),
    reason('not_representable', { argument: z.string() }),
    reason('too_deep', { argument: z.string(), max: z.number() }),
  ]),
  PT503: reason('busy', { lock: z.enum(['user', 'account', 'flags', 'rows']) }),
}

type RefusalCode = keyof typeof details

/** An error as supabase-js (`details`) or a connection (`detail`) gives it. */
export interface GivenError {
  code?: string
  message: string
  details?: unknown
  detail?: unknown
  hint?: unknown
}

/** Its `detail`, once message, place and hint are found to be there as the code promises. */
export function refusalOf(
  given: GivenError | null | undefined,
  context = '',
): { reason: string; [key: string]: unknown } {
  const error = sure(given, `a refusal ${context}`)
  const text = error.details ?? error.detail
  const about = `${context} ${error.code} ${error.message} ${text}`
  const schema = details[error.code as RefusalCode]
  expect(schema, about).toBeDefined()
  const parsed = schema.safeParse(typeof text === 'string' ? JSON.parse(text) : text)
  expect(parsed.error, about).toBeUndefined()
  expect(error.message, about).toMatch(/\S/)
  expect(error.hint, about).toMatch(/\S/)
  return parsed.data as { reason: string }
}
