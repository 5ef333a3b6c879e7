/**
 * What the roles of the API may do is granted by name, so it is the same in a project that grants them all by default
 * (before the autumn of 2026) and in one that grants them nothing. Held by comparison: whatever passes in one passes in
 * the other. `npm run test:contract:revoked` runs the contract tests in the second.
 */
import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Stack } from '../../scripts/stack/stack.ts'
import { sure } from '../../scripts/sure.ts'
import { apply } from '../support/apply.ts'
import { propose, sandbox } from '../support/factories.ts'
import { ownStack } from '../support/own-stack.ts'
import { adminConnection, anonymous, serviceRole, signUp, stack } from '../support/stack.ts'

let other: Stack
let sql: postgres.Sql
const shared = adminConnection()
beforeAll(async () => {
  other = await ownStack({ withoutDefaultPrivileges: process.env.WITHOUT_DEFAULT_PRIVILEGES !== 'true' })
  sql = postgres(other.dbUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await sql?.end()
  await other?.stop()
})

/** Each privilege of everybody and of the API's roles, one a line. */
async function privileges(at: postgres.Sql): Promise<string[]> {
  const rows = await at`
    with object (name, acl) as (
      select 'schema ' || nspname, coalesce(nspacl, acldefault('n', nspowner)) from pg_namespace
        where nspname in ('public', 'private')
      union all select relnamespace::regnamespace || '.' || relname,
        coalesce(relacl, acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner))
        from pg_class where relkind in ('r', 'p', 'v', 'm', 'S')
      union all select relnamespace::regnamespace || '.' || relname || '.' || attname, attacl
        from pg_attribute join pg_class on pg_class.oid = attrelid where attacl is not null
      -- What Supabase's dashboard adds is none of the migrations' business, and nothing but an event can call it.
      union all select 'function ' || oid::regprocedure, coalesce(proacl, acldefault('f', proowner)) from pg_proc
        where pronamespace in ('public'::regnamespace, 'private'::regnamespace) and prorettype <> 'event_trigger'::regtype
    )
    select name || ' ' || case grantee when 0 then 'everybody' else grantee::regrole::text end || ' ' || privilege_type as line
    from object, aclexplode(acl)
    where (name ~ '^(public|private)\\.' or name ~ '^(schema|function) ')
      and (grantee = 0 or grantee::regrole::text in ('anon', 'authenticated', 'service_role'))
    order by 1`
  return rows.map(({ line }) => line as string)
}

it('roles have the same privileges, whatever a project grants by default', async () => {
  const [mine, theirs] = await Promise.all([privileges(shared), privileges(sql)])
  expect(mine.length).toBeGreaterThan(200)
  expect(theirs).toEqual(mine)
})

it('everybody and visitors have no privilege but the use of the schema', async () => {
  const lines = (await privileges(sql)).filter((line) => / (everybody|anon) /.test(line))
  expect(lines.filter((line) => !line.startsWith('schema public '))).toEqual([])
})

it('the service role reads every table and view through the API', async () => {
  const relations = await sql`
    select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')`
  expect(relations.length).toBeGreaterThan(20)
  for (const { relname } of relations) {
    const { error } = await serviceRole(other).from(relname).select('*').limit(1)
    expect(error, relname).toBeNull()
  }
})

it('a user can copy, change and apply, and a visitor nothing', async () => {
  const { client } = await signUp(other)
  const { scenario, copies, instances } = await sandbox(client)
  await propose(client, copies[0], { params: { value: 2_000 } })
  const { status } = await apply(client, scenario.id)
  expect(status).toBe('success')
  const { data } = await client.from('instances').select('params').eq('id', instances[0].id).single()
  expect(sure(data).params).toMatchObject({ value: 2_000 })
  expect((await anonymous(other).from('instances').select('id')).error?.code).toBe('42501')
  expect(stack.apiUrl).not.toBe(other.apiUrl)
})
