import type { Session } from '@supabase/supabase-js'
import type { Client } from '../client-type.ts'
import { toAppError } from '../errors.ts'
import { request } from '../request.ts'

export interface Credentials {
  email: string
  password: string
}

/**
 * Opens an account. Answers the session, or null where the server wants the e-mail confirmed first.
 * @throws AppError `conflict` for a known e-mail, `invalid` for a weak password.
 */
export async function signUp(client: Client, credentials: Credentials): Promise<Session | null> {
  const { data, error } = await client.auth.signUp(credentials)
  if (error) throw toAppError(error)
  return data.session
}

/** @throws AppError `invalid` when e-mail or password is wrong. */
export async function signIn(client: Client, credentials: Credentials): Promise<Session> {
  const { data, error } = await client.auth.signInWithPassword(credentials)
  if (error) throw toAppError(error)
  return data.session
}

/** Ends this browser's session, also one that the server has ended already. @throws AppError `offline`: still signed in. */
export async function signOut(client: Client): Promise<void> {
  const { error } = await client.auth.signOut({ scope: 'local' })
  if (error && error.status !== 401 && error.status !== 403 && error.name !== 'AuthSessionMissingError')
    throw toAppError(error)
}

/** Sends a mail with a link to `redirectTo`; says nothing about whether the account exists. */
export async function requestPasswordReset(
  client: Client,
  input: { email: string; redirectTo: string },
): Promise<void> {
  const { error } = await client.auth.resetPasswordForEmail(input.email, { redirectTo: input.redirectTo })
  if (error) throw toAppError(error)
}

/** Sets the signed-in user's password. @throws AppError `invalid` when it is too weak. */
export async function changePassword(client: Client, password: string): Promise<void> {
  const { error } = await client.auth.updateUser({ password })
  if (error) throw toAppError(error)
}

/** Deletes the caller's account and everything of theirs for good, then forgets the session. */
export async function deleteAccount(client: Client): Promise<void> {
  await request(client.rpc('delete_account'))
  // The tokens belong to nobody now, so the server may refuse to end them: forgetting them is what counts.
  await client.auth.signOut({ scope: 'local' })
}
