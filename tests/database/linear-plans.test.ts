/**
 * A newcomer among few users: the statistics know all the others by name, so of the newcomer the planner expects a
 * single row. No step of any plan may then compare each of the rows with each.
 */
import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { previewApply } from '#data/applications/applications.api.ts'
import type { Client } from '#data/client-type.ts'
import type { NewInstance } from '#data/instances/instances.api.ts'
import {
  bulkEditScenarioInstances,
  copyInstancesToScenario,
  refreshScenarioInstances,
} from '#data/scenario-instances/scenario-instances.api.ts'
import {
  createScenario,
  duplicateScenario,
  getScenario,
  importScenario,
} from '#data/scenarios/scenarios.api.ts'
import { scenarioDocument } from '#domain/documents/write-document.ts'
import { type ApiServer, createApi } from '../../scripts/stack/api.ts'
import { freePort } from '../../scripts/stack/ports.ts'
import { type Stack, startStack } from '../../scripts/stack/stack.ts'
import { sure } from '../../scripts/sure.ts'
import { apply, revert } from '../support/apply.ts'
import { newInstance, type Sandbox, sandbox } from '../support/factories.ts'
import { busiestStepOf, loggedUrl, planLog } from '../support/plan-log.ts'
import { signUp } from '../support/stack.ts'

const holdings = 150
/** A holding has a few fields and a row in a few tables. Each compared with each would be 22,500. */
const most = holdings * 40

const plans = planLog()
let stack: Stack
let sql: postgres.Sql
let api: ApiServer
let client: Client
let box: Sandbox<NewInstance[]>

beforeAll(async () => {
  stack = await startStack({ log: plans.log })
  sql = postgres(stack.server.url, { max: 1, onnotice: () => {} })
  await sql
    .unsafe(`
    alter table instances set (autovacuum_enabled = false);
    alter table scenario_instances set (autovacuum_enabled = false);
    alter table scenario_applications set (autovacuum_enabled = false);
    alter table scenario_application_items set (autovacuum_enabled = false);`)
    .simple()
  api = await createApi({
    dbUrl: loggedUrl(stack.server.url),
    port: await freePort(),
    log: () => {},
    // Only a superuser may have every plan logged.
    isLikeEmbedded: true,
  })
  await api.listen()
  const at = { ...stack, apiUrl: api.url }
  for (let known = 0; known < 3; known++) {
    const other = (await signUp(at)).client
    const { scenario, copies } = await filledSandbox(other)
    await proposeAll(other, scenario.id)
    await apply(other, scenario.id)
    expect(copies).toHaveLength(holdings)
  }
  await sql`analyze`
  client = (await signUp(at)).client
  box = await filledSandbox(client)
}, 60_000)
afterAll(async () => {
  await api?.stop()
  await sql?.end({ timeout: 5 })
  await stack?.stop()
})

const filledSandbox = (of: Client) =>
  sandbox(
    of,
    Array.from({ length: holdings }, (_, index) => newInstance({ name: `Deposit ${index}` })),
  )

const proposeAll = (of: Client, scenarioId: string) =>
  bulkEditScenarioInstances(of, {
    scenarioId,
    scenarioInstanceIds: null,
    changes: { 'params.value': { add: 1 } },
    requestId: randomUUID(),
  })

const moveReality = () =>
  sql`update instances set params = params || jsonb_build_object('value', (params ->> 'value')::numeric + 7)
    where id = any (${box.instances.map(({ id }) => id)})`

const deleteAll = () =>
  client
    .from('instances')
    .update({ deleted_at: new Date().toISOString() })
    .is('deleted_at', null)
    .throwOnError()

async function expectLinear(work: () => PromiseLike<unknown>) {
  const statements = await plans.during(sql, work)
  const busiest = statements
    .map((statement) => ({ ...busiestStepOf(statement), text: statement.text.slice(0, 700) }))
    .filter(({ rows }) => rows > most)
  expect(statements.length).toBeGreaterThan(0)
  expect(busiest).toEqual([])
}

it('notices rows that are compared each with each', async () => {
  const statements = await plans.during(sql, async () => {
    await sql.unsafe(`load 'auto_explain'; set auto_explain.log_min_duration = 0; set auto_explain.log_analyze = on;
      set auto_explain.log_format = json; set enable_hashjoin = off; set enable_mergejoin = off`)
    await sql`select count(*) from generate_series(1, 300) as a join generate_series(1, 300) as b on a = -b`
    await sql.unsafe(`reset all`)
  })
  expect(statements.some((statement) => busiestStepOf(statement).rows > most)).toBe(true)
})

it('edits in bulk, previews, applies and reverts in steps that grow with the rows', async () => {
  await expectLinear(async () => {
    await proposeAll(client, box.scenario.id)
    const { application_id } = await apply(client, box.scenario.id)
    await revert(client, sure(application_id))
  })
})

it('decides conflicts in steps that grow with the rows', async () => {
  await moveReality()
  const { conflicts } = await previewApply(client, { scenarioId: box.scenario.id })
  expect(conflicts).toHaveLength(holdings)
  const resolutions = Object.fromEntries(
    conflicts.map(({ scenario_instance_id, field }) => [
      sure(scenario_instance_id),
      { [field]: { take: 'proposed' as const } },
    ]),
  )
  await expectLinear(() => previewApply(client, { scenarioId: box.scenario.id, resolutions }))
})

it('refreshes, copies, duplicates and imports in steps that grow with the rows', async () => {
  const all = box.instances.map(({ id }) => id)
  const chosen = { scenarioId: box.scenario.id, scenarioInstanceIds: box.copies.map(({ id }) => id) }
  await expectLinear(async () => {
    await refreshScenarioInstances(client, { ...chosen, requestId: randomUUID() })
    const empty = await createScenario(client, { requestId: randomUUID(), name: 'Empty' })
    await copyInstancesToScenario(client, { scenarioId: empty.scenario.id, instanceIds: all })
    await duplicateScenario(client, { scenarioId: box.scenario.id, name: 'Twin', requestId: randomUUID() })
    const document = scenarioDocument(await getScenario(client, box.scenario.id), box.copies)
    await importScenario(client, { document, requestId: randomUUID() })
  })
})

it('asks about what is there already, and stands on it, in steps that grow with the rows', async () => {
  const { scenario } = await createScenario(client, { requestId: randomUUID(), name: 'New' })
  const scenarioId = scenario.id
  await client
    .from('scenario_instances')
    .insert(
      Array.from({ length: holdings }, (_, index) => ({
        name: `New ${index}`,
        kind: 'cash',
        params: { value: 1 },
        scenario_id: scenarioId,
      })),
    )
    .throwOnError()
  const again = await duplicateScenario(client, { scenarioId, name: 'Again', requestId: randomUUID() })
  await expectLinear(async () => {
    await apply(client, scenarioId)
    const { conflicts } = await previewApply(client, { scenarioId: again.scenario.id })
    expect(conflicts).toHaveLength(holdings)
    const take = (side: 'current' | 'proposed') =>
      Object.fromEntries(
        conflicts.map(({ scenario_instance_id }) => [sure(scenario_instance_id), { '*': { take: side } }]),
      )
    await previewApply(client, { scenarioId: again.scenario.id, resolutions: take('proposed') })
    const stood = await apply(client, again.scenario.id, { resolutions: take('current') })
    expect(stood).toMatchObject({ status: 'success' })
    expect(await revert(client, stood.application_id)).toMatchObject({ status: 'success' })
  })
})

it('deletes, restores and recreates in steps that grow with the rows', async () => {
  await expectLinear(async () => {
    await deleteAll()
    await client.from('instances').update({ deleted_at: null }).not('deleted_at', 'is', null).throwOnError()
    await deleteAll()
    await sql`delete from instances where deleted_at is not null`
    const { conflicts } = await previewApply(client, { scenarioId: box.scenario.id })
    expect(conflicts).toHaveLength(holdings)
    const resolutions = Object.fromEntries(
      conflicts.map(({ scenario_instance_id }) => [
        sure(scenario_instance_id),
        { '*': { take: 'proposed' as const } },
      ]),
    )
    expect((await apply(client, box.scenario.id, { resolutions })).status).toBe('success')
  })
})

it('discards, brings back and discards again in steps that grow with the rows', async () => {
  await deleteAll()
  await expectLinear(async () => {
    const applied = await apply(client, box.scenario.id)
    const undone = await revert(client, applied.application_id)
    const again = await revert(client, undone.application_id)
    expect([applied, undone, again].map(({ items }) => [items.length, items[0]?.action])).toEqual([
      [holdings, 'discard'],
      [holdings, 'create'],
      [holdings, 'discard'],
    ])
  })
})
