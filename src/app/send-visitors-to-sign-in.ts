import { supabase } from '#data/client.ts'
import { paths } from '#lib/paths.ts'

const openPaths: readonly string[] = [paths.signIn(), paths.signUp(), paths.resetPassword, paths.newPassword]

/**
 * Sends visitors to sign in, and back to where they wanted to go afterwards. To be called before the router
 * looks at the address: once it has, it fetches the page and the frame that belong to it.
 */
export async function sendVisitorsToSignIn() {
  const { pathname, search } = window.location
  if (openPaths.includes(pathname)) return
  const { data } = await supabase.auth.getSession()
  if (!data.session) window.history.replaceState(null, '', paths.signIn(pathname + search))
}
