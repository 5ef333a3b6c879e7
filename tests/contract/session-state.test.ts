/**
 * Behind a pooler in transaction mode the next transaction of a client is on another connection, and the next one on this
 * connection is another client's: whatever lasts longer than its transaction would be lost, or meet the wrong user.
 */
import { expect, it } from 'vitest'
import { adminConnection } from '../support/stack.ts'

const sql = adminConnection()

/** What outlives a transaction, and an example of each. */
const lasting: [name: string, pattern: RegExp, example: string][] = [
  [
    'a lock of the session',
    /\bpg_(try_)?advisory_(un)?lock(_shared|_all)?\b/,
    'perform pg_advisory_lock(1);',
  ],
  [
    'a setting of the session',
    /\bset_config\s*\([^;]*,\s*false\s*\)/,
    "perform set_config('a', 'b', false);",
  ],
  [
    'a setting of the session',
    /^\s*(re)?set\s+(?!local\b|constraints\b)\w+\s*(=|\bto\b|;|$)/m,
    '  set a = 1;',
  ],
  ['a setting of the session', /\bset\s+(session|role)\b/, 'set session role = ops;'],
  ['a temporary table', /\bcreate\s+(local\s+|global\s+)?temp(orary)?\b/, 'create temp table t ();'],
  ['a channel that is listened to', /^\s*(un)?listen\s+\w+\s*;/m, 'listen changes;'],
  ['a prepared statement', /^\s*(prepare|deallocate)\s+\w+/m, 'prepare p as select 1;'],
  ['a cursor of the session', /\bwith\s+hold\b/, 'declare c cursor with hold for select 1;'],
  ['a library of the session', /^\s*(load|discard)\s+/m, "load 'auto_explain';"],
]

/** The body of a function without its comments; what stands in an update behind `set` is no setting. */
function withoutNoise(body: string): string {
  return body
    .toLowerCase()
    .replace(/\/\*[\s\S]*?\*\/|--[^\n]*/g, '')
    .replace(/\b(update\s[^;]*?)\bset\b/g, '$1')
}

const lastingIn = (body: string) =>
  lasting.filter(([, pattern]) => pattern.test(withoutNoise(body))).map(([name]) => name)

it.each(lasting)('the comparison would see %s (%s)', (name, _, example) => {
  expect(lastingIn(`begin\n${example}\nend`)).toContain(name)
})

it('no function leaves anything behind in the session', async () => {
  const functions = await sql<{ name: string; body: string }[]>`
    select p.oid::regprocedure::text as name, coalesce(prosrc, '') || coalesce(pg_get_function_sqlbody(p.oid), '') as body
    from pg_proc as p
    where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
      and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = p.oid and deptype = 'e')`
  expect(functions.length).toBeGreaterThan(100)
  const found = functions.flatMap(({ name, body }) => lastingIn(body).map((what) => `${name}: ${what}`))
  expect(found).toEqual([])
})
