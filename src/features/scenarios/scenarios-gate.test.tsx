// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter } from 'react-router-dom'
import { expect, it, vi } from 'vitest'
import { featureFlagsQuery } from '#data/feature-flags/feature-flags.queries.ts'
import { scenariosQuery } from '#data/scenarios/scenarios.queries.ts'
import { ScenariosGate } from './scenarios-gate.tsx'

const { noAnswerYet } = vi.hoisted(() => ({ noAnswerYet: { abortSignal: () => new Promise(() => {}) } }))
vi.mock('#data/client.ts', () => ({ supabase: { rpc: () => noAnswerYet } }))

const scenario = { id: 's', name: 'Sell' } as never

function renderGate({ enabled, scenarios = [] }: { enabled?: boolean; scenarios?: never[] }) {
  const queryClient = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: Infinity } },
  })
  if (enabled !== undefined)
    queryClient.setQueryData(featureFlagsQuery.queryKey, [
      { flag_name: 'feature:scenarios', enabled, reason: 'percentage', message: 'Back on Monday.' },
    ])
  queryClient.setQueryData(scenariosQuery.queryKey, scenarios)
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={queryClient}>
        <MemoryRouter>
          <ScenariosGate title="Scenarios">
            the feature <input aria-label="Anything" />
          </ScenariosGate>
        </MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  )
  const switchOff = () =>
    act(async () =>
      queryClient.setQueryData(featureFlagsQuery.queryKey, [
        { flag_name: 'feature:scenarios', enabled: false, reason: 'disabled', message: 'Back on Monday.' },
      ]),
    )
  return { switchOff }
}

it('lets people through while the feature is on', () => {
  renderGate({ enabled: true })
  expect(screen.getByText(/the feature/)).toBeInTheDocument()
  expect(screen.queryByText(/Back on Monday/)).not.toBeInTheDocument()
})

it('tells people without scenarios that it is off', () => {
  renderGate({ enabled: false })
  expect(screen.getByText('Back on Monday.')).toBeInTheDocument()
  expect(screen.queryByText(/the feature/)).not.toBeInTheDocument()
})

it('lets people with scenarios read them under a banner', () => {
  renderGate({ enabled: false, scenarios: [scenario] })
  expect(screen.getByText(/the feature/)).toBeInTheDocument()
  expect(screen.getByRole('status')).toHaveTextContent(/Back on Monday.*Your scenarios are kept/)
})

it('claims neither while the flags are not known yet', () => {
  renderGate({})
  expect(screen.getByText('Loading')).toBeInTheDocument()
  expect(screen.queryByText(/the feature/)).not.toBeInTheDocument()
  expect(screen.queryByText(/switched off|not available/)).not.toBeInTheDocument()
})

it.each([
  ['with scenarios', [scenario]],
  ['without any', []],
])('leaves what is being typed alone when the feature goes off, %s', async (_, scenarios) => {
  const { switchOff } = renderGate({ enabled: true, scenarios })
  await userEvent.type(screen.getByRole('textbox', { name: 'Anything' }), 'half a thought')
  await switchOff()
  expect(await screen.findByRole('status')).toHaveTextContent('Back on Monday.')
  expect(screen.getByRole('textbox', { name: 'Anything' })).toHaveValue('half a thought')
})
