// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { Notifications, notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query'
import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createMemoryRouter, RouterProvider, useNavigate } from 'react-router-dom'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { appError, VersionConflictError } from '#data/errors.ts'
import { storingAnswers } from '#data/storing-answers.ts'
import type { InstanceContent } from '#domain/instances/types.ts'
import { EditedInstanceForm } from './edited-instance-form.tsx'
import { useInstanceEditing } from './use-instance-editing.ts'

vi.mock('#data/client.ts', () => ({ supabase: {} }))

// Rendering a form in jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

interface Row extends InstanceContent {
  id: string
  kind: 'cash'
  version: number
}

interface Update {
  id: string
  version: number
  content: InstanceContent
}

/** What the server keeps and does, without a network: versions rise, requests are known again, answers can get lost. */
class Server {
  rows = new Map<string, Row>()
  /** By request id, which row it added. */
  added = new Map<string, string>()
  /** What happens to the coming writes: before they are carried out, or to their answers. */
  troubles: ('offline' | 'lost' | 'refused')[] = []
  /** Answers wait for this. */
  ready: Promise<unknown> = Promise.resolve()

  async #answer(carryOut: () => Row): Promise<Row> {
    const trouble = this.troubles.shift()
    await this.ready
    if (trouble === 'offline') throw appError('offline')
    if (trouble === 'refused')
      throw appError('invalid', { message: 'Too much.', detail: { field: 'params.value' } })
    const row = carryOut()
    if (trouble === 'lost') throw appError('busy')
    return row
  }

  update = ({ id, version, content }: Update) =>
    this.#answer(() => {
      const row = this.rows.get(id)
      if (!row) throw appError('not_found')
      if (row.version !== version) throw new VersionConflictError(row)
      return this.keep({ ...row, ...content, version: version + 1 })
    })

  add = ({ requestId, ...content }: InstanceContent & { kind: 'cash'; requestId: string }) =>
    this.#answer(() => {
      const id = this.added.get(requestId) ?? `row ${this.added.size + 2}`
      this.added.set(requestId, id)
      return this.keep({ id, version: 1, ...content })
    })

  keep(row: Row): Row {
    this.rows.set(row.id, row)
    return row
  }
}

const first: Row = {
  id: 'row 1',
  kind: 'cash',
  name: 'Savings',
  status: 'active',
  params: { value: 1_000, interest_rate: 4 },
  version: 1,
}

let server = new Server()
beforeEach(() => {
  server = new Server()
  server.keep(first)
})
afterEach(() => notifications.clean())

const rowQuery = {
  queryKey: ['row'],
  queryFn: () => server.rows.get('row 1') ?? Promise.reject(appError('not_found')),
}
const pauseKey = ['pause']
const storing = storingAnswers<Row>((client, row) => client.setQueryData(rowQuery.queryKey, row))

function Editor({ stored, pausedBecause }: { stored: Row; pausedBecause: string | null }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const editing = useInstanceEditing({
    stored,
    save: { mutationFn: server.update, ...storing },
    onSaved: () => {},
    add: { mutationFn: server.add },
    addedFrom: (added) => ({ ...added, kind: 'cash' as const }),
    onAdded: () => {},
    onAddedHere: () => navigate('/added'),
    archive: async (row, isArchived) => {
      const content = { ...row, status: isArchived ? ('archived' as const) : ('active' as const) }
      const saved = await server.update({ ...row, content })
      client.setQueryData(rowQuery.queryKey, saved)
      return saved
    },
    remove: async ({ id }) => {
      await server.ready
      return server.rows.delete(id)
    },
    onRemovedHere: () => navigate('/removed'),
  })
  return (
    <>
      <output>
        {editing.row.status}, {editing.draft.isDirty ? 'unsaved' : 'saved'}
      </output>
      <output>Known as version {stored.version}</output>
      <button type="button" onClick={editing.archive}>
        Archive
      </button>
      <button type="button" onClick={editing.remove}>
        Remove
      </button>
      <EditedInstanceForm
        editing={editing}
        lineageId="lineage"
        assumptions={{}}
        gone={{ title: 'It is gone', label: 'Add it anew' }}
        back="/"
        pausedBecause={pausedBecause}
        renderEffect={(_typed, below) => below}
      />
    </>
  )
}

function Tab() {
  const { data } = useQuery(rowQuery)
  const { data: pausedBecause = null } = useQuery<string | null>({
    queryKey: pauseKey,
    queryFn: () => null,
  })
  return data ? <Editor stored={data} pausedBecause={pausedBecause} /> : null
}

/** One tab that edits the row, with a cache of its own. */
async function openTab() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } })
  client.setQueryData(['profile'], null)
  const router = createMemoryRouter([
    { path: '/', Component: Tab },
    { path: '*', element: 'Another page' },
  ])
  render(
    <MantineProvider env="test">
      <Notifications />
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  await screen.findByRole('textbox', { name: 'Name' })
  const user = userEvent.setup({ delay: null })
  const input = (name: string) => screen.getByRole('textbox', { name })
  return {
    input,
    type: async (name: string, text: string) => {
      await user.clear(input(name))
      await user.type(input(name), text)
    },
    /** The path of the page that is shown. */
    path: () => router.state.location.pathname,
    leave: () => act(() => router.navigate('/elsewhere')),
    click: (name: string) => user.click(screen.getByRole('button', { name })),
    /** Reads the row anew, as coming back to the tab does. */
    refetch: () => act(() => client.refetchQueries({ queryKey: rowQuery.queryKey })),
    pause: (because: string | null) => act(async () => client.setQueryData(pauseKey, because)),
    isSaved: () => waitFor(() => expect(screen.getByText(/, saved$/)).toBeInTheDocument()),
  }
}

/** What another tab saves. */
const elsewhere = (change: Partial<InstanceContent>) => {
  const { id, version, name, status, params } = server.rows.get('row 1')!
  return server.update({ id, version, content: { name, status, params, ...change } })
}
const stored = (id = 'row 1') => server.rows.get(id)

it('saves what is typed over the version it began with, and goes on from what was saved', async () => {
  const { type, click, isSaved } = await openTab()
  await type('Name', 'Rainy days')
  expect(screen.getByText('active, unsaved')).toBeInTheDocument()
  await click('Save')
  await isSaved()
  expect(stored()).toMatchObject({ name: 'Rainy days', version: 2 })
  await type('Balance', '2000')
  await click('Save')
  await isSaved()
  expect(stored()).toMatchObject({ name: 'Rainy days', params: { value: 2_000 }, version: 3 })
})

it('takes over what another tab saved while nothing is typed', async () => {
  const { input, refetch } = await openTab()
  await elsewhere({ name: 'Theirs' })
  await refetch()
  await waitFor(() => expect(input('Name')).toHaveValue('Theirs'))
})

it('leaves alone what is typed when another tab saves, and stops at it when it is to be saved', async () => {
  const { input, type, click, refetch } = await openTab()
  await type('Name', 'Mine')
  await elsewhere({ name: 'Theirs' })
  await refetch()
  expect(await screen.findByText('Known as version 2')).toBeInTheDocument()
  expect(input('Name')).toHaveValue('Mine')
  await click('Save')
  expect(await screen.findByText(/One field was changed by both/)).toBeInTheDocument()
  expect(screen.getByRole('row', { name: 'Name Savings Theirs Mine' })).toBeInTheDocument()
  expect(stored()).toMatchObject({ name: 'Theirs', version: 2 })
})

it('saves mine on top of a change to another field, and keeps both', async () => {
  const { type, click, isSaved } = await openTab()
  await elsewhere({ params: { value: 1_000, interest_rate: 5 } })
  await type('Name', 'Mine')
  await click('Save')
  expect(await screen.findByText(/None of it touches what you changed/)).toBeInTheDocument()
  await click('Save my changes on top')
  await isSaved()
  expect(stored()).toMatchObject({ name: 'Mine', params: { value: 1_000, interest_rate: 5 }, version: 3 })
})

it('takes theirs when told to, and then has nothing unsaved', async () => {
  const { input, type, click, isSaved } = await openTab()
  await elsewhere({ name: 'Theirs' })
  await type('Name', 'Mine')
  await click('Save')
  await click('Drop my changes')
  await isSaved()
  expect(input('Name')).toHaveValue('Theirs')
  expect(stored()).toMatchObject({ name: 'Theirs', version: 2 })
})

it('keeps mine in the form when saving it on top fails, and saves it at the next try', async () => {
  const { input, type, click, isSaved } = await openTab()
  await elsewhere({ name: 'Theirs' })
  await type('Name', 'Mine')
  await click('Save')
  server.troubles = ['offline']
  await click('Save my changes on top')
  expect(await screen.findByText('Your changes were not saved')).toBeInTheDocument()
  expect(input('Name')).toHaveValue('Mine')
  await click('Save')
  await isSaved()
  expect(stored()).toMatchObject({ name: 'Mine', version: 3 })
})

it('compares with what its own first try wrote when that answer was lost', async () => {
  const { type, click, isSaved } = await openTab()
  server.troubles = ['lost']
  await type('Name', 'Mine')
  await click('Save')
  expect(await screen.findByText('Your changes were not saved')).toBeInTheDocument()
  await click('Save')
  expect(await screen.findByText(/None of it touches what you changed/)).toBeInTheDocument()
  expect(screen.getByRole('row', { name: 'Name Savings Mine the same' })).toBeInTheDocument()
  await click('Drop my changes')
  await isSaved()
  expect(stored()).toMatchObject({ name: 'Mine', version: 2 })
})

it('loses nothing that is typed while the server is out of reach, and the same button tries again', async () => {
  const { input, type, click, isSaved } = await openTab()
  server.troubles = ['offline']
  await type('Name', 'Mine')
  await click('Save')
  expect(await screen.findByText(/The server cannot be reached/)).toBeInTheDocument()
  expect(input('Name')).toHaveValue('Mine')
  await click('Save')
  await isSaved()
  expect(screen.queryByText(/The server cannot be reached/)).toBeNull()
  expect(stored()).toMatchObject({ name: 'Mine', version: 2 })
})

it('shows what the server refuses beside its field, until that is changed', async () => {
  const { input, type, click, isSaved } = await openTab()
  server.troubles = ['refused']
  await type('Balance', '9000')
  await click('Save')
  await waitFor(() => expect(input('Balance')).toHaveAccessibleDescription(/Too much\./))
  expect(screen.getByText('One value is refused. See the marked fields.')).toBeInTheDocument()
  await type('Balance', '8000')
  expect(input('Balance')).not.toHaveAccessibleDescription(/Too much\./)
  await click('Save')
  await isSaved()
  expect(stored()?.params.value).toBe(8_000)
})

it('adds what is typed as a new row when the edited one is gone, and once however often it is tried', async () => {
  const { type, click, path } = await openTab()
  await type('Name', 'Mine')
  server.rows.delete('row 1')
  await click('Save')
  expect(await screen.findByText('It is gone')).toBeInTheDocument()
  expect(screen.getByRole('alert')).toHaveTextContent(
    'What you typed was not saved. It is still in the form.',
  )
  server.troubles = ['lost']
  await click('Add it anew')
  expect(await screen.findByText('It was not added')).toBeInTheDocument()
  await click('Add it anew')
  await waitFor(() => expect(path()).toBe('/added'))
  expect([...server.rows.values()]).toMatchObject([{ id: 'row 2', name: 'Mine', params: first.params }])
})

it('says of a save that it failed, also after what is typed could not be added as a new row', async () => {
  const { type, click } = await openTab()
  await type('Name', 'Mine')
  server.rows.delete('row 1')
  await click('Save')
  server.troubles = ['offline']
  await click('Add it anew')
  expect(await screen.findByText('It was not added')).toBeInTheDocument()
  await click('Save')
  expect(await screen.findByText('It is gone')).toBeInTheDocument()
  expect(screen.queryByText('It was not added')).toBeNull()
  expect(screen.queryByText(/The server cannot be reached/)).toBeNull()
})

it('sends nothing while it is paused, and goes on with what is typed when it is not any more', async () => {
  const { input, type, click, pause, isSaved } = await openTab()
  await type('Name', 'Mine')
  await pause('Saving is paused.')
  expect(await screen.findByText('Saving is paused.')).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled()
  await userEvent.type(input('Name'), '{Enter}')
  expect(stored()).toEqual(first)
  await pause(null)
  await waitFor(() => expect(screen.getByRole('button', { name: 'Save' })).toBeEnabled())
  await click('Save')
  await isSaved()
  expect(stored()).toMatchObject({ name: 'Mine', version: 2 })
})

it('goes on from the row that was archived', async () => {
  const { type, click, isSaved } = await openTab()
  await click('Archive')
  expect(await screen.findByText('archived, saved')).toBeInTheDocument()
  await type('Name', 'Mine')
  await click('Save')
  await isSaved()
  expect(stored()).toMatchObject({ name: 'Mine', status: 'archived', version: 3 })
})

it('keeps what is typed while it is being archived, and saves it on top', async () => {
  const { input, type, click, isSaved } = await openTab()
  const { promise, resolve } = Promise.withResolvers<void>()
  server.ready = promise
  await click('Archive')
  await type('Name', 'Mine')
  resolve()
  expect(await screen.findByText('Known as version 2')).toBeInTheDocument()
  expect(input('Name')).toHaveValue('Mine')
  await click('Save')
  expect(await screen.findByText(/None of it touches what you changed/)).toBeInTheDocument()
  await click('Save my changes on top')
  await isSaved()
  expect(stored()).toMatchObject({ name: 'Mine', status: 'archived', version: 3 })
})

it('leads away from a row that is removed', async () => {
  const { click, path } = await openTab()
  await click('Remove')
  await waitFor(() => expect(path()).toBe('/removed'))
})

it('leads nobody away who has left before the row is removed', async () => {
  const { click, leave, path } = await openTab()
  const { promise, resolve } = Promise.withResolvers<void>()
  server.ready = promise
  await click('Remove')
  await leave()
  await act(async () => resolve())
  await waitFor(() => expect(stored()).toBeUndefined())
  expect(path()).toBe('/elsewhere')
})

it('lets nothing be typed that would be lost while the edited one is added as a new row', async () => {
  const { input, type, click } = await openTab()
  await type('Name', 'Mine')
  server.rows.delete('row 1')
  await click('Save')
  expect(await screen.findByText('It is gone')).toBeInTheDocument()
  const { promise, resolve } = Promise.withResolvers<void>()
  server.ready = promise
  server.troubles = ['offline']
  await click('Add it anew')
  expect(input('Name').closest('[inert]')).not.toBeNull()
  resolve()
  await waitFor(() => expect(input('Name').closest('[inert]')).toBeNull())
})
