// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { ModalsProvider } from '@mantine/modals'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { createMemoryRouter, Link, RouterProvider, useLocation, useNavigate } from 'react-router-dom'
import { expect, it, vi } from 'vitest'
import { confirmGivingUp, useUnsavedChanges } from './unsaved-changes.ts'

// Rendering a dialog in jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

let saveComesThrough = () => {}

function Form() {
  const [isDirty, setIsDirty] = useState(true)
  useUnsavedChanges(isDirty)
  saveComesThrough = () => setIsDirty(false)
  const navigate = useNavigate()
  return (
    <>
      <Link to="/elsewhere">Elsewhere</Link>
      {useLocation().search}
      <button type="button" onClick={() => navigate('/?shorter', { state: { staysOnPage: true } })}>
        Another address of the same page
      </button>
    </>
  )
}

function renderForm() {
  const router = createMemoryRouter([
    { path: '/', Component: Form },
    { path: '/elsewhere', element: 'You are elsewhere' },
  ])
  render(
    <MantineProvider env="test">
      <ModalsProvider>
        <RouterProvider router={router} />
      </ModalsProvider>
    </MantineProvider>,
  )
  return userEvent.setup({ delay: null })
}

const question = () => screen.queryByRole('dialog', { name: 'Leave without saving?' })

it('asks before unsaved changes are left behind, and stays when told to', async () => {
  const user = renderForm()
  await user.click(screen.getByRole('link', { name: 'Elsewhere' }))
  expect(await screen.findByRole('dialog', { name: 'Leave without saving?' })).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Cancel' }))
  await waitFor(() => expect(question()).not.toBeInTheDocument())
  expect(screen.queryByText('You are elsewhere')).not.toBeInTheDocument()

  await user.click(screen.getByRole('link', { name: 'Elsewhere' }))
  await user.click(await screen.findByRole('button', { name: 'Leave without saving' }))
  expect(await screen.findByText('You are elsewhere')).toBeVisible()
})

it('asks nothing about another address of the same page', async () => {
  const user = renderForm()
  await user.click(screen.getByRole('button', { name: 'Another address of the same page' }))
  expect(await screen.findByText('?shorter')).toBeVisible()
  expect(question()).not.toBeInTheDocument()
})

it('takes the question back and goes on when the save comes through meanwhile', async () => {
  const user = renderForm()
  await user.click(screen.getByRole('link', { name: 'Elsewhere' }))
  await screen.findByRole('dialog', { name: 'Leave without saving?' })
  saveComesThrough()
  expect(await screen.findByText('You are elsewhere')).toBeVisible()
  await waitFor(() => expect(question()).not.toBeInTheDocument())
})

it('asks before signing out about what is kept in the tab, though no page has read it', async () => {
  render(
    <MantineProvider env="test">
      <ModalsProvider>Nothing is on screen</ModalsProvider>
    </MantineProvider>,
  )
  expect(await confirmGivingUp({ isKeptInTab: false })).toBe(true)

  const answer = confirmGivingUp({ isKeptInTab: true })
  await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }))
  expect(await answer).toBe(false)
})
