// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { Notifications, notifications } from '@mantine/notifications'
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, expect, it } from 'vitest'
import { ErrorState } from './error-state.tsx'
import { useAction } from './use-action.ts'

afterEach(() => notifications.clean())

const refusal = Object.assign(new Error('Two of them have this name.'), { code: 'invalid', hint: null })

function Dialog({ save }: { save: () => Promise<unknown> }) {
  const saving = useAction('It was not saved', save)
  return (
    <>
      <button type="button" onClick={saving.run}>
        Save
      </button>
      {saving.error !== null && <ErrorState error={saving.error} title={saving.failed} />}
    </>
  )
}

function Screen({ save }: { save: () => Promise<unknown> }) {
  const [isOpen, setIsOpen] = useState(true)
  return (
    <MantineProvider env="test">
      <Notifications />
      {isOpen && <Dialog save={save} />}
      <button type="button" onClick={() => setIsOpen(false)}>
        Close
      </button>
    </MantineProvider>
  )
}

function renderScreen() {
  let fail: (error: unknown) => void = () => {}
  const answer = new Promise((_, reject) => {
    fail = reject
  })
  render(<Screen save={() => answer} />)
  return { user: userEvent.setup({ delay: null }), fail: () => act(async () => fail(refusal)) }
}

it('shows why it failed in its place, and nowhere else', async () => {
  const { user, fail } = renderScreen()
  await user.click(screen.getByRole('button', { name: 'Save' }))
  await fail()
  expect(screen.getAllByText('It was not saved')).toHaveLength(1)
  expect(screen.getByRole('alert')).toHaveTextContent('Two of them have this name.')
})

it('says why it failed in a notice when its place is gone by then', async () => {
  const { user, fail } = renderScreen()
  await user.click(screen.getByRole('button', { name: 'Save' }))
  await user.click(screen.getByRole('button', { name: 'Close' }))
  await fail()
  expect(await screen.findByText('It was not saved')).toBeVisible()
  expect(screen.getByText('Two of them have this name.')).toBeVisible()
})
