import { afterEach, expect, it, vi } from 'vitest'

vi.mock('#lib/env.ts', () => ({ env: { supabaseUrl: 'https://abc.supabase.co', supabaseKey: 'public' } }))
const { sendEvents } = await import('./send-events.ts')

const fetchIt = vi.fn<typeof fetch>()
vi.stubGlobal('fetch', fetchIt)
const setOnline = (onLine: boolean) => vi.stubGlobal('navigator', { onLine })
setOnline(true)

afterEach(() => {
  fetchIt.mockReset()
  setOnline(true)
})

it('sends as whoever the token is of, in a request that outlives the page', async () => {
  fetchIt.mockResolvedValue(Response.json({}))
  expect(await sendEvents([], 'token')).toBe('taken')
  expect(fetchIt).toHaveBeenCalledWith('https://abc.supabase.co/rest/v1/rpc/record_telemetry', {
    method: 'POST',
    keepalive: true,
    headers: { apikey: 'public', authorization: 'Bearer token', 'content-type': 'application/json' },
    body: '{"p_events":[]}',
  })
})

it('sends nothing for nobody, and nothing while the browser knows that it is offline', async () => {
  expect(await sendEvents([], null)).toBe('later')
  setOnline(false)
  expect(await sendEvents([], 'token')).toBe('later')
  expect(fetchIt).not.toHaveBeenCalled()
})

it.each([
  [401, 'later'],
  [429, 'later'],
  [500, 'later'],
  [503, 'later'],
  [400, 'refused'],
  [404, 'refused'],
  [422, 'refused'],
] as const)('takes the status %i for "%s"', async (status, sent) => {
  fetchIt.mockResolvedValue(Response.json({}, { status }))
  expect(await sendEvents([], 'token')).toBe(sent)
})

it('never fails', async () => {
  fetchIt.mockRejectedValue(new TypeError('Failed to fetch'))
  expect(await sendEvents([], 'token')).toBe('later')
})
