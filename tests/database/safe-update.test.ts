/**
 * Hosted Supabase refuses an update or delete without a where clause to whoever comes through the API, inside functions
 * and common table expressions too; `postgres`, who runs migrations, is left alone. Our binaries have no `safeupdate`:
 * requests are refused by the test server, functions are read.
 */
import { expect, it } from 'vitest'
import { adminConnection, signUp } from '../support/stack.ts'

const sql = adminConnection()

/** The updates and deletes of a text that name no rows, each from its first word to the end of its level. */
function withoutWhere(text: string): string[] {
  const bare = text
    .replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
    .replace(/'(?:[^']|'')*'/g, "''")
    .replace(/\s+/g, ' ')
  const found: string[] = []
  for (const match of bare.matchAll(/\b(?:delete from|update (?:only )?[\w.]+(?: as \w+| \w+)? set)\b/gi)) {
    if (/\b(?:for|do|on|before|after|or|of) $/i.test(bare.slice(0, match.index))) continue
    let depth = 0
    let level = ''
    for (const character of bare.slice(match.index)) {
      if (character === '(') depth += 1
      if (character === ')') depth -= 1
      if (depth < 0 || (depth === 0 && character === ';')) break
      if (depth === 0) level += character
    }
    if (!/\bwhere\b/i.test(level)) found.push(level.trim())
  }
  return found
}

it.each([
  ['update public.instances set name = 1;', 1],
  ['with gone as (delete from public.instances returning id) select 1 where true', 1],
  ['update t as x set a = (select 1 from b where b.id = 1); select 2', 1],
  ['update t set a = 1 where id = 2; select 1 for update', 0],
  ['insert into t values (1) on conflict (id) do update set a = 1', 0],
  ["delete from t where name = 'a; b'", 0],
])('a change without a filter is found: %s', (text, count) => {
  expect(withoutWhere(text)).toHaveLength(count)
})

it('no function has a change without a filter', async () => {
  const functions = await sql<{ name: string; text: string }[]>`
    select oid::regprocedure::text as name, coalesce(prosrc, '') || coalesce(pg_get_function_sqlbody(oid), '') as text from pg_proc
    where pronamespace in ('public'::regnamespace, 'private'::regnamespace)`
  expect(functions.length).toBeGreaterThan(150)
  expect(functions.filter(({ text }) => /\b(?:update|delete from)\b/i.test(text)).length).toBeGreaterThan(30)
  expect(
    functions.flatMap(({ name, text }) => withoutWhere(text).map((statement) => ({ name, statement }))),
  ).toEqual([])
})

it('a request without a filter is refused, which changes nothing', async () => {
  const { client } = await signUp()
  await client
    .from('instances')
    .insert({ kind: 'cash', name: 'Deposit', params: { value: 1 } })
    .throwOnError()
  const update = await client.from('instances').update({ name: 'All' })
  expect(update.error).toMatchObject({ code: '21000', message: 'UPDATE requires a WHERE clause' })
  const removal = await client.from('feedback').delete()
  expect(removal.error).toMatchObject({ code: '21000', message: 'DELETE requires a WHERE clause' })
  const { data } = await client.from('instances').select('name')
  expect(data).toEqual([{ name: 'Deposit' }])
})
