import type { Session } from '@supabase/supabase-js'
import type { Client } from '../client-type.ts'
import { toAppError } from '../errors.ts'
import { request } from '../request.ts'

export interface Credentials {
  email: string
  password: string
}

/**
 * Opens an account. Answers the session, or null where the server wants the e-mail confirmed first, by a link to
 * `redirectTo`. It then answers the same for an e-mail that has an account, and sends no mail.
 * @throws AppError `conflict` for a known e-mail where none is confirmed, `invalid` for a weak password.
 */
export async function signUp(
  client: Client,
  { redirectTo, ...credentials }: Credentials & { redirectTo: string },
): Promise<Session | null> {
  const { data, error } = await client.auth.signUp({
    ...credentials,
    options: { emailRedirectTo: redirectTo },
  })
  if (error) throw toAppError(error)
  return data.session
}

/** Sends the link that confirms an e-mail once more; says nothing about whether there is such an account. */
export async function resendConfirmation(
  client: Client,
  input: { email: string; redirectTo: string },
): Promise<void> {
  const { error } = await client.auth.resend({
    type: 'signup',
    email: input.email,
    options: { emailRedirectTo: input.redirectTo },
  })
  if (error) throw toAppError(error)
}

/** @throws AppError `invalid` when e-mail or password is wrong. */
export async function signIn(client: Client, credentials: Credentials): Promise<Session> {
  const { data, error } = await client.auth.signInWithPassword(credentials)
  if (error) throw toAppError(error)
  return data.session
}

/** How long the server may take to hear of a sign-out before this browser goes on alone. */
const patience = 5_000

/**
 * Ends this browser's session, also one that the server has ended already. Works without the server too, which is then
 * said by `onServerAway`: the tokens, forgotten here, stay valid there until they expire.
 */
export async function signOut(client: Client, onServerAway: () => void): Promise<void> {
  const isServerTold = await Promise.race([
    client.auth.signOut({ scope: 'local' }).then(
      ({ error }) => error === null,
      () => false,
    ),
    new Promise<false>((resolve) => setTimeout(resolve, patience, false)),
  ])
  if (isServerTold) return
  onServerAway()
  await forgetSession(client)
}

/** auth-js keeps a session that the server was not told of, and offers no other way to let go of it. */
async function forgetSession(client: Client) {
  // biome-ignore lint/complexity/useLiteralKeys: only brackets reach a protected method
  await client.auth['_removeSession']()
}

/**
 * For when the server refuses the access token: a new one, or the end of a session that the server has ended, which
 * everyone who listens to the session hears of. Answers whether the user is still signed in.
 */
export async function renewSession(client: Client): Promise<boolean> {
  const { data: before } = await client.auth.getSession()
  const { data, error } = await client.auth.refreshSession()
  if (!error) return data.session !== null
  const { data: after } = await client.auth.getSession()
  // Each token renews a session once: another tab may have been faster.
  if (after.session && after.session.refresh_token !== before.session?.refresh_token) return true
  // auth-js keeps a session until its clock runs out, whatever the server says of it.
  if ([400, 401, 403].includes(error.status ?? 0)) await forgetSession(client)
  return false
}

/** Sends a mail with a link to `redirectTo`; says nothing about whether the account exists. */
export async function requestPasswordReset(
  client: Client,
  input: { email: string; redirectTo: string },
): Promise<void> {
  const { error } = await client.auth.resetPasswordForEmail(input.email, { redirectTo: input.redirectTo })
  if (error) throw toAppError(error)
}

export interface NewPassword {
  password: string
  /** The code of the mail that `requestPasswordCode` sends, where the server asked for one. */
  nonce?: string
  /** Where the server asked for it. */
  currentPassword?: string
}

/**
 * Sets the signed-in user's password.
 * @throws AppError `invalid` when it is too weak; with the reason `reauthentication_needed` or `current_password_required`
 * where the server wants one of the two first.
 */
export async function changePassword(client: Client, input: NewPassword): Promise<void> {
  const { error } = await client.auth.updateUser({
    password: input.password,
    ...(input.nonce ? { nonce: input.nonce } : {}),
    ...(input.currentPassword ? { current_password: input.currentPassword } : {}),
  })
  if (error) throw toAppError(error)
}

/** Has a code for `changePassword` sent to the signed-in user. */
export async function requestPasswordCode(client: Client): Promise<void> {
  const { error } = await client.auth.reauthenticate()
  if (error) throw toAppError(error)
}

/** Deletes the caller's account and everything of theirs for good, then forgets the session. */
export async function deleteAccount(client: Client): Promise<void> {
  await request(client.rpc('delete_account'))
  // The tokens belong to nobody now: forgetting them is what counts.
  await forgetSession(client)
}
