import { z } from 'zod'
import { storedParamsSchema } from '#domain/instances/schema.ts'
import type { Params } from '#domain/instances/types.ts'
import { mergeFields, proposedOnTop, storedValues } from '#domain/merge/three-way.ts'
import { requestRow, requestRowMaybe } from '../answers.ts'
import type { Client } from '../client-type.ts'
import { appError, VersionConflictError } from '../errors.ts'
import type { RequestOptions } from '../request.ts'
import { defaultsOfProfile } from './assumed.ts'

/** Of who has not chosen one, in ISO 4217. */
export const defaultCurrency = 'AUD'

export const themes = ['auto', 'light', 'dark'] as const

/** What a user prefers. `assumptions` holds only what they have said themselves. */
export const profileSchema = z.object({
  /** ISO 3166-1 alpha-2; null: they have not said. Its defaults lie below their own assumptions. */
  country: z.string().nullable(),
  currency: z.string(),
  locale: z.string(),
  theme: z.enum(themes),
  assumptions: storedParamsSchema,
  /** Whether the app may tell how it is used. */
  shares_usage: z.boolean(),
  /** Amounts older than so many months are pointed out. */
  stale_after_months: z.number().int(),
  /** When they were asked for feedback, or gave some; they are asked once. */
  feedback_asked_at: z.string().nullable(),
  version: z.number().int(),
})
export type Profile = z.infer<typeof profileSchema>
export type Preference = Pick<
  Profile,
  'country' | 'currency' | 'locale' | 'theme' | 'shares_usage' | 'stale_after_months'
>

const columns =
  'country, currency, locale, theme, assumptions, shares_usage, stale_after_months, feedback_asked_at, version'

/** The caller's profile, made at sign-up; null where there is none. */
export async function getProfile(client: Client, options?: RequestOptions): Promise<Profile | null> {
  return requestRowMaybe(profileSchema, client.from('profiles').select(columns), options)
}

/** Writes the given preferences and leaves the others. @throws AppError `invalid` naming the field. */
export async function saveProfile(client: Client, changes: Partial<Preference>): Promise<Profile> {
  return upsert(client, changes)
}

/** Notes that they are being asked for feedback; the time is the server's, and the first one stands. */
export async function noteFeedbackAsked(client: Client): Promise<Profile> {
  return upsert(client, { feedback_asked_at: new Date().toISOString() })
}

async function upsert(
  client: Client,
  changes: Partial<Preference> | Pick<Profile, 'assumptions'> | Pick<Profile, 'feedback_asked_at'>,
): Promise<Profile> {
  const query = client.from('profiles').upsert(changes, { onConflict: 'user_id' })
  return requestRow(profileSchema, query.select(columns))
}

/**
 * Saves the assumptions that the user changed since `began`. A change elsewhere to others is no obstacle: both are
 * kept. A change elsewhere to the same one is not overwritten.
 * @throws VersionConflictError with the profile as it is now; nothing was written.
 * @throws AppError `invalid` naming the field.
 */
export async function saveAssumptions(
  client: Client,
  began: Profile | null,
  assumptions: Params,
): Promise<Profile> {
  if (began === null) return upsert(client, { assumptions: { ...assumptions } })
  let current = began
  for (;;) {
    const fields = mergeFields(began.assumptions, current.assumptions, assumptions, defaultsOfProfile(began))
    if (fields.some(({ outcome }) => outcome === 'conflict')) throw new VersionConflictError(current)
    const values = { assumptions: storedValues(proposedOnTop(fields)) }
    const query = client.from('profiles').update(values).eq('version', current.version)
    const row = await requestRowMaybe(profileSchema, query.select(columns))
    if (row !== null) return row
    const now = await getProfile(client)
    if (now === null) throw appError('not_found')
    current = now
  }
}
