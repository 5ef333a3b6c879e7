import { isAuthRetryableFetchError } from '@supabase/supabase-js'
import { supabase } from '#data/client.ts'
import { paths } from '#lib/paths.ts'

const openPaths: readonly string[] = [
  paths.signIn(),
  paths.signUp(),
  paths.resetPassword,
  paths.newPassword,
  paths.confirmAddress,
  paths.mailLink,
]

/** A session that has run out is renewed first; a server that is away keeps the page waiting no longer than this. */
const patience = 3_000

/**
 * Sends visitors to sign in, and back to where they wanted to go afterwards. To be called before the router
 * looks at the address: once it has, it fetches the page and the frame that belong to it.
 */
export async function sendVisitorsToSignIn() {
  const { pathname, search, hash } = window.location
  if (openPaths.includes(pathname)) return
  const isNobody = await Promise.race([
    supabase.auth
      .getSession()
      .then(({ data, error }) => data.session === null && !isAuthRetryableFetchError(error)),
    new Promise<false>((resolve) => setTimeout(resolve, patience, false)),
  ])
  if (isNobody) window.history.replaceState(null, '', paths.signIn(pathname + search + hash))
}
