/**
 * Databases of a release, full of data of every kind, are migrated forward and verified: one of the last release to the migrations
 * that are here, and one of a release made of what is here, in a folder of its own, to a catalogue that changed in every way.
 */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { instanceKinds } from '#domain/instances/catalogue.ts'
import { restore } from '../../scripts/backup/restore.ts'
import { type Definition, definitionsOfCatalogue } from '../../scripts/catalogue/definitions.ts'
import { catalogueAfter } from '../../scripts/catalogue/difference.ts'
import { catalogueMigration } from '../../scripts/catalogue/migration-file.ts'
import { backUpInhabited } from '../../scripts/release/inhabited-backup.ts'
import { keepRelease } from '../../scripts/release/keep-release.ts'
import {
  filesOfRelease,
  latestRelease,
  problemsOfReleases,
  type Release,
  releasedMigrations,
} from '../../scripts/release/releases.ts'
import {
  type Repository,
  thisRepository,
  unreleasedRepository,
} from '../../scripts/release/repository.test-support.ts'
import { createApi } from '../../scripts/stack/api.ts'
import { createBlankDatabase } from '../../scripts/stack/blank-database.ts'
import {
  applyMigrations,
  type Migration,
  migrationsDirectory,
  readMigrations,
} from '../../scripts/stack/migrations.ts'
import { freePort } from '../../scripts/stack/ports.ts'
import type { Stack } from '../../scripts/stack/stack.ts'
import { sole, sure } from '../../scripts/sure.ts'
import { replay } from '../../scripts/traffic/replay.ts'
import { readStories } from '../../scripts/traffic/stories.ts'
import { direct } from '../support/direct.ts'
import { ownStack } from '../support/own-stack.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

type Rows = Record<string, Record<string, unknown>[]>

/** What is other than data: the catalogue itself, and the record of the restore. */
const besides = ['private.field_definitions', 'public.operation_runs']

let stack: Stack
const connections: postgres.Sql[] = []
beforeAll(async () => {
  stack = await ownStack()
})
afterAll(async () => {
  for (const sql of connections) await sql.end({ timeout: 5 })
  await stack?.stop()
})

/** A database as the release left it, with its data in it. */
async function released(root: string, release: Release, name: string): Promise<postgres.Sql> {
  const files = new Set(releasedMigrations(release).map((file) => path.basename(file)))
  const migrations = (await readMigrations(root)).filter((migration) => files.has(fileOf(migration)))
  expect(migrations).toHaveLength(files.size)
  const url = await createBlankDatabase(stack.server.url, name, migrations)
  await restore(url, path.join(root, filesOfRelease(release.version).backup), { isUnknown: true })
  const sql = postgres(url, { max: 2, onnotice: () => {} })
  connections.push(sql)
  return sql
}

const fileOf = ({ version, name }: Migration) => `${version}_${name}.sql`

/** Runs what the database does not have yet. */
async function migrate(sql: postgres.Sql, root: string): Promise<void> {
  const rows = await sql<{ version: string }[]>`select version from supabase_migrations.schema_migrations`
  const known = new Set(rows.map(({ version }) => version))
  await applyMigrations(
    sql,
    (await readMigrations(root)).filter(({ version }) => !known.has(version)),
  )
}

async function rowsOf(sql: postgres.Sql): Promise<Rows> {
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', nspname, relname) as name
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where relkind = 'r' and nspname in ('public', 'private') order by 1`
  const rows: Rows = {}
  for (const { name } of tables.filter((table) => !besides.includes(table.name))) {
    const found = await sql.unsafe(`select to_jsonb(t) as row from ${name} as t order by t::text collate "C"`)
    rows[name] = found.map(({ row }) => row)
  }
  return rows
}

/** A row of each table, without regard to their order, which follows what is in them. */
const sorted = (rows: Rows) =>
  Object.fromEntries(
    Object.entries(rows).map(([table, list]) => [
      table,
      list.map((row) => JSON.stringify(sortKeys(row))).sort(),
    ]),
  )

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  )
}

async function expectIntegrity(sql: postgres.Sql): Promise<void> {
  const answer = await sole(sql`select public.verify_integrity() as found`)
  expect(answer.found.length).toBeGreaterThan(10)
  expect(answer.found.filter(({ violations }: { violations: number }) => violations > 0)).toEqual([])
  const disabled = await sql`select tgrelid::regclass, tgname from pg_trigger where tgenabled <> 'O'`
  expect(disabled).toHaveLength(0)
}

async function storedCatalogue(sql: postgres.Sql): Promise<Definition[]> {
  const rows = await sql`
    select entity, key, type, min::float8, max::float8, required, default_value as "default", options, pattern,
      former_keys as "formerKeys", is_retired as "isRetired"
    from private.field_definitions`
  return byName(rows.map((row) => ({ ...row }) as Definition))
}

const byName = (definitions: readonly Definition[]) =>
  definitions.toSorted((a, b) => `${a.entity}.${a.key}`.localeCompare(`${b.entity}.${b.key}`))

async function replayed(sql: postgres.Sql, root: string, release: Release) {
  const { host, port, user, pass, database } = sql.options as unknown as Record<string, string | string[]>
  const api = await createApi({
    dbUrl: `postgresql://${user}:${pass}@${[host].flat()[0]}:${[port].flat()[0]}/${database}`,
    port: await freePort(),
    log: () => {},
  })
  await api.listen()
  // For whoever signs up in a story.
  await sql`update public.feature_flags set enabled = true, rollout_percentage = 100`
  try {
    const stories = await readStories(path.join(root, filesOfRelease(release.version).traffic))
    return await replay({ apiUrl: api.url, key: api.publishableKey, users: [], words: '', stories })
  } finally {
    await api.stop()
  }
}

it('every new database holds the catalogue that the app has', async () => {
  const sql = postgres(stack.dbUrl, { max: 1, onnotice: () => {} })
  connections.push(sql)
  const release = await latestRelease(thisRepository)
  expect(await storedCatalogue(sql)).toEqual(
    byName(catalogueAfter(release?.catalogue ?? [], definitionsOfCatalogue())),
  )
})

describe('from the last release to what is here', () => {
  it('keeps every row, every invariant and every answer to the app of that release', async () => {
    const release = await latestRelease(thisRepository)
    // There is none before the first: then the other half of this file is the whole of it.
    if (!release) return expect(await problemsOfReleases(thisRepository)).toEqual([])
    const sql = await released(thisRepository, release, 'last_release')
    const before = await rowsOf(sql)
    await migrate(sql, thisRepository)
    const after = await rowsOf(sql)
    for (const [table, rows] of Object.entries(before)) expect(after[table], table).toHaveLength(rows.length)
    await expectIntegrity(sql)
    expect(await storedCatalogue(sql)).toEqual(
      byName(catalogueAfter(release.catalogue, definitionsOfCatalogue())),
    )
    expect((await replayed(sql, thisRepository, release)).differences).toEqual([])
  })
})

describe('from a release of what is here to a catalogue that has changed', () => {
  let repository: Repository
  let release: Release
  let sql: postgres.Sql
  let before: Rows
  let wanted: Definition[]

  const moved: Record<string, [from: string, to: string]> = {
    property: ['weekly_rent', 'rent_a_week'],
    assumptions: ['inflation_rate', 'inflation'],
  }

  beforeAll(async () => {
    repository = await unreleasedRepository()
    const { root } = repository
    // The next release of this repository has other migrations than the last one, too.
    await writeFile(path.join(root, migrationsDirectory, '20990101000000_of_its_own.sql'), 'select 1;\n')
    await keepRelease(root, '1.0.0', definitionsOfCatalogue(), backUpInhabited)
    release = sure(await latestRelease(root))
    sql = await released(root, release, 'release')
    before = await rowsOf(sql)
    wanted = release.catalogue.flatMap((field): Definition[] => {
      const move = moved[field.entity]
      if (field.key === move?.[0]) return [{ ...field, key: move[1], formerKeys: [field.key] }]
      if (field.entity === 'portfolio' && field.key === 'expected_return') return [{ ...field, max: 200 }]
      if (field.entity === 'loan' && field.key === 'rate') return [{ ...field, default: 7 }]
      return field.entity === 'property' && field.key === 'growth_rate' ? [] : [field]
    })
    wanted.push({
      ...sure(release.catalogue.find(({ key }) => key === 'volatility')),
      entity: 'cash',
      key: 'fee_rate',
      default: 1,
    })
    const next = await catalogueMigration(root, wanted)
    await writeFile(path.join(root, next.path), sure(next.text))
    await migrate(sql, root)
  })
  afterAll(() => repository?.remove())

  it('begins with a row in every table that holds what people did, of every kind, status and operation', () => {
    const none = Object.entries(before).flatMap(([table, rows]) => (rows.length === 0 ? [table] : []))
    expect(none).toEqual([])
    const values = (table: string, column: string) =>
      [...new Set(sure(before[`public.${table}`]).map((row) => row[column]))].sort()
    expect(values('instances', 'kind')).toEqual(instanceKinds.toSorted())
    expect(values('scenarios', 'status')).toEqual(['active', 'archived', 'draft'])
    expect(values('scenario_applications', 'operation')).toEqual([
      'add',
      'apply',
      'bulk_edit',
      'create',
      'delete',
      'duplicate',
      'edit',
      'import',
      'refresh',
      'restore',
      'revert',
      'update',
    ])
    expect(values('scenario_applications', 'status')).toContain('conflict')
  })

  it('takes the new migration as one that may be released', async () => {
    expect(await problemsOfReleases(repository.root)).toEqual([])
  })

  it('holds the catalogue that the app has then, and what is retired', async () => {
    const catalogue = await storedCatalogue(sql)
    expect(catalogue).toEqual(byName(catalogueAfter(release.catalogue, wanted)))
    expect(catalogue.filter(({ isRetired }) => isRetired).map(({ key }) => key)).toEqual(['growth_rate'])
  })

  it('keeps every row as it was, but for the keys that have another name', async () => {
    const after = await rowsOf(sql)
    const renamedIn = (row: Record<string, unknown>, entity: string) => {
      const [from, to] = sure(moved[entity])
      return JSON.parse(
        JSON.stringify(row)
          .replaceAll(`"${from}"`, `"${to}"`)
          .replaceAll(`"params.${from}"`, `"params.${to}"`),
      )
    }
    const expected = Object.fromEntries(
      Object.entries(before).map(([table, rows]) => [
        table,
        rows.map((row) => {
          if (row.kind === 'property') return renamedIn(row, 'property')
          return 'assumptions' in row ? renamedIn(row, 'assumptions') : row
        }),
      ]),
    )
    expect(sorted(after)).toEqual(sorted(expected))
    const text = (table: string) => JSON.stringify(after[table])
    for (const table of ['instances', 'scenario_instances', 'scenario_application_items'])
      expect(text(`public.${table}`), table).toContain('rent_a_week')
    expect(text('public.scenarios')).toContain('"inflation"')
  })

  it('keeps every invariant, and every trigger in force', () => expectIntegrity(sql))

  it('answers the app of the release as it was recorded, but for the name of a key', async () => {
    const { differences, requests } = await replayed(sql, repository.root, release)
    expect(requests).toBeGreaterThan(50)
    const names = new RegExp(`\\b(${Object.values(moved).flat().join('|')})\\b`)
    const renamed = differences.filter(({ place }) => names.test(place))
    expect(differences.filter((difference) => !renamed.includes(difference))).toEqual([])
  })

  it('can undo what was applied before, by the names that fields have now', async () => {
    const applied = await sole(sql`
      select application.id, application.user_id, item.instance_id
      from public.scenario_applications as application
      join public.scenario_application_items as item on item.application_id = application.id
      where application.operation = 'apply' and application.status = 'success' and item.after -> 'params' ? 'rent_a_week'
      order by application.created_at desc limit 1`)
    const { items } = await direct(sql, applied.user_id).previewRevert(applied.id)
    const item = sure(items.find(({ instance_id }) => instance_id === applied.instance_id))
    expect(item.fields.map(({ field, outcome }) => [field, outcome]).sort()).toEqual([
      ['params.growth_rate', 'proposed_only'],
      ['params.rent_a_week', 'proposed_only'],
    ])
    expect(item.after?.params).toEqual({ value: 90_000.25 })
  })
})
