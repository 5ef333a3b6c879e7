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
import { type AppError, isOutage, reasonOf, toAppError } from '../errors.ts'
import { arrivedMailLink, forgetMailLink } from './arrived-mail-link.ts'
import type { LinkPurpose, MailLink } from './read-mail-link.ts'

/** What came of a link. */
export type OpenedLink =
  /** There is none: the page was reloaded, or called by its address. */
  | { status: 'none' }
  /** Nothing came of it, and nothing of the browser's session has changed. */
  | {
      status: 'refused'
      purpose: LinkPurpose
      error: AppError
      /** The server did not look at it, so that it may work still: it is kept. */
      isKept: boolean
      /** It has a code that another browser asked for, or that is not the newest; if it came from a mail, its address is confirmed. */
      isOfAnotherBrowser: boolean
    }
  /** The browser is signed in by it. */
  | { status: 'done'; purpose: LinkPurpose }
  /** It is somebody's; whether this browser goes on as them is for the person before it to say. */
  | {
      status: 'question'
      purpose: LinkPurpose
      email: string
      /** Why the browser is not signed in yet, though it may be at once; null where nothing failed. */
      error: AppError | null
      accept(): Promise<void>
      decline(): Promise<void>
    }

/** Goes on with the link that was taken. Should the server be out of reach or busy, it is kept for another try. */
export async function openMailLink(): Promise<OpenedLink> {
  const link = arrivedMailLink()
  if (!link) return { status: 'none' }
  const purpose = link.purpose ?? (link.kind === 'code' && isPasswordAskedFor() ? 'password' : null)
  apart ??= clientApart()
  const { session, error } = await redeem(apart, link)
  if (!session) {
    const refused = toAppError(error ?? refusal('otp_expired'))
    // What the address itself says will not be said otherwise.
    const isKept = link.kind !== 'refused' && isOutage(refused)
    if (!isKept) forgetMailLink()
    const isOfAnotherBrowser = link.kind === 'code' && ofAnotherBrowser.includes(reasonOf(refused) ?? '')
    return { status: 'refused', purpose, error: refused, isKept, isOfAnotherBrowser }
  }
  forgetMailLink()

  const accept = () => adopt(session)
  const decline = async () => void (await apart?.signOut({ scope: 'local' }))
  const question = (failure: AppError | null): OpenedLink => ({
    status: 'question',
    purpose,
    email: session.user.email ?? '',
    error: failure,
    accept,
    decline,
  })
  const { data, error: unread } = await supabase.auth.getSession()
  // Where the stored session could not be renewed just now, it may be somebody's.
  const isOverSomebody =
    isAuthRetryableFetchError(unread) || (data.session !== null && data.session.user.id !== session.user.id)
  if (link.kind !== 'code' || isOverSomebody) return question(null)
  // The code is spent: whoever it is of has to be able to go on from here.
  return accept().then(
    () => ({ status: 'done', purpose }),
    (failure: unknown) => question(toAppError(failure)),
  )
}

/** Codes of a link that was opened in another browser than the one that asked for it, or of one that is not the newest. */
const ofAnotherBrowser = ['pkce_code_verifier_not_found', 'bad_code_verifier', 'flow_state_not_found']

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
      // Whatever else is wrong with them, they are of no use any more.
      return { session: data.session, error: error && isOutage(toAppError(error)) ? error : null }
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
