/** A database in use, backed up; and empty ones to restore it into. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { afterAll } from 'vitest'
import { listScenarioInstances } from '#data/scenario-instances/scenario-instances.api.ts'
import { copyDatabase, createBlankDatabase } from '../../scripts/stack/blank-database.ts'
import type { Stack } from '../../scripts/stack/stack.ts'
import { apply, revert } from './apply.ts'
import { direct } from './direct.ts'
import { clash, newInstance, propose, sandbox } from './factories.ts'
import { ownStack } from './own-stack.ts'
import { fillWhatOperatorsRead } from './rows-of-operators.ts'
import { signUp, type TestUser } from './stack.ts'

export interface World {
  stack: Stack
  /** As the owner of the database in use. */
  sql: postgres.Sql
  owner: TestUser
  /** An apply of the owner, with all that it was asked for. */
  applied: { scenarioId: string; requestId: string; fingerprint: string; applicationId: string }
  /** A folder for files. */
  folder: string
  /** An empty database with the migrations. */
  empty(): Promise<string>
  /** A connection to some database, closed after the tests. */
  open(url: string): postgres.Sql
}

/** Every table has rows in it: accounts, what is real, scenarios, a history with conflicts and reverts, flags, a rollout. */
export async function inhabited(): Promise<World> {
  const stack = await ownStack()
  const connections: postgres.Sql[] = []
  const open = (url: string) => {
    const sql = postgres(url, { max: 2, onnotice: () => {} })
    connections.push(sql)
    return sql
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'scenarios-backup-'))
  afterAll(async () => {
    for (const sql of connections) await sql.end({ timeout: 5 })
    await stack.stop()
    await rm(folder, { recursive: true })
  })
  const sql = open(stack.dbUrl)
  const applied = await fill(stack, sql)
  await createBlankDatabase(stack.server.url, 'blank')
  let number = 0
  const empty = () => {
    number += 1
    return copyDatabase(stack.server.url, 'blank', `empty_${number}`)
  }
  return { stack, sql, ...applied, folder, empty, open }
}

async function fill(stack: Stack, sql: postgres.Sql) {
  const [owner, other, gone] = [await signUp(stack), await signUp(stack), await signUp(stack)]
  const box = await sandbox(owner.client, [
    newInstance({ name: 'A back\\slash, \\N and “Ünïcode” 🏠' }),
    newInstance({ kind: 'property', name: '\\.', params: { value: 750_000.5, growth_rate: 0 } }),
  ])
  await propose(owner.client, box.copies[0]!, { params: { value: 2_000 } })
  const scenarioId = box.scenario.id
  const requestId = randomUUID()
  const asOwner = direct(sql, owner.id)
  const { fingerprint } = await asOwner.preview(scenarioId)
  const answer = await asOwner.apply({ scenarioId, requestId, fingerprint })
  await propose(owner.client, (await listScenarioInstances(owner.client, scenarioId))[1]!, {
    params: { value: 800_000 },
  })
  await revert(owner.client, (await apply(owner.client, scenarioId)).application_id)
  const conflict = await clash(other.client)
  await apply(other.client, conflict.scenario.id)
  await sandbox(gone.client)
  await gone.client.rpc('delete_account')
  await sql`
    insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, secret, created_at, updated_at)
    values (gen_random_uuid(), ${owner.id}, 'Phone', 'totp', 'verified', 'S3CRET', now(), now())`
  await sql`insert into public.user_roles (user_id, role) values (${owner.id}, 'admin'), (${other.id}, 'ops')`
  await sql`
    insert into public.user_feature_flags (user_id, flag_name, enabled) values (${owner.id}, 'feature:scenarios', true)`
  await sql`delete from public.instances where id = (
    select id from public.instances where user_id = ${other.id} limit 1)`
  await fillWhatOperatorsRead(sql, owner.id)
  await sql`update public.support_tickets set note = ${'A tab\there, a line\nbreak,\r\n\\.\nand \\N'}`
  await other.client.rpc('record_telemetry', {
    p_events: [{ session_id: randomUUID(), name: 'feature', attributes: { feature: 'scenario_created' } }],
  })
  await sql`update public.rollout_phases set status = 'active' where name = 'internal'`
  await sql`update public.rollout_phases set status = 'rolled_back' where name = 'internal'`
  return {
    owner,
    applied: { scenarioId, requestId, fingerprint, applicationId: answer.application_id },
  }
}

/** Every row of every table as PostgreSQL writes it. */
export async function everything(sql: postgres.Sql): Promise<Record<string, string[]>> {
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', nspname, relname) as name
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where relkind = 'r' and nspname in ('public', 'private', 'auth') order by 1`
  const rows: Record<string, string[]> = {}
  for (const { name } of tables) {
    const found = await sql.unsafe(`select t::text as row from ${name} as t order by 1`)
    rows[name] = found.map(({ row }) => row as string)
  }
  return rows
}
