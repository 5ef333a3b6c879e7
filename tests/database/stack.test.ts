import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { generateDatabaseTypes, isDatabaseTypesFresh } from '../../scripts/db-types.ts'
import { readMigrations } from '../../scripts/stack/migrations.ts'
import { sure } from '../../scripts/sure.ts'
import { adminConnection, anonymous, signUp, stack } from '../support/stack.ts'

const sql = adminConnection()

it('records every migration in the history', async () => {
  const recorded = await sql`select version, name from supabase_migrations.schema_migrations order by version`
  const files = await readMigrations()
  expect(recorded.map((row) => ({ ...row }))).toEqual(files.map(({ version, name }) => ({ version, name })))
})

it('tells a project with an older PostgreSQL at once, before anything is made', async () => {
  const [first] = await readMigrations()
  const demand = /do \$\$[^$]*server_version_num[^$]*\$\$;/.exec(sure(first).sql)
  expect(sure(first).sql.slice(0, sure(demand).index)).not.toMatch(/^[^-\n]*(create|alter|grant)/m)
  // As a server finds it that is not new enough.
  const error = await sql.unsafe(sure(demand)[0].replace('< 170000', '< 990000')).catch((reason) => reason)
  expect(error.message).toMatch(
    /^Scenarios needs PostgreSQL 17, and this is 17\.\d+.*\. Nothing was changed\.$/,
  )
  expect(error.hint).toMatch(/Upgrade the project/)
  await sql.unsafe(sure(demand)[0])
})

it('runs under the grants of the migrations, not those the API hands out', async () => {
  const [row] = await sql`
    select has_table_privilege('anon', 'public.instances', 'select') as anon_reads,
      has_table_privilege('authenticated', 'public.instances', 'delete') as user_deletes,
      has_column_privilege('authenticated', 'public.instances', 'version', 'update') as user_sets_version,
      has_table_privilege('authenticated', 'public.instances', 'select') as user_reads`
  expect(row).toMatchObject({
    anon_reads: false,
    user_deletes: false,
    user_sets_version: false,
    user_reads: true,
  })
})

it('demands a key', async () => {
  const answer = await fetch(`${stack.apiUrl}/rest/v1/instances`)
  expect(answer.status).toBe(401)
})

it('keeps anonymous visitors out of tables', async () => {
  const { error } = await anonymous().from('instances').select('id')
  expect(error?.code).toBe('42501')
})

it('signs users up as the app does', async () => {
  const { client, id } = await signUp()
  const { data } = await client.auth.getUser()
  expect(data.user?.id).toBe(id)
})

it('has types that match the database', async () => {
  const committed = await readFile(new URL('../../src/data/database.types.ts', import.meta.url), 'utf8')
  const generated = await generateDatabaseTypes(stack.dbUrl)
  expect(committed.split('\n').slice(1).join('\n')).toBe(generated)
  expect(await isDatabaseTypesFresh()).toBe(true)
})
