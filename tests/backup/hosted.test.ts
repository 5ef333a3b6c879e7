/** Backup and restore as a hosted project allows them: no superuser, and accounts in tables that are Supabase's. */
import path from 'node:path'
import { beforeAll, expect, it, vi } from 'vitest'
import { backUp } from '../../scripts/backup/backup.ts'
import { restore } from '../../scripts/backup/restore.ts'
import { verify } from '../../scripts/backup/verify.ts'
import { addressAs } from '../../scripts/stack/hosted-project.ts'
import { sole, sure } from '../../scripts/sure.ts'
import { everything, inhabited, type World } from '../support/backups.ts'

// A restore does a lot, and a crowded machine takes its time.
vi.setConfig({ testTimeout: 120_000 })

let world: World
let file: string
beforeAll(async () => {
  world = await inhabited()
  file = path.join(world.folder, 'everything.backup')
  await backUp(world.stack.dbUrl, file)
}, 120_000)

it('restores every row as an owner who is no superuser', async () => {
  const target = await world.empty()
  const sql = world.open(target)
  const [role] = await sql`select rolsuper, rolbypassrls from pg_roles where rolname = current_user`
  expect(role).toEqual({ rolsuper: false, rolbypassrls: true })
  await expect(sql`alter table auth.users disable trigger user`).rejects.toThrow(/owner/)

  await restore(target, file, { fromUrl: world.stack.dbUrl })
  const { differences } = await verify(file, target)
  expect(sure(differences).map(({ table }) => table)).toEqual(['public.operation_runs'])
  const integrity = await sole(sql`select public.verify_integrity() as found`)
  expect(integrity.found.filter(({ violations }: { violations: number }) => violations > 0)).toEqual([])
})

it('backs up everything as that role, and deletes accounts again', async () => {
  const source = await world.empty()
  await restore(source, file, { fromUrl: world.stack.dbUrl })
  const again = path.join(world.folder, 'again.backup')
  await backUp(source, again)
  await world.open(source)`delete from auth.users where id = ${world.owner.id}`
  const target = await world.empty()
  const { deletedAccounts } = await restore(target, again, { fromUrl: source })
  expect(deletedAccounts).toBe(1)
  const rows = await everything(world.open(target))
  expect(
    Object.values(rows)
      .flat()
      .filter((row) => row.includes(world.owner.id)),
  ).toEqual(
    sure(rows['private.deleted_accounts'])
      .filter((row) => row.includes(world.owner.id))
      .concat(sure(rows['public.feature_flag_audit']).filter((row) => row.includes(world.owner.id))),
  )
})

it('restores accounts into another version of Supabase Auth, where no value is lost', async () => {
  const target = await world.empty()
  const sql = world.open(addressAs('supabase_admin', target))
  await sql
    .unsafe(`
    alter table auth.users drop column invited_at, add column factor_count integer default 0;
    alter table auth.users alter column is_anonymous type text using is_anonymous::text;`)
    .simple()
  const { adapted } = await restore(target, file, { isUnknown: true })
  expect(adapted).toEqual(['auth.users'])
  const people = await sql`select id, email, encrypted_password, created_at::text from auth.users order by id`
  expect(people).toEqual(
    await world.sql`select id, email, encrypted_password, created_at::text from auth.users order by id`,
  )
})

it('refuses another version of Supabase Auth that would lose a value', async () => {
  const target = await world.empty()
  const sql = world.open(addressAs('supabase_admin', target))
  await sql`alter table auth.users drop column encrypted_password`
  const before = await everything(sql)
  await expect(restore(target, file, { isUnknown: true })).rejects.toThrow(
    /auth\.users has no column encrypted_password here, and the backup has values in it/,
  )
  expect(await everything(sql)).toEqual(before)
})

it('refuses to back up as a role from whom rows are hidden', async () => {
  const target = await world.empty()
  const sql = world.open(addressAs('supabase_admin', target))
  await sql
    .unsafe(`
    create role reader_of_hosted login password 'reader';
    grant usage on schema public, private, auth to reader_of_hosted;
    grant select on all tables in schema public, private to reader_of_hosted;`)
    .simple()
  const url = new URL(target)
  url.username = 'reader_of_hosted'
  url.password = 'reader'
  const nothing = path.join(world.folder, 'nothing.backup')
  await expect(backUp(url.href, nothing)).rejects.toThrow(
    /may not read auth\.users.*\(postgres on Supabase\)/,
  )
  await sql`grant select on all tables in schema auth to reader_of_hosted`
  await expect(backUp(url.href, nothing)).rejects.toThrow(/Row level security hides rows of auth\./)
})

it('refuses to restore as a role that does not own the tables', async () => {
  const target = await world.empty()
  const sql = world.open(target)
  await sql
    .unsafe(`
    create role guest_of_hosted login password 'guest' bypassrls;
    grant usage on schema public, private, auth to guest_of_hosted;
    grant all on all tables in schema public, private, auth to guest_of_hosted;`)
    .simple()
  const url = new URL(target)
  url.username = 'guest_of_hosted'
  url.password = 'guest'
  await expect(restore(url.href, file, { isUnknown: true })).rejects.toThrow(
    /does not own private\..*Nothing was written/,
  )
})
