/** What Supabase's advisors say of the database, and what they do not look at. */
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { adminConnection, stack } from '../support/stack.ts'

const sql = adminConnection()

it('gives the advisors nothing to warn of', async () => {
  const supabase = path.resolve(import.meta.dirname, '../../node_modules/.bin/supabase')
  const { stdout } = await promisify(execFile)(
    supabase,
    [
      'db',
      'advisors',
      `--remote=${stack.dbUrl}`,
      '--type',
      'all',
      '--level',
      'warn',
      '--output-format',
      'json',
    ],
    { env: { ...process.env, DO_NOT_TRACK: '1', PGSSLMODE: 'disable' }, maxBuffer: 64 * 1024 * 1024 },
  )
  expect(findings(stdout)).toEqual([])
}, 120_000)

/** The findings in an answer; fails when there was none to read, so that silence is no praise. */
function findings(output: string): unknown {
  const { results } = JSON.parse(output.slice(output.indexOf('{'))) as { results: unknown[] }
  return results
}

it('calls every function in a policy through (select …), so that it runs once a statement', async () => {
  const policies = await sql<{ policy: string; expression: string }[]>`
    select format('%I on %s', polname, polrelid::regclass) as policy, expression
    from pg_policy cross join lateral (values
      (pg_get_expr(polqual, polrelid)), (pg_get_expr(polwithcheck, polrelid))) as part (expression)
    where expression is not null`
  expect(policies.length).toBeGreaterThan(20)
  const direct = policies.filter(({ expression }) =>
    /(auth|private)\.\w+\(/.test(withoutSubselects(expression)),
  )
  expect(direct).toEqual([])
})

it('asks who calls once a statement in functions too, and not once a row', async () => {
  const asking = await sql<{ proname: string; prosrc: string }[]>`
    select proname, prosrc from pg_proc where pronamespace = 'private'::regnamespace and prosrc ~ 'auth\\.uid\\(\\)'`
  expect(asking.length).toBeGreaterThan(20)
  // An assignment is asked once anyway.
  const eachRow = asking.filter(({ prosrc }) => /[^:]= auth\.uid\(\)/.test(prosrc))
  expect(eachRow.map(({ proname }) => proname)).toEqual([])
})

it('gives nobody more rights through a view than they have without it', async () => {
  const views = await sql<{ view: string; isInvoker: boolean }[]>`
    select oid::regclass::text as view, coalesce('security_invoker=true' = any (reloptions), false) as "isInvoker"
    from pg_class where relnamespace in ('public'::regnamespace, 'private'::regnamespace) and relkind = 'v'`
  expect(views.length).toBeGreaterThan(10)
  expect(views.filter(({ isInvoker }) => !isInvoker)).toEqual([])
})

/** Takes out every `( SELECT … )`, innermost parentheses balanced. */
function withoutSubselects(expression: string): string {
  let rest = expression
  for (let start = rest.search(/\(\s*SELECT\b/i); start !== -1; start = rest.search(/\(\s*SELECT\b/i)) {
    let depth = 0
    let end = start
    do {
      if (rest[end] === '(') depth++
      if (rest[end] === ')') depth--
      end++
    } while (depth > 0)
    rest = `${rest.slice(0, start)}once${rest.slice(end)}`
  }
  return rest
}

it('protects every table in public with row level security and says what it is for', async () => {
  const careless = await sql`
    select relname from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and (not relrowsecurity or obj_description(oid, 'pg_class') is null)`
  expect(careless.map(({ relname }) => relname)).toEqual([])
})

it('says of every public function what it is for', async () => {
  const silent = await sql`
    select proname from pg_proc
    where pronamespace = 'public'::regnamespace and obj_description(oid, 'pg_proc') is null`
  expect(silent.map(({ proname }) => proname)).toEqual([])
})

it('pins the search path of every function of ours', async () => {
  const loose = await sql`
    select proname from pg_proc
    where pronamespace in ('public'::regnamespace, 'private'::regnamespace)
      and not exists (select from unnest(proconfig) as setting where setting like 'search_path=%')`
  expect(loose.map(({ proname }) => proname)).toEqual([])
})
