// @vitest-environment jsdom
import { expect, it, vi } from 'vitest'
import { safeNext } from '#lib/paths.ts'
import { sendVisitorsToSignIn } from './send-visitors-to-sign-in.ts'

vi.mock('#data/client.ts', () => ({
  supabase: { auth: { getSession: async () => ({ data: { session: null }, error: null }) } },
}))

it('leads visitors back to the very place in a page that they wanted to go to', async () => {
  const wanted = '/instances/new?kind=cash#value'
  window.history.replaceState(null, '', wanted)
  await sendVisitorsToSignIn()
  expect(window.location.pathname).toBe('/sign-in')
  expect(safeNext(new URLSearchParams(window.location.search).get('next'))).toBe(wanted)
})
