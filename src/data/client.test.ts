/** In whose name the app's one client sends requests. */
import { AuthRetryableFetchError } from '@supabase/supabase-js'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { setPageUser } from './auth/page-user.ts'
import { toAppError } from './errors.ts'

vi.stubEnv('VITE_SUPABASE_URL', 'https://abc.supabase.co')
vi.stubEnv('VITE_SUPABASE_ANON_KEY', 'sb_publishable_key')

const answers = vi.fn<(url: string, init: RequestInit | undefined) => Promise<Response>>()
const sent: { url: string; authorization: string | null }[] = []
vi.stubGlobal('fetch', (input: unknown, init?: RequestInit) => {
  sent.push({ url: String(input), authorization: new Headers(init?.headers).get('authorization') })
  return answers(String(input), init)
})

const { supabase } = await import('./client.ts')

const hour = 3_600
const now = () => Math.floor(Date.now() / 1000)

function sessionOf(user: string, expiresAt: number) {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const token = `${part({ alg: 'HS256' })}.${part({ sub: user, exp: expiresAt })}.c2lnbmF0dXJl`
  return {
    access_token: token,
    refresh_token: `refresh-${user}`,
    expires_in: expiresAt - now(),
    expires_at: expiresAt,
    token_type: 'bearer',
    user: { id: user },
  }
}

/** Signs in the way a password does. */
async function signIn(user: string, expiresAt = now() + hour) {
  answers.mockResolvedValueOnce(Response.json(sessionOf(user, expiresAt)))
  await supabase.auth.signInWithPassword({ email: `${user}@example.com`, password: 'x' })
  sent.length = 0
}

const rest = () => sent.filter(({ url }) => url.includes('/rest/v1/'))
const read = async () => {
  const { error, status } = await supabase.from('instances').select().retry(false)
  return error && toAppError(error, status).code
}

beforeEach(() => {
  answers.mockReset()
  answers.mockImplementation(async () => Response.json([]))
})

afterEach(async () => {
  setPageUser(null)
  answers.mockImplementation(async (url) =>
    url.includes('/logout') ? new Response(null, { status: 204 }) : Response.json({}, { status: 400 }),
  )
  await supabase.auth.signOut({ scope: 'local' })
  sent.length = 0
})

it('asks in the name of the page’s user', async () => {
  await signIn('ada')
  setPageUser('ada')
  expect(await read()).toBe(null)
  expect(rest()).toEqual([
    {
      url: expect.stringContaining('/rest/v1/instances'),
      authorization: expect.stringMatching(/^Bearer ey/),
    },
  ])
})

it('sends nothing of one user’s page in another’s name', async () => {
  setPageUser('ada')
  await signIn('bob')
  expect(await read()).toBe('signed_out')
  const { error } = await supabase.auth.updateUser({ password: 'typed by ada' })
  expect(error?.status).toBe(401)
  expect(sent).toEqual([])
})

it('sends nothing in nobody’s name', async () => {
  expect(await read()).toBe('signed_out')
  expect(rest()).toEqual([])
})

it('does not take a token that could not be renewed for the end of the session', async () => {
  await signIn('ada', now() - hour)
  setPageUser('ada')
  vi.spyOn(supabase.auth, 'getSession').mockResolvedValue({
    data: { session: null },
    error: new AuthRetryableFetchError('Failed to fetch', 0),
  })
  expect(await read()).toBe('offline')
  expect(rest()).toEqual([])
  vi.restoreAllMocks()
})

it('goes on with the session that another tab renewed first', async () => {
  setPageUser('ada')
  const { access_token } = sessionOf('ada', now() + hour)
  const session = vi.spyOn(supabase.auth, 'getSession')
  session.mockResolvedValueOnce({ data: { session: null }, error: null })
  session.mockResolvedValueOnce({ data: { session: sessionOf('ada', now() + hour) as never }, error: null })
  expect(await read()).toBe(null)
  expect(rest()[0]!.authorization).toBe(`Bearer ${access_token}`)
  vi.restoreAllMocks()
})
