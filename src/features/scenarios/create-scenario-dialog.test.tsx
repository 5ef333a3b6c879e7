// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter } from 'react-router-dom'
import { beforeEach, expect, it, vi } from 'vitest'
import { appError } from '#data/errors.ts'
import type { Instance } from '#data/instances/instance.ts'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { CreateScenarioDialog } from './create-scenario-dialog.tsx'
import { ScenariosContext, type ScenariosContextValue } from './scenarios-context.tsx'

vi.mock('#data/client.ts', () => ({ supabase: {} }))

const instance = (id: string, name: string): Instance => ({
  id,
  lineage_id: id,
  name,
  kind: 'cash',
  status: 'active',
  params: { value: 1 },
  version: 1,
  created_at: new Date(0),
  updated_at: new Date(0),
})

// Rendering a dialog in jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const createScenario = vi.fn()

function renderDialog() {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } })
  queryClient.setQueryData(instancesQuery.queryKey, [instance('a', 'Savings'), instance('b', 'Holiday fund')])
  const value = {
    scenarioId: undefined,
    scenario: undefined,
    actions: { createScenario: { mutationFn: (input: unknown) => createScenario(input) } },
    isReadOnly: false,
    knownTags: [],
  } as unknown as ScenariosContextValue
  const handleClose = vi.fn()
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={queryClient}>
        <MemoryRouter>
          <ScenariosContext value={value}>
            <CreateScenarioDialog isOpen onClose={handleClose} />
          </ScenariosContext>
        </MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  )
  return { user: userEvent.setup({ delay: null }), handleClose }
}

const submit = () => screen.getByRole('button', { name: 'Create scenario' })

beforeEach(() => createScenario.mockReset())

it('copies everything unless told otherwise', async () => {
  createScenario.mockResolvedValue({ scenario: { id: 's', name: 'Sell' } })
  const { user, handleClose } = renderDialog()
  await user.type(screen.getByRole('textbox', { name: 'Name' }), '  Sell ')
  await user.click(submit())
  await waitFor(() => expect(handleClose).toHaveBeenCalled())
  expect(createScenario).toHaveBeenCalledWith(
    expect.objectContaining({ name: 'Sell', description: null, instanceIds: ['a', 'b'] }),
  )
})

it('sends nothing without a name', async () => {
  const { user } = renderDialog()
  await user.click(submit())
  expect(screen.getByText('A name is needed.')).toBeInTheDocument()
  expect(createScenario).not.toHaveBeenCalled()
})

it('keeps what was typed after a failure and retries with the same request id', async () => {
  createScenario.mockRejectedValueOnce(appError('offline'))
  createScenario.mockResolvedValueOnce({ scenario: { id: 's', name: 'Sell' } })
  const { user, handleClose } = renderDialog()
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Sell')
  await user.click(screen.getByRole('checkbox', { name: 'Savings' }))
  await user.click(submit())
  expect(await screen.findByText('The scenario was not created')).toBeInTheDocument()
  expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('Sell')
  expect(handleClose).not.toHaveBeenCalled()

  await user.click(submit())
  await waitFor(() => expect(handleClose).toHaveBeenCalled())
  const [first, second] = createScenario.mock.calls.map(([input]) => input)
  expect(second).toEqual(first)
  expect(first.instanceIds).toEqual(['b'])
})

it('lets nothing be typed that would be lost while it is sent', async () => {
  const { promise, reject } = Promise.withResolvers<never>()
  createScenario.mockReturnValueOnce(promise)
  const { user } = renderDialog()
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Sell')
  await user.click(submit())
  const input = screen.getByLabelText(/^Name/)
  await waitFor(() => expect(input.closest('[inert]')).not.toBeNull())
  expect(screen.getByRole('button', { name: 'Cancel' }).closest('[inert]')).toBeNull()
  reject(appError('offline'))
  await waitFor(() => expect(input.closest('[inert]')).toBeNull())
})

it('takes a new request id once the decision is another one', async () => {
  createScenario.mockRejectedValueOnce(appError('offline'))
  createScenario.mockResolvedValueOnce({ scenario: { id: 's', name: 'Sell' } })
  const { user, handleClose } = renderDialog()
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Sell')
  await user.click(submit())
  await screen.findByText('The scenario was not created')
  await user.click(screen.getByRole('button', { name: 'None' }))
  await user.click(submit())
  await waitFor(() => expect(handleClose).toHaveBeenCalled())
  const [first, second] = createScenario.mock.calls.map(([input]) => input)
  expect(second.requestId).not.toBe(first.requestId)
})
