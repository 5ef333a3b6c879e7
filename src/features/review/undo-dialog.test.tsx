// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { previewRevertQuery } from '#data/applications/applications.queries.ts'
import { appError } from '#data/errors.ts'
import { featureFlagsQuery } from '#data/feature-flags/feature-flags.queries.ts'
import { fieldOf, itemOf } from '#data/shapes/plan.fixture.ts'
import { renderInApp } from '#fields/render.test-support.tsx'
import type { Format } from '#ui/format.ts'
import { UndoDialog } from './undo-dialog.tsx'

// Rendering a dialog in jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const { revert, decided } = vi.hoisted(() => ({ revert: vi.fn(), decided: vi.fn() }))
vi.mock('#data/client.ts', () => ({ supabase: {} }))
vi.mock('#data/applications/applications.api.ts', async (original) => ({
  ...(await original<object>()),
  previewRevert: (_client: unknown, { resolutions }: { resolutions?: object }) =>
    resolutions ? Promise.resolve(decided()) : new Promise(() => {}),
  revertApplication: (_client: unknown, input: unknown) => revert(input),
}))

const appliedEntry = { id: 'apply-1', operation: 'apply', scenario_name: 'Sell', instance_name: null }

/** The plan of an undo in which these values have changed since the apply. */
const planOf = (fingerprint: string, now: Record<string, number>) => ({
  fingerprint,
  items: [
    itemOf({
      rowId: 'real-1',
      fields: Object.entries(now).map(([key, current]) => fieldOf({ field: `params.${key}`, current })),
    }),
  ],
  conflicts: [],
  error: null,
})

function renderUndo(format: Partial<Format> = {}, { canResolve = true, isRedo = false } = {}) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  const show = (plan: ReturnType<typeof planOf>) => {
    decided.mockReturnValue(plan)
    return act(async () => queryClient.setQueryData(previewRevertQuery('apply-1').queryKey, plan as never))
  }
  queryClient.setQueryData(featureFlagsQuery.queryKey, [
    {
      flag_name: 'feature:scenarios:conflict_resolution',
      enabled: canResolve,
      reason: 'disabled',
      message: 'Back on Monday.',
    },
  ])
  const plan = planOf('before', { value: 110, interest_rate: 4 })
  decided.mockReturnValue(plan)
  queryClient.setQueryData(previewRevertQuery('apply-1').queryKey, plan as never)
  renderInApp(
    <QueryClientProvider client={queryClient}>
      <UndoDialog entry={appliedEntry as never} isRedo={isRedo} isOpen onClose={() => {}} />
    </QueryClientProvider>,
    format,
  )
  return { user: userEvent.setup({ delay: null }), show }
}

it('says in plain words that a copy comes back into the scenario', async () => {
  const { show } = renderUndo()
  const whole = { name: 'Savings', status: 'active' as const, params: { value: 1 } }
  const field = fieldOf({
    field: '*',
    base: null,
    current: null,
    proposed: whole,
    outcome: 'proposed_only',
    result: whole,
  })
  await show({ ...planOf('copy', {}), items: [itemOf({ action: 'create', version: null, fields: [field] })] })
  expect(await screen.findByText('The copy comes back into the scenario.')).toBeVisible()
  expect(screen.getByText(/^Your real investments stay as they are\./)).toBeVisible()
  expect(screen.queryByRole('table')).not.toBeInTheDocument()
  await waitFor(() => expect(undo()).toBeEnabled())
})

it.each([
  [false, 'before'],
  [true, 'afterwards'],
])(
  'asks of what was deleted since what should become of the whole of it (isRedo: %s)',
  async (isRedo, when) => {
    revert.mockReset().mockResolvedValue({ status: 'success' })
    const { user, show } = renderUndo({}, { isRedo })
    const whole = { name: 'Savings', status: 'active' as const, params: { value: 120 } }
    const field = fieldOf({
      field: '*',
      base: whole,
      current: null,
      proposed: { ...whole, params: { value: 100 } },
    })
    await show({
      ...planOf('gone', {}),
      items: [itemOf({ rowId: 'real-1', version: null, after: null, fields: [field] })],
    })

    const question = await screen.findByRole('radiogroup', { name: /^The investment was deleted since/ })
    expect(question).toHaveAccessibleDescription('What should become of it?')
    expect(screen.getAllByRole('radio')).toHaveLength(2)
    expect(screen.getByRole('dialog')).not.toHaveTextContent(/\*|Not set|field/i)
    expect(screen.getByRole('radio', { name: 'Leave it deleted' })).toBeEnabled()
    await user.click(screen.getByRole('radio', { name: `Bring it back, as it was ${when}` }))
    const button = screen.getByRole('button', { name: isRedo ? 'Apply it again' : 'Undo this apply' })
    await waitFor(() => expect(button).toBeEnabled())
    await user.click(button)
    await waitFor(() => expect(revert).toHaveBeenCalledOnce())
    expect(revert.mock.lastCall?.[0]).toMatchObject({
      resolutions: { 'real-1': { '*': { take: 'proposed' } } },
    })
  },
)

it.each([
  [false, 'Right after'],
  [true, 'After the undo'],
])('says what had set a field that has changed since (isRedo: %s)', async (isRedo, then) => {
  const { show } = renderUndo({}, { isRedo })
  await show(planOf('moved', { interest_rate: 4 }))
  expect(await screen.findByRole('radiogroup', { name: /^Interest rate/ })).toHaveAccessibleDescription(
    new RegExp(`^${then}: .* It has changed since\\.$`),
  )
})

const undo = () => screen.getByRole('button', { name: 'Undo this apply' })

it('shows nothing to undo where nothing would be set back, and offers no undo', async () => {
  const { show } = renderUndo()
  await show({ ...planOf('same', {}), items: [itemOf({ name: 'Savings', action: 'none', fields: [] })] })
  expect(await screen.findByText(/^There is nothing to set back: your real investments/)).toBeVisible()
  expect(screen.queryByText('Savings')).toBeNull()
  expect(screen.getByRole('button', { name: 'Undo this apply' })).toBeDisabled()
})

it('asks again only for what moved after it was decided, and sends what was decided on the values seen', async () => {
  revert.mockResolvedValue({ status: 'success' })
  const { user, show } = renderUndo()
  const [keepBalance, keepRate] = await screen.findAllByRole('radio', { name: /^Keep now/ })
  await user.click(keepBalance!)
  await user.click(keepRate!)
  await waitFor(() => expect(undo()).toBeEnabled())

  await show(planOf('after', { value: 115, interest_rate: 4 }))
  expect(await screen.findByRole('alert')).toHaveTextContent(/1 decision no longer fits/)
  expect(screen.getByText('A value changed after you decided. Please decide again.')).toBeVisible()
  expect(screen.getByText('1 decision to make before you can undo this.')).toBeVisible()
  expect(undo()).toBeDisabled()

  await user.click(screen.getAllByRole('radio', { name: /^Set back to/ })[0]!)
  await waitFor(() => expect(undo()).toBeEnabled())
  await user.click(undo())
  await waitFor(() => expect(revert).toHaveBeenCalledOnce())
  expect(revert.mock.lastCall?.[0]).toMatchObject({
    fingerprint: 'after',
    resolutions: {
      'real-1': { 'params.value': { take: 'proposed' }, 'params.interest_rate': { take: 'current' } },
    },
  })
})

it('asks again under the same id what got no answer, and under another what was refused', async () => {
  revert.mockReset().mockRejectedValueOnce(appError('offline'))
  const { user, show } = renderUndo()
  await show({
    ...planOf('plain', {}),
    items: [itemOf({ action: 'update', fields: [fieldOf({ outcome: 'proposed_only' })] })],
  })
  await waitFor(() => expect(undo()).toBeEnabled())
  await user.click(undo())
  expect(await screen.findByRole('alert', { name: 'The server did not answer' })).toBeVisible()
  revert.mockRejectedValueOnce(appError('forbidden')).mockResolvedValue({ status: 'success' })
  await user.click(screen.getByRole('button', { name: 'Ask again' }))
  await waitFor(() => expect(revert).toHaveBeenCalledTimes(2))
  await user.click(await screen.findByRole('button', { name: 'Undo this apply' }))
  await waitFor(() => expect(revert).toHaveBeenCalledTimes(3))
  const [first, second, third] = revert.mock.calls.map(([input]) => input.requestId)
  expect([second === first, third === first]).toEqual([true, false])
})

it('takes a value of one’s own, as the locale writes it', async () => {
  revert.mockReset().mockResolvedValue({ status: 'success' })
  const { user } = renderUndo({ currency: 'EUR', locale: 'de-DE' })
  const [ownBalance, ownRate] = await screen.findAllByRole('radio', { name: 'Another value' })
  await user.click(ownBalance!)
  await user.type(screen.getByRole('textbox', { name: 'Balance' }), '850,000,00')
  await user.tab()
  expect(screen.getByRole('textbox', { name: 'Balance' })).toHaveAccessibleDescription(/is not a number here/)
  expect(undo()).toBeDisabled()
  await user.clear(screen.getByRole('textbox', { name: 'Balance' }))
  await user.type(screen.getByRole('textbox', { name: 'Balance' }), '850.000,50')
  await user.click(ownRate!)
  await user.type(screen.getByRole('textbox', { name: 'Interest rate' }), '4,5')
  await waitFor(() => expect(undo()).toBeEnabled())
  await user.click(undo())
  await waitFor(() => expect(revert).toHaveBeenCalledOnce())
  expect(revert.mock.lastCall?.[0]).toMatchObject({
    resolutions: {
      'real-1': { 'params.value': { value: 850_000.5 }, 'params.interest_rate': { value: 4.5 } },
    },
  })
})

it('says why nothing can be decided while deciding is switched off, and undoes nothing then', async () => {
  const { show } = renderUndo({}, { canResolve: false })
  expect(await screen.findByText(/^Back on Monday\./)).toBeVisible()
  for (const choice of screen.getAllByRole('radio')) expect(choice).toBeDisabled()
  expect(undo()).toBeDisabled()
  expect(screen.queryByText(/to make/)).not.toBeInTheDocument()

  const field = fieldOf({ outcome: 'proposed_only' })
  await show({ ...planOf('plain', {}), items: [itemOf({ action: 'update', fields: [field] })] })
  await waitFor(() => expect(screen.queryByText(/^Back on Monday\./)).not.toBeInTheDocument())
  await waitFor(() => expect(undo()).toBeEnabled())
})
