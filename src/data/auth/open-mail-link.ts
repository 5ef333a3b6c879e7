/** Goes on with a link that was taken out of the address. Loaded with its page. */
import {
  AuthApiError,
  type AuthError,
  GoTrueClient,
  isAuthRetryableFetchError,
  type Session,
} from '@supabase/supabase-js'
import { env } from '#lib/env.ts'
import { sessionKey, supabase } from '../client.ts'
import { type AppError, toAppError } from '../errors.ts'
import { arrivedMailLink, forgetMailLink } from './arrived-mail-link.ts'
import type { LinkPurpose, MailLink } from './read-mail-link.ts'

/** What came of a link. */
export type OpenedLink =
  /** There is none: the page was reloaded, or called by its address. */
  | { status: 'none' }
  /** Nothing came of it, and nothing of the browser's session has changed. */
  | { status: 'refused'; purpose: LinkPurpose; error: AppError }
  /** The browser is signed in by it. */
  | { status: 'done'; purpose: LinkPurpose }
  /** It is somebody's; whether this browser goes on as them is for the person before it to say. */
  | {
      status: 'question'
      purpose: LinkPurpose
      email: string
      accept(): Promise<void>
      decline(): Promise<void>
    }

/** Goes on with the link that was taken. Should the server be out of reach, it is kept for another try. */
export async function openMailLink(): Promise<OpenedLink> {
  const link = arrivedMailLink()
  if (!link) return { status: 'none' }
  const purpose = link.purpose ?? (link.kind === 'code' && isPasswordAskedFor() ? 'password' : null)
  apart ??= clientApart()
  const { session, error } = await redeem(apart, link)
  if (!isAuthRetryableFetchError(error)) forgetMailLink()
  if (!session) return { status: 'refused', purpose, error: toAppError(error ?? refusal('otp_expired')) }

  const accept = () => adopt(session)
  const { data } = await supabase.auth.getSession()
  const isOverSomebody = data.session !== null && data.session.user.id !== session.user.id
  if (link.kind === 'code' && !isOverSomebody) {
    await accept()
    return { status: 'done', purpose }
  }
  const decline = async () => void (await apart?.signOut({ scope: 'local' }))
  return { status: 'question', purpose, email: session.user.email ?? '', accept, decline }
}

interface Redeemed {
  session: Session | null
  error: AuthError | null
}

async function redeem(auth: GoTrueClient, link: MailLink): Promise<Redeemed> {
  switch (link.kind) {
    case 'code': {
      const { data, error } = await auth.exchangeCodeForSession(link.code)
      // Only now: a code that somebody made up must not spoil the link that is still on its way.
      if (data.session) localStorage.removeItem(verifierKey)
      return { session: data.session, error }
    }
    case 'token_hash': {
      const { data, error } = await auth.verifyOtp({ token_hash: link.tokenHash, type: link.type })
      return { session: data.session, error }
    }
    case 'tokens': {
      const tokens = { access_token: link.accessToken, refresh_token: link.refreshToken }
      const { data, error } = await auth.setSession(tokens)
      // Whatever is wrong with them, they are of no use any more.
      return { session: data.session, error: isAuthRetryableFetchError(error) ? error : null }
    }
    case 'refused':
      return { session: null, error: refusal(link.reason) }
  }
}

function refusal(reason: string): AuthError {
  return new AuthApiError('The link was refused.', 403, reason)
}

/** Signs the browser in. */
async function adopt(session: Session): Promise<void> {
  const { error } = await supabase.auth.setSession(session)
  if (error) throw toAppError(error)
}

/** What proves that a code was asked for here: auth-js keeps it beside the session. */
const verifierKey = `${sessionKey}-code-verifier`

/** auth-js marks what belongs to a new password so. */
function isPasswordAskedFor(): boolean {
  return localStorage.getItem(verifierKey)?.includes('/recovery') ?? false
}

let apart: GoTrueClient | null = null

/**
 * A client in which a link's session stays apart from the browser's until it is clear that it may take its place. Its key
 * is its own, so that no tab hears of it.
 */
function clientApart(): GoTrueClient {
  const storageKey = 'scenarios-mail-link'
  const kept = new Map<string, string>()
  return new GoTrueClient({
    url: `${env.supabaseUrl}/auth/v1`,
    headers: { apikey: env.supabaseKey },
    storageKey,
    storage: {
      getItem: (key) =>
        kept.get(key) ?? (key === `${storageKey}-code-verifier` ? localStorage.getItem(verifierKey) : null),
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    },
    autoRefreshToken: false,
    detectSessionInUrl: false,
    flowType: 'pkce',
  })
}
