/** What was taken away after a backup does not come back with it. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, expect, it, vi } from 'vitest'
import { backUp } from '../../scripts/backup/backup.ts'
import { restore } from '../../scripts/backup/restore.ts'
import { sole } from '../../scripts/sure.ts'
import { inhabited, type World } from '../support/backups.ts'
import { signUp, type TestUser } from '../support/stack.ts'

// A restore does a lot, and a crowded machine takes its time.
vi.setConfig({ testTimeout: 120_000 })

let world: World
let file: string
let leaver: TestUser
let victim: TestUser
let stayer: TestUser
let accidentAt: string
let fromOld: Awaited<ReturnType<typeof into>>
beforeAll(async () => {
  world = await inhabited()
  file = path.join(world.folder, 'everything.backup')
  ;[leaver, victim, stayer] = [
    await signUp(world.stack),
    await signUp(world.stack),
    await signUp(world.stack),
  ]
  await world.sql`insert into public.user_roles (user_id, role) values (${victim.id}, 'admin')`
  await world.sql`
    insert into public.user_feature_flags (user_id, flag_name, enabled)
    values (${stayer.id}, 'feature:scenarios:apply', true), (${victim.id}, 'feature:scenarios', true)`
  await world.sql`
    update public.feature_flags set enabled = true, rollout_percentage = case flag_name when 'feature:scenarios' then 50 else 100 end`
  await world.sql`update public.rollout_phases set status = 'active' where name = 'half'`
  await backUp(world.stack.dbUrl, file)

  await leaver.client.rpc('delete_account')
  await world.sql`delete from public.user_roles where user_id = ${world.owner.id}`
  await world.sql`delete from public.user_feature_flags where user_id = ${world.owner.id}`
  await world.sql`
    insert into public.user_feature_flags (user_id, flag_name, enabled)
    values (${stayer.id}, 'feature:scenarios:apply', false), (${stayer.id}, 'feature:scenarios', false)
    on conflict (user_id, flag_name) do update set enabled = excluded.enabled`
  await world.sql`update public.profiles set shares_usage = false where user_id = ${stayer.id}`
  await world.sql`update public.feature_flags set rollout_percentage = 25 where flag_name = 'feature:scenarios'`
  await world.sql`select public.kill_feature('feature:scenarios:apply', 'It breaks')`
  await world.sql`update public.rollout_phases set status = 'rolled_back' where name = 'half'`
  const moment = await sole(world.sql`select clock_timestamp()::text as now`)
  accidentAt = moment.now
  await world.sql`delete from auth.users where id = ${victim.id}`
  fromOld = await into({ fromUrl: world.stack.dbUrl })
}, 120_000)

async function into(source: Parameters<typeof restore>[2]) {
  const target = await world.empty()
  const report = await restore(target, file, source)
  const sql = world.open(target)
  const people = await sql<{ id: string }[]>`select id from auth.users`
  const flags = await sql`
    select flag_name, enabled, rollout_percentage::float from public.feature_flags order by flag_name`
  return { report, sql, people: people.map(({ id }) => id), flags: flags.map((row) => Object.values(row)) }
}

it('deletes accounts again, withdraws roles, and leaves off what was switched off', async () => {
  const { report, people, flags, sql } = fromOld
  expect(report).toMatchObject({
    deletedAccounts: 2,
    withdrawnRoles: 1,
    switchedOff: ['feature:scenarios', 'feature:scenarios:apply'],
  })
  expect(people).not.toContain(leaver.id)
  expect(people).not.toContain(victim.id)
  expect(flags).toEqual([
    ['feature:scenarios', true, 25],
    ['feature:scenarios:apply', false, 100],
    ['feature:scenarios:conflict_resolution', true, 100],
  ])
  expect(await sql`select from public.user_roles where role = 'admin'`).toHaveLength(0)
  const change = await sole(sql`
    select change_reason from public.feature_flag_audit where flag_name = 'feature:scenarios:apply' order by created_at desc limit 1`)
  expect(change.change_reason).toMatch(/^Restored from the backup of .*; it was off/)
})

it('withdraws exceptions of single users, and keeps off whom somebody took out', async () => {
  const { report, sql } = fromOld
  const exceptions = 'select user_id, flag_name, enabled from public.user_feature_flags order by 1, 2'
  expect(await sql.unsafe(exceptions)).toEqual(await world.sql.unsafe(exceptions))
  expect(await sql.unsafe(exceptions)).toHaveLength(2)
  expect(report.withdrawnOverrides).toBe(3)
  const own = await sole(sql`
    select change_reason from public.feature_flag_audit
    where user_id = ${stayer.id} and flag_name = 'feature:scenarios' order by created_at desc limit 1`)
  expect(own.change_reason).toMatch(/^Restored from the backup of .*; it was off/)
})

it('does not take up telling about use again where somebody declined it', async () => {
  const { report, sql } = fromOld
  const silent = await sql<{ user_id: string }[]>`select user_id from public.profiles where not shares_usage`
  expect(silent).toEqual([{ user_id: stayer.id }])
  expect(report.withdrawnConsents).toBe(1)
})

it('remembers when they were deleted, for the next restore', async () => {
  const { sql } = fromOld
  const known = 'select user_id, deleted_at::text from private.deleted_accounts order by user_id'
  expect(await sql.unsafe(known)).toEqual(await world.sql.unsafe(known))
})

it('brings back accounts that the accident deleted, with their roles and exceptions', async () => {
  const { report, people, sql } = await into({ fromUrl: world.stack.dbUrl, accidentAt })
  expect(report.deletedAccounts).toBe(1)
  expect(people).not.toContain(leaver.id)
  expect(people).toContain(victim.id)
  expect(await sql`select user_id from public.user_roles where role = 'admin'`).toEqual([
    { user_id: victim.id },
  ])
  expect(await sql`select user_id from public.user_feature_flags where enabled`).toEqual([
    { user_id: victim.id },
  ])
  expect(report).toMatchObject({ withdrawnRoles: 1, withdrawnOverrides: 3 })
})

it('pauses the rollout, and lets nobody go on before somebody looked', async () => {
  const { report, sql } = fromOld
  expect(report.paused).toBe('half')
  const here = await sole(sql`select phase, status, what_holds from public.rollout_status where is_current`)
  expect(here).toMatchObject({ phase: 'half', status: 'paused' })
  expect(here.what_holds[0]).toMatch(/Not acknowledged: Restored from the backup of .* half was rolled_back/)
  await expect(sql`select public.advance_rollout('Go on')`).rejects.toThrow(
    /held by one thing: Not acknowledged/,
  )
  const open = await sql`select from private.rollout_periods where ended_at is null`
  expect(open).toHaveLength(0)
  await sql`select public.acknowledge_alert(id, 'Looked') from public.rollout_alerts where acknowledged_at is null`
  const [{ answer }] = (await sql`select public.advance_rollout('Go on') as answer`) as unknown as [
    { answer: { phase: string } },
  ]
  expect(answer.phase).toBe('half')
})

it('says what was lost: the time, and how many rows of which table', () => {
  const { report } = fromOld
  expect(report.lostMilliseconds).toBeGreaterThan(0)
  expect(report.lost).toContainEqual({ table: 'public.rollout_phases', rows: 1 })
  expect(report.lost?.map(({ table }) => table)).toContain('public.feature_flag_audit')
})

it('switches everything off where nobody knows what was', async () => {
  const list = path.join(world.folder, 'deleted.txt')
  await writeFile(list, `${leaver.id.toUpperCase()}\n${victim.id}\n`)
  const { report, people, flags } = await into({ deletedAccounts: list })
  expect(report.deletedAccounts).toBe(2)
  expect(people).not.toContain(leaver.id)
  expect(flags.map(([, enabled]) => enabled)).toEqual([false, false, false])
  const unknown = await into({ isUnknown: true })
  expect(unknown.people).toContain(leaver.id)
  expect(unknown.flags.map(([, enabled]) => enabled)).toEqual([false, false, false])
  expect(unknown.report.lost).toBeNull()
})

it('writes nothing when it cannot learn what was taken away', async () => {
  const list = path.join(world.folder, 'names.txt')
  await writeFile(list, 'somebody@example.com\n')
  const target = await world.empty()
  const nowhere = new URL(world.stack.dbUrl)
  nowhere.pathname = '/nowhere'
  for (const [source, sentence] of [
    [{ deletedAccounts: list }, /"somebody@example\.com" is none/],
    [{ deletedAccounts: path.join(world.folder, 'none.txt') }, /There is no file .*none\.txt/],
    [{ fromUrl: nowhere.href }, /does not tell what was taken away since the backup .*nowhere/],
  ] as const)
    await expect(restore(target, file, source)).rejects.toThrow(sentence)
  expect(await world.open(target)`select from auth.users`).toHaveLength(0)
})
