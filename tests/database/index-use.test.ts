/**
 * Whatever the app asks for, among 20,000 rows of other users in each table: no statement, those inside functions,
 * triggers and foreign keys included, reads a table of users' rows whole or walks past the rows of others. Judged by
 * the plans that ran and the rows they looked at, as a fresh plan and as the generic one that a session keeps.
 */
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '#data/client-type.ts'
import { type ApiServer, createApi } from '../../scripts/stack/api.ts'
import { freePort } from '../../scripts/stack/ports.ts'
import type { Stack } from '../../scripts/stack/stack.ts'
import { sure } from '../../scripts/sure.ts'
import { apply } from '../support/apply.ts'
import { newInstance, propose, sandbox } from '../support/factories.ts'
import { purgedSchema } from '../support/operations-answers.ts'
import { fillWithOthers } from '../support/others.ts'
import { ownStack } from '../support/own-stack.ts'
import { loggedUrl, planLog, readsOf } from '../support/plan-log.ts'
import { serviceRole, signUp } from '../support/stack.ts'
import { requests, unasked, type World } from './requests.ts'

/** Tables that grow with the number of users. */
const guarded = new Set([
  'instances',
  'scenarios',
  'scenario_instances',
  'scenario_applications',
  'scenario_application_items',
  'request_answers',
  'history_room',
  'telemetry_events',
  'telemetry_usage',
  'flag_exposures',
  'feedback',
  'kept_projections',
])
const holdings = 40
/** What one step of a plan may look at: a few rows for each holding of the user, nowhere near what others have. */
const most = holdings * 20

const plans = planLog()
let stack: Stack
let sql: postgres.Sql
beforeAll(async () => {
  stack = await ownStack({ log: plans.log })
  sql = postgres(stack.dbUrl, { max: 1, onnotice: () => {} })
  await fillWithOthers(sql)
})
afterAll(async () => {
  await sql?.end({ timeout: 5 })
  await stack?.stop()
})

/** Every step of a plan that read a guarded table during the work. */
async function guardedReads(work: () => PromiseLike<unknown>) {
  const statements = await plans.during(sql, work)
  return statements.flatMap((statement) =>
    readsOf(statement)
      .filter(({ table }) => guarded.has(table))
      .map((read) => ({ ...read, statement: statement.text.replace(/\s+/g, ' ').trim().slice(0, 300) })),
  )
}

const careless = (reads: Awaited<ReturnType<typeof guardedReads>>) =>
  reads.filter(({ isWhole, rows }) => isWhole || rows > most)

it('every request there is is looked at', () => {
  expect(unasked()).toEqual([])
})

describe.each(['auto', 'force_generic_plan'])('under plan_cache_mode %s', (mode) => {
  let api: ApiServer
  let operator: Client
  let world: World

  beforeAll(async () => {
    const dbUrl = loggedUrl(stack.server.url, { plan_cache_mode: mode })
    // Only a superuser may have every plan logged.
    api = await createApi({ dbUrl, port: await freePort(), log: () => {}, isLikeEmbedded: true })
    await api.listen()
    const at = { ...stack, apiUrl: api.url }
    const { client } = await signUp(at)
    operator = serviceRole(at)
    const names = Array.from({ length: holdings }, (_, index) => `Deposit ${index}`)
    const box = await sandbox(
      client,
      names.map((name) => newInstance({ name })),
    )
    await propose(client, sure(box.copies[0]), { params: { value: 2_000 } })
    const { application_id: applicationId } = await apply(client, box.scenario.id)
    world = { ...box, client, applicationId }
  })
  afterAll(() => api?.stop())

  it('would notice a table that is read whole, and an index that is walked past the rows of others', async () => {
    const byName = () => operator.from('instances').select('id').eq('name', 'nobody')
    const whole = await guardedReads(() => byName())
    expect(careless(whole)).toMatchObject([{ table: 'instances', isWhole: true }])
    const walked = await guardedReads(() =>
      byName().gt('id', '00000000-0000-4000-8000-000000000000').order('id').limit(1),
    )
    expect(careless(walked)).toMatchObject([{ table: 'instances' }])
  })

  it.each(Object.entries(requests))('%s looks only at the rows it is about', async (name, request) => {
    const reads = await guardedReads(() => request(world))
    if (!/Profile$|Flags$/.test(name)) expect(reads.length).toBeGreaterThan(0)
    expect(careless(reads)).toEqual([])
  })

  it('purge_deleted looks only at the rows it is about', async () => {
    const reads = await guardedReads(async () => {
      const { data } = await operator.rpc('purge_deleted', {})
      expect(purgedSchema.safeParse(data).error).toBeUndefined()
    })
    expect(reads.length).toBeGreaterThan(0)
    expect(careless(reads)).toEqual([])
  })
})
