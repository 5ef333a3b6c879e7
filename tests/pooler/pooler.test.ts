/**
 * Through PgBouncer in transaction mode, as Supabase's pooler is on port 6543. This is the part that every run of the
 * tests has; `npm run test:pooled` sends all contract and concurrency tests through it.
 */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { applyScenario, previewApply } from '#data/applications/applications.api.ts'
import { createInstance, listInstances } from '#data/instances/instances.api.ts'
import { backUp } from '../../scripts/backup/backup.ts'
import { restore } from '../../scripts/backup/restore.ts'
import { verify } from '../../scripts/backup/verify.ts'
import { createBlankDatabase, databaseUrl } from '../../scripts/stack/blank-database.ts'
import { addressAs } from '../../scripts/stack/hosted-project.ts'
import { findPooler, poolerHint, poolSize } from '../../scripts/stack/pooler.ts'
import type { Stack } from '../../scripts/stack/stack.ts'
import { sole, sure } from '../../scripts/sure.ts'
import { requests } from '../database/requests.ts'
import { apply } from '../support/apply.ts'
import { asUser } from '../support/as-user.ts'
import { newInstance, propose, sandbox } from '../support/factories.ts'
import { ownStack } from '../support/own-stack.ts'
import { serviceRole, signUp } from '../support/stack.ts'

const opsTick = path.resolve(import.meta.dirname, '../../scripts/operations/ops-tick.ts')

// It does in one test what others do in many, and a crowded machine takes its time.
vi.setConfig({ testTimeout: 120_000 })

const isInstalled = findPooler() !== null
if (!isInstalled) process.stderr.write(`Skipped tests/pooler/pooler.test.ts: ${poolerHint}\n`)

describe.skipIf(!isInstalled)(`through a pooler${isInstalled ? '' : ` (skipped: ${poolerHint})`}`, () => {
  let stack: Stack
  /** Of more clients than the pooler has connections. */
  let sql: postgres.Sql
  /** Past the pooler. */
  let observer: postgres.Sql
  const clients = 3 * poolSize
  beforeAll(async () => {
    stack = await ownStack({ pooled: true })
    sql = postgres(stack.dbUrl, { max: clients, onnotice: () => {} })
    observer = postgres(stack.serverUrl, { max: 1, onnotice: () => {} })
  })
  afterAll(async () => {
    await sql?.end({ timeout: 5 })
    await observer?.end({ timeout: 5 })
    await stack?.stop()
  })

  /** Looks at every connection that the pooler has for a role by holding all of them at once. */
  async function everyConnection<Row>(
    look: (sql: postgres.TransactionSql) => Promise<Row>,
    own = sql,
  ): Promise<Row[]> {
    const all = Promise.withResolvers<void>()
    let held = 0
    return Promise.all(
      Array.from({ length: poolSize }, () =>
        own.begin(async (transaction) => {
          const seen = await look(transaction)
          held++
          if (held === poolSize) all.resolve()
          await all.promise
          return seen
        }),
      ),
    ) as Promise<Row[]>
  }

  /** What is left in a connection after the transactions of others. */
  const leftIn = async (transaction: postgres.TransactionSql) => {
    const row = await sole(transaction`
      select pg_backend_pid() as pid, current_user::text as user, current_setting('statement_timeout') as statement_timeout,
        coalesce(current_setting('request.jwt.claims', true), '') as claims,
        coalesce(current_setting('request.jwt.claim.sub', true), '') as subject,
        coalesce(current_setting('scenarios.reason_given', true), '') as reason_given,
        (select count(*)::int from pg_prepared_statements where statement not like '%pg_prepared_statements%') as prepared,
        (select count(*)::int from pg_cursors where is_holdable) as cursors,
        (select count(*)::int from pg_listening_channels()) as channels,
        (select count(*)::int from pg_class where relnamespace = pg_my_temp_schema()) as temporary,
        (select count(*)::int from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()) as locks`)
    return row
  }
  const nothing = {
    claims: '',
    subject: '',
    reason_given: '',
    prepared: 0,
    cursors: 0,
    channels: 0,
    temporary: 0,
    locks: 0,
  }

  /** In no connection of requests, of the sign-in server, or of operators. */
  async function expectNothingLeft() {
    for (const [user, statement_timeout] of [
      ['authenticator', '8s'],
      ['supabase_auth_admin', '0'],
      ['postgres', '0'],
    ] as const) {
      const own = postgres(addressAs(user, stack.dbUrl), { max: poolSize, onnotice: () => {} })
      try {
        for (const seen of await everyConnection(leftIn, own))
          expect(seen).toMatchObject({ ...nothing, user, statement_timeout })
      } finally {
        await own.end({ timeout: 5 })
      }
    }
  }

  it('gives a connection with whatever was left in it to the next client', async () => {
    await everyConnection(
      (transaction) => transaction`select set_config('probe.left', pg_backend_pid()::text, false)`,
    )
    const seen = await everyConnection(
      (transaction) => transaction`
        select pg_backend_pid()::text as pid, current_setting('probe.left', true) as left`,
    )
    for (const [row] of seen) expect(sure(row).left).toBe(sure(row).pid)
    expect(new Set(seen.map(([row]) => sure(row).pid)).size).toBe(poolSize)
  })

  it('serves more clients than it has connections', async () => {
    const pids = await Promise.all(
      Array.from({ length: clients }, () =>
        sql.begin(async (transaction) => {
          const row = await sole(transaction`select pg_backend_pid() as pid`)
          return row.pid as number
        }),
      ),
    )
    expect(new Set(pids).size).toBeLessThanOrEqual(poolSize)
    const row = await sole(observer`
      select count(*)::int as connections from pg_stat_activity
      where backend_type = 'client backend' and usename = 'postgres' and pid <> pg_backend_pid()`)
    expect(row.connections).toBe(poolSize)
  })

  it('leaves nothing of a user in a connection after every request of the app', async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => signUp(stack)))
    await Promise.all(
      people.map(async ({ client }) => {
        const world = {
          client,
          ...(await sandbox(
            client,
            Array.from({ length: 12 }, () => newInstance()),
          )),
        }
        for (const copy of world.copies.slice(0, 3)) await propose(client, copy, { params: { value: 5_000 } })
        const { application_id: applicationId } = await apply(client, world.scenario.id)
        for (const ask of Object.values(requests)) await ask({ ...world, applicationId })
      }),
    )
    await serviceRole(stack).rpc('operations_tick')
    await expectNothingLeft()
  })

  it('shows each of many users at once their own rows and nobody else’s', async () => {
    const people = await Promise.all(Array.from({ length: 24 }, () => signUp(stack)))
    await Promise.all(
      people.map(({ client, id }) => createInstance(client, newInstance({ name: `Of ${id}` }))),
    )
    await Promise.all(
      Array.from({ length: 4 }).flatMap(() =>
        people.map(async ({ client, id }) => {
          const rows = await listInstances(client)
          expect(rows.map(({ name }) => name)).toEqual([`Of ${id}`])
        }),
      ),
    )
  })

  it('applies once, however many try at once, and answers a repeated request as before', async () => {
    const { client } = await signUp(stack)
    const { scenario, copies } = await sandbox(client)
    await propose(client, copies[0], { params: { value: 2_000 } })
    const scenarioId = scenario.id
    const { fingerprint } = await previewApply(client, { scenarioId })
    const input = { scenarioId, fingerprint, requestId: randomUUID() }
    const same = await Promise.all(Array.from({ length: 4 }, () => applyScenario(client, input)))
    expect(new Set(same.map(({ application_id }) => application_id)).size).toBe(1)
    expect(same.filter(({ replayed }) => !replayed)).toHaveLength(1)
    const others = await Promise.all(
      Array.from({ length: 4 }, () => applyScenario(client, { ...input, requestId: randomUUID() })),
    )
    expect(others.map(({ stale }) => stale)).toEqual(Array(4).fill(true))
    const [instance] = await listInstances(client)
    expect(instance).toMatchObject({ version: 2, params: { value: 2_000 } })
  })

  it('lets a kill wait for whoever has begun to write, and refuses everybody after it', async () => {
    const { id, client } = await signUp(stack)
    const [wrote, mayCommit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const writing = asUser(sql, id, async (transaction) => {
      await transaction`select public.create_scenario(gen_random_uuid(), 'Slow')`
      wrote.resolve()
      await mayCommit.promise
    })
    await wrote.promise
    let isKilled = false
    const killing = serviceRole(stack)
      .rpc('kill_feature', { p_flag_name: 'feature:scenarios', p_reason: 'Test' })
      .then((answer) => {
        isKilled = true
        return answer
      })
    const waiting = async () => {
      const rows = await observer`
        select from pg_locks where locktype = 'advisory' and not granted
          and classid = hashtext('scenarios')::oid and objid = hashtext('feature_flags')::oid`
      return rows.length
    }
    await expect.poll(waiting, { timeout: 10_000 }).toBe(1).finally(mayCommit.resolve)
    expect(isKilled).toBe(false)
    await writing
    expect((await killing).error).toBeNull()
    expect((await client.rpc('create_scenario', { p_request_id: randomUUID(), p_name: 'Late' })).status).toBe(
      403,
    )
    await sql`update public.feature_flags set enabled = true where flag_name = 'feature:scenarios'`
  })

  it('ends what takes too long, and nothing of the next client', async () => {
    const late = sql.begin(async (transaction) => {
      await transaction`set local statement_timeout = '20ms'`
      await transaction`select pg_sleep(10)`
    })
    await expect(late).rejects.toMatchObject({ code: '57014' })
    await expectNothingLeft()
  })

  it('carries statements with arguments that no connection has to remember', async () => {
    const answers = await Promise.all(
      Array.from({ length: clients }, (_, number) => sql`select ${number}::int as number, pg_backend_pid()`),
    )
    expect(answers.map(([row]) => sure(row).number)).toEqual(
      Array.from({ length: clients }, (_, number) => number),
    )
  })

  it('backs up, compares, restores and does what recurs, whole and to the letter', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'scenarios-pooler-'))
    try {
      const file = path.join(folder, 'everything.backup')
      await backUp(stack.dbUrl, file)
      const runs = { table: 'public.operation_runs', rowsInBackup: expect.any(Number) }
      const changed = (await verify(file, stack.dbUrl)).differences
      expect(changed).toEqual([{ ...runs, rowsInDatabase: expect.any(Number) }])
      await createBlankDatabase(stack.server.url, 'restored')
      const restored = databaseUrl(stack.dbUrl, 'restored')
      await restore(restored, file, { fromUrl: stack.dbUrl })
      expect((await verify(file, restored)).differences).toEqual([
        { ...runs, rowsInDatabase: expect.any(Number) },
      ])
      await sql`update private.operation_schedule set every = '0' where operation = 'verify'`
      const tick = spawn(process.execPath, [opsTick, '--db-url', stack.dbUrl], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const [said, [code]] = await Promise.all([text(tick.stdout), once(tick, 'exit')])
      expect(said).toMatch(/^Verified: all \d+ invariants hold\.$/m)
      expect(code).toBe(0)
    } finally {
      await rm(folder, { recursive: true })
    }
    await expectNothingLeft()
  })
})
