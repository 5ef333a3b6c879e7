// @vitest-environment jsdom
import { act, renderHook, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { useServerCheck } from './use-server-check.ts'

vi.mock('#lib/env.ts', () => ({ env: { supabaseUrl: 'https://abc.supabase.co', supabaseKey: 'public' } }))

afterEach(() => vi.restoreAllMocks())

it('speaks to visitors offline of their connection alone, and asks again once they are online', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  const fetch = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'))
  const { result } = renderHook(useServerCheck)
  await waitFor(() =>
    expect(result.current.problem).toMatchObject({
      code: 'offline',
      message: 'The server cannot be reached.',
      hint: 'Check your connection and try again.',
    }),
  )
  expect(told).toHaveBeenCalledWith(expect.stringContaining('is VITE_SUPABASE_URL right'))

  fetch.mockResolvedValue(Response.json({ external: {} }))
  act(() => void window.dispatchEvent(new Event('online')))
  await waitFor(() => expect(result.current.problem).toBe(null))
})

it('asks again when it is told to', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const fetch = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('', { status: 540 }))
  const { result } = renderHook(useServerCheck)
  await waitFor(() => expect(result.current.problem?.code).toBe('busy'))
  fetch.mockResolvedValue(Response.json({ external: {} }))
  act(() => result.current.ask())
  await waitFor(() => expect(result.current).toMatchObject({ problem: null, isAsking: false }))
})
