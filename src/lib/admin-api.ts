/**
 * In the place of `GoTrueAdminApi` of `@supabase/auth-js`, most of which only a service role may call: what signing out asks of it,
 * as it does it. It keeps a kilobyte off the first load.
 */
import { type AuthError, isAuthError } from '@supabase/auth-js'
import { _request } from '@supabase/auth-js/dist/module/lib/fetch'

interface Server {
  readonly url: string
  readonly headers: Record<string, string>
  /** That of the page where a client has none of its own. */
  readonly fetch?: typeof fetch
}

// biome-ignore lint/style/noDefaultExport: auth-js takes it as the default of its file
export default class AdminApi {
  private readonly server: Server

  constructor(server: Server) {
    this.server = server
  }

  /** Ends sessions on the server: all of the user, this one, or all others. */
  async signOut(jwt: string, scope = 'global'): Promise<{ data: null; error: AuthError | null }> {
    const { url, headers, fetch = globalThis.fetch } = this.server
    try {
      await _request(fetch, 'POST', `${url}/logout?scope=${scope}`, { headers, jwt, noResolveJson: true })
      return { data: null, error: null }
    } catch (error) {
      if (isAuthError(error)) return { data: null, error }
      throw error
    }
  }
}
