/**
 * The database of the embedded backend: PGlite with the Supabase API in front, migrated at start, seeded once when it is
 * new. What takes memory by the hundred megabytes without being of use is kept away here; docs/benchmarks.md has figures.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import v8 from 'node:v8'
import { PGlite } from '@electric-sql/pglite'
import type { App } from '@supabase/lite'
import { applyPendingMigrations, createApi, resolveConfiguredPublishableKey } from '@supabase/lite/cli'

const root = path.resolve(import.meta.dirname, '..')

/** config.toml reads from here where the data are. */
function dataDirectory(): string {
  process.env.SCENARIOS_DATA_DIR ||= path.join(root, 'supabase/.temp/data')
  return process.env.SCENARIOS_DATA_DIR
}

/**
 * Makes the directory of a new database; answers at once where there is one. PGlite runs two databases and `initdb` for that, and
 * what they took stays with their process: so it is one of their own. Whatever stops it leaves no half of a database.
 */
export async function createDatabase(): Promise<void> {
  const directory = dataDirectory()
  if (existsSync(path.join(directory, 'PG_VERSION'))) return
  const unfinished = `${directory}.${process.pid}`
  await mkdir(path.dirname(directory), { recursive: true })
  // Short-lived: optimizing its code would take longer, and more memory, than it saves.
  const flags = ['--liftoff-only', '--input-type=module', '--eval']
  const program = `
    import { PGlite } from '@electric-sql/pglite'
    const database = await PGlite.create(${JSON.stringify(unfinished)})
    await database.close()`
  const creation = spawn(process.execPath, [...flags, program], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = await once(creation, 'exit')
  try {
    if (code !== 0) throw new Error(`No database could be created in ${directory}.`)
    await rename(unfinished, directory)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

/** Opens the database, and the API in front of it. */
export async function openDatabase(options: { admin: boolean }): Promise<App> {
  // A single function of PostgreSQL's takes V8's optimizer 600 MB and seconds; requests are as fast without.
  for (const flag of ['--no-wasm-dynamic-tiering', '--no-wasm-tier-up']) v8.setFlagsFromString(flag)
  // 128 MB by default, all of it written to at the start.
  PGlite.defaultStartParams.push('-c', 'shared_buffers=16MB')
  dataDirectory()
  const api = await createApi({ withSupabaseClient: false })
  const app = await api.project.local.createApp(undefined, options)
  await applyPendingMigrations(app)
  // Supabase grants this: functions that run as their caller look up auth.uid().
  await app.connection.exec('grant usage on schema auth to anon, authenticated, service_role')
  await seedOnce(app)
  // lite sets itself up at its first request, and stumbles when a page's first requests come at once.
  const key = (await resolveConfiguredPublishableKey()) ?? ''
  await app.fetch(new Request('http://127.0.0.1/rest/v1/feature_flags?limit=1', { headers: { apikey: key } }))
  return app
}

/** Seeds a new database, and none that has been lived in. The record is the Supabase CLI's own. */
async function seedOnce({ connection }: App) {
  await connection.exec(
    'create table if not exists supabase_migrations.seed_files (path text primary key, hash text not null)',
  )
  const seeded = await connection.exec<{ rows: unknown[] }>('select from supabase_migrations.seed_files')
  if (seeded.rows.length > 0) return
  const seed = await readFile(path.join(root, 'supabase/seed.sql'), 'utf8')
  const hash = createHash('sha256').update(seed).digest('hex')
  await connection.exec(
    `${seed}; insert into supabase_migrations.seed_files values ('supabase/seed.sql', '${hash}')`,
  )
}
