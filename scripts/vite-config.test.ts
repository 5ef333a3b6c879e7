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
})

it.each([
  ['VITE_SUPABASE_URL', 'VITE_SUPABASE_ANON_KEY'],
  ['VITE_SUPABASE_ANON_KEY', 'VITE_SUPABASE_URL'],
])('stops with %s alone, and names what is missing', (given, missing) => {
  vi.stubEnv(given, 'https://abc.supabase.co')
  expect(configure).toThrow(new RegExp(`set ${missing}`))
})
