// @vitest-environment jsdom

import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
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
  const { promise, resolve } = Promise.withResolvers<void>()
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
  return { user, comment, answer: () => act(async () => resolve()) }
}

it('keeps what is typed after it was opened again when the answer to what was sent comes', async () => {
  const { user, comment, answer } = await sendAndOpenAgain()
  await user.type(comment(), ', and tables')
  await answer()
  expect(comment()).toHaveValue('More charts, and tables')
})

it('is empty once what it holds is sent', async () => {
  const { comment, answer } = await sendAndOpenAgain()
  await answer()
  await waitFor(() => expect(comment()).toHaveValue(''))
})
