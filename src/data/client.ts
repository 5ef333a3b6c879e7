import { createClient, isAuthRetryableFetchError } from '@supabase/supabase-js'
import { env } from '#lib/env.ts'
import { isOfPageUser } from './auth/page-user.ts'
import type { Database } from './database.types.ts'
import { fetchFromProject } from './reads.ts'
import { measuredFetch } from './telemetry/measured-fetch.ts'

/** Where the browser keeps the session; supabase-js would choose the same name. */
export const sessionKey = `sb-${new URL(env.supabaseUrl).hostname.split('.')[0]}-auth-token`

const bearer = (token: string) => `Bearer ${token}`

/**
 * Every request of the app is in the name of the page's user. Whatever would go out in nobody's or in somebody else's is
 * answered here: a server may answer nobody with no rows, which a screen would take for the truth.
 */
const signedInFetch: typeof fetch = async (input, init) => {
  if (!needsPageUser(String(input), init?.method)) return fetchFromProject(input, init)
  const headers = new Headers(init?.headers)
  if (headers.get('authorization') === bearer(env.supabaseKey)) {
    // The token ran out, as under the lid of a laptop, and could not be renewed just now: that is not the session's end.
    const { data, error } = await supabase.auth.getSession()
    if (isAuthRetryableFetchError(error)) throw error
    if (data.session) headers.set('authorization', bearer(data.session.access_token))
  }
  const token = headers.get('authorization')?.replace('Bearer ', '') ?? ''
  if (token === env.supabaseKey || !isOfPageUser(token))
    return Response.json({ code: 'PGRST301', message: 'There is no session of this user.' }, { status: 401 })
  return fetchFromProject(input, { ...init, headers })
}

function needsPageUser(address: string, method = 'GET'): boolean {
  if (address.includes('/rest/v1/')) return true
  return (
    (address.includes('/auth/v1/user') && method === 'PUT') || address.includes('/auth/v1/reauthenticate')
  )
}

/** The one connection of the app to its server; tests make their own and pass them to the api functions. */
export const supabase = createClient<Database>(env.supabaseUrl, env.supabaseKey, {
  global: { fetch: measuredFetch(signedInFetch) },
  auth: {
    storageKey: sessionKey,
    // Links in mails are read by `auth/arrived-mail-link.ts`, which asks before it lets one take over a session.
    detectSessionInUrl: false,
    flowType: 'pkce',
  },
})
