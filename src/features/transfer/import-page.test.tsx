// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createMemoryRouter, RouterProvider } from 'react-router-dom'
import { expect, it, vi } from 'vitest'
import { appError } from '#data/errors.ts'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { profileQuery } from '#data/profiles/profiles.queries.ts'
import { ImportPage } from './import-page.tsx'

// Rendering a page in jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 })
vi.mock('#data/client.ts', () => ({ supabase: {} }))

const text = JSON.stringify(
  {
    format: 'scenarios/instances',
    version: 1,
    instances: [{ kind: 'cash', name: 'Deposit', params: { value: 5 } }],
  },
  null,
  1,
)

async function chosen(onImport: () => Promise<void>) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  queryClient.setQueryData(profileQuery.queryKey, null)
  queryClient.setQueryData(instancesQuery.queryKey, [])
  const page = (
    <ImportPage
      kind="instances"
      title="Import"
      description="Adds"
      back={{ to: '/', label: 'Back' }}
      submitLabel={() => 'Import it'}
      write={{ mutationFn: onImport }}
      onImported={() => {}}
      onImportedHere={() => {}}
    />
  )
  const router = createMemoryRouter([{ path: '/', element: page }])
  const { container } = render(
    <MantineProvider env="test">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  const user = userEvent.setup({ delay: null })
  await user.upload(
    container.querySelector<HTMLInputElement>('input[type=file]')!,
    new File([text], 'file.json', { type: 'application/json' }),
  )
  await user.click(await screen.findByRole('button', { name: 'Import it' }))
}

it('says what the database refuses by the places of the file, never by a path', async () => {
  const errors = [
    { path: 'instances[0].params.value', problem: 'out_of_range', min: 6, max: 9 },
    { path: 'instances[0].params.fees', problem: 'required' },
  ]
  await chosen(async () => {
    const message = 'The document is not valid: instances[0].params.value out of range.'
    throw appError('invalid', { message, detail: { reason: 'invalid_document', errors, left_out: 3 } })
  })
  const rows = within(await screen.findByRole('table', { name: 'What is wrong with the file' }))
  expect(
    rows
      .getAllByRole('row')
      .slice(1)
      .map(({ textContent }) => textContent),
  ).toEqual([
    'Investment 1 “Deposit”, BalanceLine 9, column 5This is out of range. It must be between 6 and 9.',
    'Investment 1 “Deposit”, “fees”Line 8, column 4This is needed.',
  ])
  expect(screen.getByText(/5 places are wrong/).textContent).toBe(
    '5 places are wrong: these are the first 2.',
  )
  expect(document.body.textContent).not.toContain('instances[')
})

it('keeps the file and the button when sending fails', async () => {
  const attempts: number[] = []
  await chosen(async () => {
    attempts.push(attempts.length)
    throw appError('offline')
  })
  expect(await screen.findByRole('alert', { name: 'Nothing was imported' })).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Import it' }))
  expect(attempts).toHaveLength(2)
})
