/** Ways into a stack: as anonymous, as fresh users through the real sign-up, as the database's owner. */
import { randomUUID } from 'node:crypto'
import { createClient } from '@supabase/supabase-js'
import postgres from 'postgres'
import { afterAll, inject } from 'vitest'
import type { Client } from '#data/client-type.ts'
import type { Database } from '#data/database.types.ts'
import type { StackAddress } from './global-setup.ts'

export interface TestUser {
  id: string
  email: string
  password: string
  client: Client
  accessToken: string
}

const withoutStorage = {
  auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
}

/** The stack that all test files share. */
export const stack: StackAddress = inject('stack')

export function anonymous(at: StackAddress = stack): Client {
  return createClient<Database>(at.apiUrl, at.publishableKey, withoutStorage)
}

/** The client that operators' scripts have: it bypasses row level security. */
export function serviceRole(at: StackAddress = stack): Client {
  return createClient<Database>(at.apiUrl, at.secretKey, withoutStorage)
}

/** A user nobody else uses, signed up and signed in as the app does it. */
export async function signUp(at: StackAddress = stack): Promise<TestUser> {
  const client = anonymous(at)
  const email = `${randomUUID()}@example.com`
  const password = 'correct horse battery'
  const { data, error } = await client.auth.signUp({ email, password })
  if (error) throw error
  return { id: data.user!.id, email, password, client, accessToken: data.session!.access_token }
}

/** A connection as the owner of everything, closed after the file's tests. */
export function adminConnection(url = stack.dbUrl, max = 4): postgres.Sql {
  const sql = postgres(url, { max, onnotice: () => {} })
  afterAll(() => sql.end({ timeout: 5 }))
  return sql
}
