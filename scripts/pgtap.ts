/**
 * Runs supabase/tests (pgTAP) on an embedded PostgreSQL with all migrations: no Docker, no server. The same files
 * run under `supabase test db`. Twice: in a project as it used to be, which grants all by default, and in one of today, which grants
 * nothing and switches row level security on for every new table.
 * `npm run test:pgtap -- merge` runs those whose name contains "merge".
 * Ends with the line `N passed, N failed`.
 */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { pgtap } from '@electric-sql/pglite/pgtap'
import { App, splitSqlStatements } from '@supabase/lite'
import { createPgliteConnection } from '@supabase/lite/pglite'
import { readMigrations } from './stack/migrations.ts'
import {
  apiRolesWhereMissing,
  defaultPrivileges,
  type Grants,
  rlsAutoEnable,
} from './stack/project-defaults.ts'

const directory = path.resolve(import.meta.dirname, '../supabase/tests')

/** A database as `supabase test db` meets it: migrated, not seeded, pgTAP in the schema `extensions`. */
async function openDatabase(grants: Grants) {
  const connection = await createPgliteConnection({ pgliteOptions: { extensions: { pgtap } } })
  await new App({ connection, auth: { enabled: true } }).ensureSystemSchema()
  const database = connection.driver
  await database.exec(
    apiRolesWhereMissing + defaultPrivileges(grants) + (grants.withoutDefaultPrivileges ? rlsAutoEnable : ''),
  )
  for (const migration of await readMigrations()) await database.exec(migration.sql)
  await database.exec(`
    create extension pgtap with schema extensions;
    set search_path = "$user", public, extensions;`)
  return { database, close: () => connection.close() }
}

type Database = Awaited<ReturnType<typeof openDatabase>>['database']

interface Counts {
  passed: number
  failed: number
}

/** Every TAP line of a file, in order; a file that breaks counts as one failure. */
async function runFile(database: Database, file: string): Promise<Counts> {
  const lines: string[] = []
  try {
    // One by one, as psql sends them: together they would be one transaction.
    for (const statement of splitSqlStatements(await readFile(path.join(directory, file), 'utf8')))
      for (const result of await database.exec(statement))
        lines.push(...result.rows.flatMap((row) => Object.values(row).map(String)))
  } catch (error) {
    await database.exec('rollback; reset role;')
    const { message, detail, where } = error as { message: string; detail?: string; where?: string }
    console.log(`not ok - ${file} breaks: ${[message, detail, where].filter(Boolean).join('\n  ')}`)
    return { passed: 0, failed: 1 }
  }
  const tap = lines.flatMap((line) => line.split('\n'))
  const passed = tap.filter((line) => /^ok \d+/.test(line)).length
  let failed = tap.filter((line) => /^not ok \d+/.test(line)).length
  const planned = Number(tap.find((line) => /^1\.\.\d+$/.test(line))?.slice(3) ?? Number.NaN)
  if (planned !== passed + failed) {
    console.log(`not ok - ${file} planned ${planned} tests and ran ${passed + failed}`)
    failed += 1
  }
  for (const line of tap) if (/^(not ok|#)/.test(line)) console.log(`${file}: ${line}`)
  return { passed, failed }
}

const wanted = process.argv.slice(2).filter((arg) => !arg.startsWith('-'))
const files = (await readdir(directory)).filter((file) => file.endsWith('.sql')).sort()
const chosen = files.filter(
  (file) => file.startsWith('000') || wanted.length === 0 || wanted.some((part) => file.includes(part)),
)
const total: Counts = { passed: 0, failed: 0 }
for (const withoutDefaultPrivileges of [false, true]) {
  console.log(withoutDefaultPrivileges ? 'Without default privileges' : 'With default privileges')
  const { database, close } = await openDatabase({ withoutDefaultPrivileges })
  for (const file of chosen) {
    const start = performance.now()
    const counts = await runFile(database, file)
    total.passed += counts.passed
    total.failed += counts.failed
    console.log(
      `${counts.failed === 0 ? '✓' : '✗'} ${file}: ${counts.passed} passed, ${counts.failed} failed (${Math.round(performance.now() - start)} ms)`,
    )
  }
  await close()
}
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
