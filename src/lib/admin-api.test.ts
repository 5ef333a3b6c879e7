import { GoTrueAdminApi } from '@supabase/supabase-js'
import { expect, it, vi } from 'vitest'
import AdminApi from './admin-api.ts'

const url = 'https://project.example/auth/v1'
const headers = { apikey: 'key', 'X-Client-Info': 'app' }

type Api = Pick<AdminApi, 'signOut'>

/** What signing out sends and answers, or throws, where the server does this. */
async function told(
  Api: new (server: ConstructorParameters<typeof AdminApi>[0]) => Api,
  answer: () => Response,
) {
  const sent: unknown[] = []
  const api = new Api({
    ...{ url, headers },
    fetch: async (address, init) => {
      sent.push([String(address), init?.method, { ...(init?.headers as object) }, init?.body])
      return answer()
    },
  })
  const answered = await api.signOut('token', 'others').catch((error: unknown) => ({ thrown: String(error) }))
  return { sent, answered }
}

it.each<[string, () => Response]>([
  ['ends the sessions', () => new Response(null, { status: 204 })],
  [
    'refuses the token',
    () => Response.json({ code: 'session_not_found', message: 'Session not found' }, { status: 403 }),
  ],
  ['is in trouble', () => new Response('no', { status: 502 })],
  [
    'is not to be reached',
    () => {
      throw new TypeError('Failed to fetch')
    },
  ],
])('signs out as auth-js does where the server %s', async (_, answer) => {
  // auth-js tells it of what it cannot reach.
  vi.spyOn(console, 'error').mockReturnValue()
  const own = await told(AdminApi, answer)
  expect(own.sent).toHaveLength(1)
  expect(own).toEqual(await told(GoTrueAdminApi as never, answer))
})

it('asks by the page’s own means where a client has none of its own', async () => {
  const before = globalThis.fetch
  globalThis.fetch = async () => new Response(null, { status: 204 })
  try {
    expect(await new AdminApi({ url, headers }).signOut('token')).toEqual({ data: null, error: null })
  } finally {
    globalThis.fetch = before
  }
})
