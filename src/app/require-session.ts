import { type MiddlewareFunction, redirect } from 'react-router-dom'
import { supabase } from '#data/client.ts'
import { paths } from '#lib/paths.ts'

/** Sends visitors to sign in, and back to where they wanted to go afterwards. Runs before a page is loaded. */
export const requireSession: MiddlewareFunction = async ({ request }) => {
  const { data } = await supabase.auth.getSession()
  if (data.session) return
  const { pathname, search } = new URL(request.url)
  throw redirect(paths.signIn(pathname + search))
}
