/** What an operator sees of the people in a test, through the real API with the secret key of the local configuration. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { parse } from 'smol-toml'
import type { Database } from '#data/database.types.ts'
import { userIdOf } from './session.ts'

const config = parse(readFileSync(path.join(import.meta.dirname, '../../supabase/config.toml'), 'utf8')) as {
  auth: { secret_key: string }
}

export function operator(page: Page): SupabaseClient<Database> {
  return createClient<Database>(new URL(page.url()).origin, config.auth.secret_key, {
    auth: { persistSession: false, autoRefreshToken: false },
  })
}

/** Makes somebody an operator, as the documented statement does; what is open of theirs learns of it when asked anew. */
export async function makeOperator(page: Page): Promise<void> {
  const { error } = await operator(page)
    .from('user_roles')
    .insert({ user_id: await userIdOf(page), role: 'ops' })
  expect(error).toBeNull()
}

/** Switches a part off for whoever is signed in on the page, in the database itself; `null` takes all of that back. */
export async function switchOffFor(page: Page, flag: string | null): Promise<void> {
  const [server, user_id] = [operator(page), await userIdOf(page)]
  const cleared = await server.from('user_feature_flags').delete().eq('user_id', user_id)
  expect(cleared.error).toBeNull()
  if (flag === null) return
  const { error } = await server
    .from('user_feature_flags')
    .insert({ user_id, flag_name: flag, enabled: false, reason: 'A test of what is left' })
  expect(error).toBeNull()
}
