/** A database in use, backed up; and empty ones to restore it into. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { afterAll } from 'vitest'
import { copyDatabase, createBlankDatabase } from '../../scripts/stack/blank-database.ts'
import type { Stack } from '../../scripts/stack/stack.ts'
import { inhabit } from './inhabitants.ts'
import { ownStack } from './own-stack.ts'
import type { TestUser } from './users.ts'

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
  const applied = await inhabit(stack, sql)
  await createBlankDatabase(stack.server.url, 'blank')
  let number = 0
  const empty = () => {
    number += 1
    return copyDatabase(stack.server.url, 'blank', `empty_${number}`)
  }
  return { stack, sql, ...applied, folder, empty, open }
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
