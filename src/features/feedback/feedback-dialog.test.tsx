// @vitest-environment jsdom

import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { appError } from '#data/errors.ts'
import { FeedbackDialog } from './feedback-dialog.tsx'

const { giveFeedback } = vi.hoisted(() => ({ giveFeedback: vi.fn() }))
vi.mock('#data/client.ts', () => ({ supabase: {} }))
vi.mock('#data/feedback/feedback.api.ts', async (original) => ({
  ...(await original<typeof import('#data/feedback/feedback.api.ts')>()),
  giveFeedback,
}))

// Rendering a dialog in jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

function Screen() {
  const [isOpen, setIsOpen] = useState(true)
  return (
    <>
      <button type="button" onClick={() => setIsOpen(true)}>
        Open
      </button>
      <FeedbackDialog isOpen={isOpen} onClose={() => setIsOpen(false)} onClosed={() => {}} />
    </>
  )
}

/** Sends a comment from the dialog and closes and opens it again before the answer comes. */
async function sendAndOpenAgain() {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  giveFeedback.mockReset().mockReturnValueOnce(promise)
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <Screen />
      </QueryClientProvider>
    </MantineProvider>,
  )
  const user = userEvent.setup({ delay: null })
  const comment = () => screen.getByRole('textbox', { name: 'Comment' })
  await user.type(comment(), 'More charts')
  await user.click(screen.getByRole('button', { name: 'Send feedback' }))
  await user.click(screen.getByRole('button', { name: 'Close' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await user.click(screen.getByRole('button', { name: 'Open' }))
  return {
    user,
    comment,
    answer: () => act(async () => resolve()),
    refuse: () => act(async () => reject(appError('offline'))),
  }
}

it('rests while what it holds is sent, opened again too, so that it is sent once', async () => {
  const { user, comment, answer } = await sendAndOpenAgain()
  expect(comment().closest('[inert]')).not.toBeNull()
  await user.click(screen.getByRole('button', { name: 'Send feedback' }))
  expect(giveFeedback).toHaveBeenCalledOnce()
  await answer()
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await user.click(screen.getByRole('button', { name: 'Open' }))
  expect(comment()).toHaveValue('')
})

it('holds what was not sent, and says why, when it is opened again', async () => {
  const { comment, refuse } = await sendAndOpenAgain()
  await refuse()
  expect(await screen.findByRole('alert', { name: 'Your feedback was not sent' })).toBeVisible()
  expect(comment()).toHaveValue('More charts')
  expect(comment().closest('[inert]')).toBeNull()
})
