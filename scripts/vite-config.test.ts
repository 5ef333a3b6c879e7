import type { UserConfigFnObject } from 'vite'
import { afterEach, expect, it, vi } from 'vitest'
import config from '../vite.config.ts'

afterEach(() => vi.unstubAllEnvs())

const configure = () => (config as UserConfigFnObject)({ mode: 'nowhere', command: 'build' })

it('builds for a project, or for the embedded backend', () => {
  expect(configure).not.toThrow()
  vi.stubEnv('VITE_SUPABASE_URL', 'https://abc.supabase.co')
  vi.stubEnv('VITE_SUPABASE_ANON_KEY', 'key')
  expect(configure).not.toThrow()
  vi.stubEnv('VITE_SUPABASE_READ_URL', 'https://abc-all.supabase.co')
  expect(configure).not.toThrow()
})

it('stops with an address for reads that cannot be right, and with one that has no project', () => {
  vi.stubEnv('VITE_SUPABASE_READ_URL', 'https://abc-all.supabase.co')
  expect(configure).toThrow(/VITE_SUPABASE_URL must be/)
  vi.stubEnv('VITE_SUPABASE_URL', 'https://abc.supabase.co')
  vi.stubEnv('VITE_SUPABASE_ANON_KEY', 'key')
  vi.stubEnv('VITE_SUPABASE_READ_URL', 'abc-all')
  expect(configure).toThrow(/VITE_SUPABASE_READ_URL must be/)
})

it.each([
  ['https://abc.supabase.co', '', /VITE_SUPABASE_ANON_KEY must be/],
  ['', 'key', /VITE_SUPABASE_URL must be/],
  ['abc.supabase.co', 'key', /VITE_SUPABASE_URL must be/],
  ['https://abc.supabase.co', 'sb_secret_x', /VITE_SUPABASE_ANON_KEY is a secret key/],
])('stops with the address "%s" and the key "%s", and says what is wrong', (url, key, problem) => {
  vi.stubEnv('VITE_SUPABASE_URL', url)
  vi.stubEnv('VITE_SUPABASE_ANON_KEY', key)
  expect(configure).toThrow(problem)
})
