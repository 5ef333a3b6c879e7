/** Ways into a stack: as anonymous, as fresh users through the real sign-up, as the database's owner. */
import postgres from 'postgres'
import { afterAll, inject } from 'vitest'
import type { Client } from '#data/client-type.ts'
import type { StackAddress } from './global-setup.ts'
import { clientWith, signUpAt, type TestUser } from './users.ts'

export type { TestUser }

/** The stack that all test files share. */
export const stack: StackAddress = inject('stack')

export function anonymous(at: StackAddress = stack): Client {
  return clientWith(at.apiUrl, at.publishableKey)
}

/** The client that operators' scripts have: it bypasses row level security. */
export function serviceRole(at: StackAddress = stack): Client {
  return clientWith(at.apiUrl, at.secretKey)
}

/** A user nobody else uses, signed up and signed in as the app does it. */
export function signUp(at: StackAddress = stack): Promise<TestUser> {
  return signUpAt(at)
}

/** A connection as the owner of everything, closed after the file's tests. */
export function adminConnection(url = stack.dbUrl, max = 4): postgres.Sql {
  const sql = postgres(url, { max, onnotice: () => {} })
  afterAll(() => sql.end({ timeout: 5 }))
  return sql
}
