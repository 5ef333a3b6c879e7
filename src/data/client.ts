import { createClient } from '@supabase/supabase-js'
import { env } from '#lib/env.ts'
import type { Database } from './database.types.ts'
import { measuredFetch } from './telemetry/measured-fetch.ts'

/**
 * Nothing in this app is read or written by nobody. Once the session is gone, a request is answered here: a server may
 * answer it with no rows, which a screen would take for the truth.
 */
const signedInFetch: typeof fetch = async (input, init) => {
  const isForNobody = new Headers(init?.headers).get('authorization') === `Bearer ${env.supabaseKey}`
  if (isForNobody && String(input).includes('/rest/v1/'))
    return Response.json({ code: 'PGRST301', message: 'There is no session.' }, { status: 401 })
  return fetch(input, init)
}

/** The one connection of the app to its server; tests make their own and pass them to the api functions. */
export const supabase = createClient<Database>(env.supabaseUrl, env.supabaseKey, {
  global: { fetch: measuredFetch(signedInFetch) },
})
