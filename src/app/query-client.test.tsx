// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { Notifications, notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type AppError, appError, toAppError } from '#data/errors.ts'
import { useWrite } from '#data/writes.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { createQueryClient } from './query-client.ts'

vi.mock('#data/client.ts', () => ({ supabase: {} }))

afterEach(() => notifications.clean())

/** Carries out a write that the server refuses. */
async function write(meta: { failed?: string; isSilent?: boolean } = {}) {
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

it('says nothing of what is not worth a word', async () => {
  await write({ isSilent: true })
  expect(screen.queryByText(/The server is busy right now/)).toBeNull()
})

interface Writing {
  mutationFn: () => Promise<unknown>
  /** Is told what followed from a success. */
  onFollowed: (what: string) => void
}

function Dialog({ mutationFn, onFollowed }: Writing) {
  const saving = useWrite(
    { mutationFn },
    {
      failed: 'It was not saved',
      onSuccess: () => onFollowed('said'),
      onSuccessHere: () => onFollowed('led on'),
    },
  )
  return (
    <>
      <button type="button" onClick={() => saving.mutate()}>
        Save
      </button>
      {saving.error && <ErrorState error={saving.error} title={saving.failed} />}
    </>
  )
}

function Screen(writing: Writing) {
  const [isOpen, setIsOpen] = useState(true)
  return (
    <>
      {isOpen && <Dialog {...writing} />}
      <button type="button" onClick={() => setIsOpen(false)}>
        Close
      </button>
    </>
  )
}

describe('a write that a dialog starts', () => {
  function renderScreen() {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const mutationFn = vi.fn(() => promise)
    const followed: string[] = []
    render(
      <MantineProvider env="test">
        <Notifications />
        <QueryClientProvider client={createQueryClient()}>
          <Screen mutationFn={mutationFn} onFollowed={(what) => followed.push(what)} />
        </QueryClientProvider>
      </MantineProvider>,
    )
    const user = userEvent.setup({ delay: null })
    const click = (name: string) => user.click(screen.getByRole('button', { name }))
    return {
      click,
      mutationFn,
      followed,
      succeed: () => act(async () => resolve('done')),
      fail: () => act(async () => reject(appError('conflict'))),
    }
  }

  it('shows why it failed in its place, and nowhere else', async () => {
    const { click, fail } = renderScreen()
    await click('Save')
    await fail()
    expect(await screen.findAllByText('It was not saved')).toHaveLength(1)
    expect(screen.getByRole('alert')).toHaveTextContent('Nothing has been overwritten.')
  })

  it('says why it failed in a notice when its place is gone by then', async () => {
    const { click, fail } = renderScreen()
    await click('Save')
    await click('Close')
    await fail()
    expect(await screen.findAllByText('It was not saved')).toHaveLength(1)
    expect(screen.getByText(/Nothing has been overwritten/)).toBeVisible()
  })

  it('leads on from where it was started', async () => {
    const { click, succeed, followed } = renderScreen()
    await click('Save')
    await succeed()
    expect(followed).toEqual(['said', 'led on'])
  })

  it('leads nobody away when its place is gone by then', async () => {
    const { click, succeed, followed } = renderScreen()
    await click('Save')
    await click('Close')
    await succeed()
    expect(followed).toEqual(['said'])
  })

  it('starts once while it runs, however often it is asked to', async () => {
    const { click, mutationFn } = renderScreen()
    await click('Save')
    await click('Save')
    expect(mutationFn).toHaveBeenCalledTimes(1)
  })
})

/** Sends a write of which the server turns the first few away; answers what was sent, and what came of it. */
async function sendAgain(...refusals: AppError[]) {
  vi.useFakeTimers()
  try {
    const client = createQueryClient()
    const sent: unknown[] = []
    const mutation = client.getMutationCache().build(client, {
      mutationFn: (variables: unknown) => {
        sent.push(variables)
        const refusal = refusals.shift()
        return refusal ? Promise.reject(refusal) : Promise.resolve('done')
      },
      meta: { isSilent: true },
    })
    const outcome = mutation.execute({ requestId: 'one' }).catch((error: AppError) => error.code)
    await vi.runAllTimersAsync()
    return { sent, outcome: await outcome }
  } finally {
    vi.useRealTimers()
  }
}

const busy = () => toAppError({ code: 'PT503', message: 'Busy' }, 503)

it('sends a write again, word for word, that the server was too busy to begin', async () => {
  const { sent, outcome } = await sendAgain(busy(), toAppError({ code: '40P01', message: 'x' }, 500))
  expect(outcome).toBe('done')
  expect(sent).toEqual(Array(3).fill({ requestId: 'one' }))
})

it('gives up after the fifth time', async () => {
  const { sent, outcome } = await sendAgain(busy(), busy(), busy(), busy(), busy())
  expect(outcome).toBe('busy')
  expect(sent).toHaveLength(5)
})

it.each([
  ['that may have been carried out', toAppError({ message: '<html>' }, 504)],
  ['that was refused', toAppError({ code: 'PT409', message: 'x' }, 409)],
])('never sends a write again %s', async (_, error) => {
  const { sent } = await sendAgain(error)
  expect(sent).toHaveLength(1)
})
