import { afterEach, expect, it, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

it.each([
  ['https://abc.supabase.co', 'https://abc.supabase.co'],
  ['https://abc.supabase.co/', 'https://abc.supabase.co'],
  [' https://example.com/supabase// ', 'https://example.com/supabase'],
])('takes the project %j for %s, so that paths can be put behind it', async (given, expected) => {
  vi.stubEnv('VITE_SUPABASE_URL', given)
  vi.stubEnv('VITE_SUPABASE_ANON_KEY', 'sb_publishable_x')
  const { env } = await import('./env.ts')
  expect(env).toMatchObject({ isComplete: true, supabaseUrl: expected })
})

it.each([
  [undefined, null],
  ['', null],
  ['https://abc-all.supabase.co/', 'https://abc-all.supabase.co'],
])('takes the address for reads %j for %j', async (given, expected) => {
  vi.stubEnv('VITE_SUPABASE_READ_URL', given)
  const { env } = await import('./env.ts')
  expect(env.readUrl).toBe(expected)
})
