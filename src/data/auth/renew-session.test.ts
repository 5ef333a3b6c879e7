import type { Session } from '@supabase/supabase-js'
import { AuthApiError, AuthRetryableFetchError } from '@supabase/supabase-js'
import { expect, it, vi } from 'vitest'
import type { Client } from '../client-type.ts'
import { renewSession } from './auth.api.ts'

const session = (token: string) => ({ refresh_token: token }) as Session

/** A client whose stored session is first one, then another, and whose renewal ends as told. */
function clientOf(stored: (Session | null)[], renewal: { session: Session | null; error: Error | null }) {
  const forget = vi.fn()
  const auth = {
    getSession: async () => ({
      data: { session: stored.length > 1 ? stored.shift()! : stored[0] },
      error: null,
    }),
    refreshSession: async () => ({ data: { session: renewal.session }, error: renewal.error }),
    _removeSession: forget,
  }
  return { client: { auth } as unknown as Client, forget }
}

const refused = new AuthApiError('Invalid Refresh Token: Already Used', 400, 'refresh_token_already_used')

it('goes on with a new token', async () => {
  const { client, forget } = clientOf([session('a')], { session: session('b'), error: null })
  expect(await renewSession(client)).toBe(true)
  expect(forget).not.toHaveBeenCalled()
})

it('lets go of a session that the server has ended', async () => {
  const { client, forget } = clientOf([session('a')], { session: null, error: refused })
  expect(await renewSession(client)).toBe(false)
  expect(forget).toHaveBeenCalledOnce()
})

it('keeps the session that another tab has renewed meanwhile', async () => {
  const { client, forget } = clientOf([session('a'), session('b')], { session: null, error: refused })
  expect(await renewSession(client)).toBe(true)
  expect(forget).not.toHaveBeenCalled()
})

it('keeps the session while the server is away', async () => {
  const away = new AuthRetryableFetchError('Failed to fetch', 0)
  const { client, forget } = clientOf([session('a')], { session: null, error: away })
  expect(await renewSession(client)).toBe(false)
  expect(forget).not.toHaveBeenCalled()
})
