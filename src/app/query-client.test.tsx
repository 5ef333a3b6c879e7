// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { Notifications, notifications } from '@mantine/notifications'
import { act, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { appError } from '#data/errors.ts'
import { saidByCaller } from '#data/failures.ts'
import { createQueryClient } from './query-client.ts'

vi.mock('#data/client.ts', () => ({ supabase: {} }))

afterEach(() => notifications.clean())

/** Carries out a write that the server refuses. */
async function write(meta: { failed?: string; isSaidByCaller?: boolean } = {}) {
  render(
    <MantineProvider env="test">
      <Notifications />
    </MantineProvider>,
  )
  const client = createQueryClient()
  const mutation = client.getMutationCache().build(client, {
    mutationFn: () => Promise.reject(appError('busy')),
    meta,
  })
  await act(() => mutation.execute(undefined).catch(() => {}))
}

it('says a write that failed and that nobody shows', async () => {
  await write()
  expect(await screen.findByText('That did not work')).toBeVisible()
  expect(screen.getByText(/The server is busy right now/)).toBeVisible()
})

it('says it in the words that the write brings along', async () => {
  await write({ failed: 'Your choice was not saved' })
  expect(await screen.findByText('Your choice was not saved')).toBeVisible()
})

it('leaves it to whoever shows it', async () => {
  await write(saidByCaller)
  expect(screen.queryByText(/The server is busy right now/)).toBeNull()
})
