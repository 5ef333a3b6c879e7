/** Ways into any stack: as anonymous, and as fresh users through the real sign-up. Also for scripts, which have no test runner. */
import { randomUUID } from 'node:crypto'
import { createClient } from '@supabase/supabase-js'
import type { Client } from '#data/client-type.ts'
import type { Database } from '#data/database.types.ts'
import { sure } from '../../scripts/sure.ts'

export interface TestUser {
  id: string
  email: string
  password: string
  client: Client
  accessToken: string
}

export interface ApiAddress {
  apiUrl: string
  publishableKey: string
}

export function clientWith(apiUrl: string, key: string): Client {
  return createClient<Database>(apiUrl, key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  })
}

/** A user nobody else uses, signed up and signed in as the app does it. */
export async function signUpAt(at: ApiAddress): Promise<TestUser> {
  const client = clientWith(at.apiUrl, at.publishableKey)
  const email = `${randomUUID()}@example.com`
  const password = 'correct horse battery'
  const { data, error } = await client.auth.signUp({ email, password })
  if (error) throw error
  return { id: sure(data.user).id, email, password, client, accessToken: sure(data.session).access_token }
}
