/** A backup, restored into an empty database: every row is there, and the product goes on from it. */
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createClient } from '@supabase/supabase-js'
import { beforeAll, expect, it, vi } from 'vitest'
import { backUp } from '../../scripts/backup/backup.ts'
import { restore } from '../../scripts/backup/restore.ts'
import { verify } from '../../scripts/backup/verify.ts'
import { createApi } from '../../scripts/stack/api.ts'
import { freePort } from '../../scripts/stack/ports.ts'
import { sole, sure } from '../../scripts/sure.ts'
import { everything, inhabited, type World } from '../support/backups.ts'
import { direct } from '../support/direct.ts'

/** What people sign in anew for or have mailed anew, and what is the sign-in server's own. */
const leftBehind = [
  'auth.audit_log_entries',
  'auth.flow_state',
  'auth.one_time_tokens',
  'auth.refresh_tokens',
  'auth.schema_migrations',
  'auth.sessions',
]

// A restore does a lot, and a crowded machine takes its time.
vi.setConfig({ testTimeout: 120_000 })

let world: World
let file: string
let before: Awaited<ReturnType<typeof everything>>
let restored: string
beforeAll(async () => {
  world = await inhabited()
  file = path.join(world.folder, 'everything.backup')
  before = await everything(world.sql)
  await backUp(world.stack.dbUrl, file)
  restored = await world.empty()
  await restore(restored, file, { fromUrl: world.stack.dbUrl })
}, 120_000)

it('has a row of every table in it, so that nothing is compared that is not there', () => {
  const none = Object.keys(before).filter(
    (name) => sure(before[name]).length === 0 && !leftBehind.includes(name),
  )
  expect(none).toEqual([])
})

it('restores every row of every table to the letter, with accounts, versions, times and history', async () => {
  const after = await everything(world.open(restored))
  for (const name of Object.keys(before)) {
    if (leftBehind.includes(name)) expect(after[name], name).toEqual([])
    else if (name === 'public.operation_runs')
      expect(after[name], name).toEqual(expect.arrayContaining(sure(before[name])))
    else expect(after[name], name).toEqual(before[name])
  }
})

it('finds no row of the restored database otherwise than in the file, but for the record of the restore', async () => {
  const { differences } = await verify(file, restored)
  expect(differences).toEqual([{ table: 'public.operation_runs', rowsInBackup: 1, rowsInDatabase: 2 }])
})

it('notes both where operators look', async () => {
  const [backup] =
    await world.sql`select outcome, figures from public.operation_runs where operation = 'backup'`
  expect(backup).toMatchObject({ outcome: 'success', figures: { file_bytes: (await stat(file)).size } })
  const [run] = await world.open(restored)`
    select outcome, figures from public.operation_runs where operation = 'restore'`
  expect(run).toMatchObject({ outcome: 'success', figures: { deleted_accounts: 0 } })
})

it('keeps every invariant, and every trigger in force', async () => {
  const sql = world.open(restored)
  const integrity = await sole(sql`select public.verify_integrity() as found`)
  expect(integrity.found.filter(({ violations }: { violations: number }) => violations > 0)).toEqual([])
  const disabled = await sql`select tgrelid::regclass, tgname from pg_trigger where tgenabled <> 'O'`
  expect(disabled).toHaveLength(0)
})

it('answers a repeated request as it did before', async () => {
  const { scenarioId, requestId, fingerprint, applicationId } = world.applied
  const owner = direct(world.open(restored), world.owner.id)
  const answer = await owner.apply({ scenarioId, requestId, fingerprint })
  expect(answer).toMatchObject({ application_id: applicationId, replayed: true, status: 'success' })
})

it('goes on: what was reverted is previewed and applied again', async () => {
  const owner = direct(world.open(restored), world.owner.id)
  const { fingerprint, items } = await owner.preview(world.applied.scenarioId)
  expect(items.map(({ action }) => action)).toEqual(['update'])
  expect((await owner.apply({ scenarioId: world.applied.scenarioId, fingerprint })).status).toBe('success')
})

it('lets people sign in with the password they had', async () => {
  const api = await createApi({ dbUrl: restored, port: await freePort(), log: () => {} })
  await api.listen()
  try {
    const client = createClient(api.url, api.publishableKey, { auth: { persistSession: false } })
    const { email, password, id } = world.owner
    const { data, error } = await client.auth.signInWithPassword({ email, password })
    expect(error).toBeNull()
    expect(data.user?.id).toBe(id)
    const { data: instances } = await client.from('instances').select('id')
    expect(instances).toHaveLength(2)
  } finally {
    await api.stop()
  }
})

it('restores numbers that a sequence gives, and where the sequence stood', async () => {
  const source = await world.empty()
  const target = await world.empty()
  const table = 'create table public.counted (id bigint generated always as identity primary key, name text)'
  await world
    .open(source)
    .unsafe(
      `${table}; insert into public.counted (name) values ('a'), ('b'), ('c'); delete from public.counted where name <> 'b'`,
    )
    .simple()
  await world.open(target).unsafe(table)
  const numbered = path.join(world.folder, 'numbered.backup')
  await backUp(source, numbered)
  await restore(target, numbered, { isUnknown: true })
  const sql = world.open(target)
  await sql`insert into public.counted (name) values ('d')`
  expect((await sql`select id, name from public.counted order by id`).map((row) => ({ ...row }))).toEqual([
    { id: '2', name: 'b' },
    { id: '4', name: 'd' },
  ])
})

it('is one moment of the database, whatever is written meanwhile', async () => {
  const name = path.join(world.folder, 'moment.backup')
  const expected = sure((await everything(world.sql))['public.instances']).length
  const writer = world.open(world.stack.dbUrl)
  let backingUp: ReturnType<typeof backUp> | undefined
  await writer.begin(async (transaction) => {
    await transaction`lock table public.instances in access exclusive mode`
    backingUp = backUp(world.stack.dbUrl, name)
    // Once it waits for this table it has read others.
    for (let waits = false; !waits; )
      [{ waits }] = (await world.sql`
        select count(*) > 0 as waits from pg_stat_activity
        where application_name = 'scenarios backup' and wait_event_type = 'Lock'`) as unknown as [
        { waits: boolean },
      ]
    await transaction`
      insert into public.instances (user_id, name, kind, params) values (${world.owner.id}, 'Late', 'cash', '{"value": 1}')`
  })
  const { tables } = await sure(backingUp)
  expect(tables.find(({ name }) => name === 'public.instances')?.rows).toBe(expected)
})

it('writes no file that is not whole, and none over another', async () => {
  const folder = path.join(world.folder, 'whole')
  await mkdir(folder)
  const taken = path.join(folder, 'taken.backup')
  await writeFile(taken, 'something else')
  await expect(backUp(world.stack.dbUrl, taken)).rejects.toThrow(/already\. Choose another name/)
  const url = new URL(world.stack.dbUrl)
  url.pathname = '/nowhere'
  await expect(backUp(url.href, path.join(folder, 'new.backup'))).rejects.toThrow(/nowhere/)
  expect(await readdir(folder)).toEqual(['taken.backup'])
  expect((await stat(file)).mode & 0o077).toBe(0)
})
