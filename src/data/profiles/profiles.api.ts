import { z } from 'zod'
import { parseAnswer } from '../answers.ts'
import type { Client } from '../client-type.ts'
import { request, requestMaybe } from '../request.ts'

export const themes = ['auto', 'light', 'dark'] as const

/** What a user prefers. `assumptions` holds only what differs from the catalogue's defaults. */
export const profileSchema = z.object({
  currency: z.string(),
  locale: z.string(),
  theme: z.enum(themes),
  assumptions: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})
export type Profile = z.infer<typeof profileSchema>
export type ProfileChanges = Partial<Profile>

const columns = 'currency, locale, theme, assumptions'

/** The caller's profile, or null for one who has never changed anything. */
export async function getProfile(
  client: Client,
  { signal }: { signal?: AbortSignal } = {},
): Promise<Profile | null> {
  const query = client.from('profiles').select(columns)
  const row = await requestMaybe((signal ? query.abortSignal(signal) : query).maybeSingle())
  return row === null ? null : parseAnswer(profileSchema, row)
}

/** Writes the given preferences and leaves the others. @throws AppError `invalid` naming the field. */
export async function saveProfile(client: Client, changes: ProfileChanges): Promise<Profile> {
  const row = await request(
    client.from('profiles').upsert(changes, { onConflict: 'user_id' }).select(columns).single(),
  )
  return parseAnswer(profileSchema, row)
}
