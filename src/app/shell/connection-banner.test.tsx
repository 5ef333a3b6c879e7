// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { appError } from '#data/errors.ts'
import { FormatProvider } from '#ui/format.ts'
import { ConnectionBanner } from './connection-banner.tsx'

vi.mock('#data/client.ts', () => ({ supabase: {} }))

const read = vi.fn()

function Screen() {
  const { data } = useQuery({ queryKey: ['something'], queryFn: read })
  return data === undefined ? 'nothing' : String(data)
}

async function renderScreen() {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } })
  queryClient.setQueryData(['something'], 'what was read at ten', {
    updatedAt: new Date('2026-11-20T10:00:00').getTime(),
  })
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={queryClient}>
        <FormatProvider value={{ currency: 'USD', locale: 'en-US' }}>
          <ConnectionBanner />
          <Screen />
        </FormatProvider>
      </QueryClientProvider>
    </MantineProvider>,
  )
  return { readAnew: () => act(() => queryClient.refetchQueries({ queryKey: ['something'] })) }
}

it('says since when what is shown may be old, until the server answers again', async () => {
  const { readAnew } = await renderScreen()
  expect(screen.queryByRole('status')).not.toBeInTheDocument()
  read.mockRejectedValueOnce(appError('offline'))
  await readAnew()
  expect(screen.getByText('what was read at ten')).toBeInTheDocument()
  expect(await screen.findByRole('status')).toHaveTextContent(
    /The server cannot be reached.*was read on Nov 20, 2026, 10:00.AM and may be old/,
  )

  read.mockResolvedValueOnce('what is new')
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('what is new')).toBeInTheDocument()
  await waitFor(() => expect(screen.queryByRole('status')).not.toBeInTheDocument())
})

it('says nothing about a refusal: the server was there', async () => {
  const { readAnew } = await renderScreen()
  read.mockRejectedValueOnce(appError('forbidden'))
  await readAnew()
  expect(screen.queryByRole('status')).not.toBeInTheDocument()
})
