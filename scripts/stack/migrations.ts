/**
 * Brings a project's database to where `supabase db push` and the seed would: each migration in one transaction, with its
 * entry in the history.
 */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { splitSqlStatements } from '@supabase/lite'
import type postgres from 'postgres'
import type { Sql } from 'postgres'

const root = path.resolve(import.meta.dirname, '../..')
/** From the root of a repository. */
export const migrationsDirectory = 'supabase/migrations'

export interface Migration {
  version: string
  name: string
  sql: string
}

/** All migrations of a repository, this one by default, in the order in which they run. */
export async function readMigrations(repository = root): Promise<Migration[]> {
  const directory = path.join(repository, migrationsDirectory)
  const files = (await readdir(directory)).filter((file) => /^\d{14}_.+\.sql$/.test(file)).sort()
  return Promise.all(
    files.map(async (file) => ({
      version: file.slice(0, 14),
      name: file.slice(15, -'.sql'.length),
      sql: await readFile(path.join(directory, file), 'utf8'),
    })),
  )
}

export async function applyMigrations(sql: Sql, migrations: Migration[]): Promise<void> {
  for (const migration of migrations) {
    try {
      await sql.begin(async (transaction) => {
        await transaction.unsafe(migration.sql).simple()
        await transaction`
          insert into supabase_migrations.schema_migrations (version, name, statements)
          values (${migration.version}, ${migration.name}, ${splitSqlStatements(migration.sql)})`
      })
    } catch (error) {
      throw new Error(
        `Migration ${migration.version}_${migration.name} failed: ${explain(error, migration.sql)}`,
        {
          cause: error,
        },
      )
    }
  }
}

export async function applySeed(sql: Sql): Promise<void> {
  const seed = await readFile(path.join(root, 'supabase/seed.sql'), 'utf8').catch(() => '')
  await sql.begin((transaction) => transaction.unsafe(seed).simple())
}

function explain(error: unknown, text: string): string {
  const { message, detail, hint, where, position } = error as postgres.PostgresError
  const line = position ? `at line ${text.slice(0, Number(position)).split('\n').length}` : undefined
  return [message, line, detail, hint, where].filter(Boolean).join('\n  ')
}
