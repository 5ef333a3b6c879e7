/** `npm run ops:tick` as a scheduler calls it: what it prints, and how it ends. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Stack } from '../../scripts/stack/stack.ts'
import { cuttingProxy } from '../support/cutting-proxy.ts'
import { ownStack } from '../support/own-stack.ts'
import { refuseDeletes } from '../support/refuse-deletes.ts'

let stack: Stack
let sql: postgres.Sql
beforeAll(async () => {
  stack = await ownStack()
  sql = postgres(stack.dbUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await sql?.end({ timeout: 5 })
  await stack?.stop()
})

const script = path.resolve(import.meta.dirname, '../../scripts/operations/ops-tick.ts')

async function opsTick(...args: string[]) {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, complaint, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  return { code, out: out.trimEnd().split('\n'), complaint: complaint.trimEnd() }
}
const tick = () => opsTick('--db-url', stack.dbUrl)

it('does what is due, says so, and ends with 0', async () => {
  expect(await tick()).toEqual({
    code: 0,
    out: [expect.stringMatching(/^Verified: all \d+ invariants hold\.$/), 'Purged 0 rows.'],
    complaint: '',
  })
  expect(await tick()).toEqual({ code: 0, out: ['Nothing was due.'], complaint: '' })
})

it('says which findings there are, and which page is about each', async () => {
  await sql`insert into public.rollout_alerts (phase, kind, message) values ('beta', 'hold', 'Too slow')`
  expect(await tick()).toMatchObject({
    code: 0,
    out: [
      'Nothing was due.',
      '1 finding:',
      '  warning: alert_unacknowledged: Too slow (hold)',
      '    docs/how-to/runbooks/alert-unacknowledged.md',
    ],
  })
  await sql`update public.rollout_alerts set acknowledged_at = now()`
})

it('says that it is running already, and ends with 0', async () => {
  await sql.begin(async (transaction) => {
    await transaction`select public.operations_tick()`
    expect(await tick()).toMatchObject({ code: 0, out: ['It is running already.'] })
  })
})

it('ends with 2 when a part failed', async () => {
  await refuseDeletes(sql, 'public.telemetry_events')
  await sql`update private.operation_schedule set every = '0' where operation = 'purge'`
  const { code, out } = await tick()
  expect(code).toBe(2)
  expect(out.slice(0, 3)).toEqual([
    'Failed: purge: The disk is full. (P0001)',
    '1 finding:',
    '  warning: operation_failed: purge: The disk is full.',
  ])
  await sql`drop trigger refuse_delete on public.telemetry_events`
  expect(await tick()).toMatchObject({ code: 0, out: ['Purged 0 rows.'] })
})

it('says that it was done when only the findings cannot be read, and ends with 2', async () => {
  await sql`alter view public.operator_findings rename to findings_elsewhere`
  await sql`update private.operation_schedule set every = '0' where operation = 'purge'`
  expect(await tick()).toEqual({
    code: 2,
    out: ['Purged 0 rows.'],
    complaint: expect.stringMatching(
      /operator_findings.*\nThis was done; only operator_findings could not be read\.$/,
    ),
  })
  await sql`alter view public.findings_elsewhere rename to operator_findings`
})

it('does not claim to know what was done when the connection broke, and ends with 1', async () => {
  const proxy = await cuttingProxy(stack.dbUrl)
  proxy.cutAtAnswerTo('operations_tick')
  expect(await opsTick('--db-url', proxy.url)).toMatchObject({
    code: 1,
    complaint:
      'The connection to the database was lost.\nWhether it was done is not known. It is safe to run the same command again.',
  })
  await proxy.stop()
})

it('says what is wrong with how it was called, and ends with 1', async () => {
  expect(await opsTick()).toMatchObject({
    code: 1,
    complaint: '--db-url is needed.\nUsage: npm run ops:tick -- --db-url postgresql://…',
  })
  expect(await opsTick('--url', 'x')).toMatchObject({ code: 1, complaint: expect.stringContaining('--url') })
  expect(await opsTick('--db-url', 'nowhere')).toMatchObject({
    code: 1,
    complaint: expect.stringContaining('The address of the database cannot be read.'),
  })
})

it('says that a database does not answer, is none of ours, or does not let this role', async () => {
  const other = (change: (url: URL) => void) => {
    const url = new URL(stack.dbUrl)
    change(url)
    return opsTick('--db-url', url.href)
  }
  expect(await other((url) => (url.port = '1'))).toMatchObject({
    code: 1,
    complaint: expect.stringMatching(/does not answer[\s\S]*safe to run the same command again/),
  })
  expect(await other((url) => (url.pathname = '/template1'))).toMatchObject({
    code: 1,
    complaint: 'This database has no operations_tick. Run supabase db push --remote first.',
  })
  await sql`create role nobody_special login password 'x'`
  const stranger = (url: URL) => {
    url.username = 'nobody_special'
    url.password = 'x'
  }
  expect(await other(stranger)).toMatchObject({
    code: 1,
    complaint: expect.stringMatching(/^This role may not run operations\./),
  })
  await sql`drop role nobody_special`
})
