/**
 * What equals what is stored is not judged again: nothing comes in that way which would be refused without it. Sent as PostgREST
 * does, since the stand-in takes the forms of numbers out of a request.
 */
import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '#data/client-type.ts'
import { createInstance, deleteInstance, getInstance } from '#data/instances/instances.api.ts'
import { listScenarioInstances } from '#data/scenario-instances/scenario-instances.api.ts'
import { sole, sure } from '../../scripts/sure.ts'
import { apply } from '../support/apply.ts'
import { asUser } from '../support/as-user.ts'
import { newInstance, propose, sandbox } from '../support/factories.ts'
import { refusalOf } from '../support/refusal.ts'
import { adminConnection, signUp, type TestUser } from '../support/stack.ts'

const sql = adminConnection()
let user: TestUser
let client: Client
let stranger: TestUser
beforeAll(async () => {
  user = await signUp()
  client = user.client
  stranger = await signUp()
})

// What is spoilt here breaks invariants, and other tests ask for them in the same database.
afterAll(() => sql`delete from auth.users where id in ${sql([user.id, stranger.id])}`)

/** Equal to `value`, and sixteen thousand times as long. */
const long = (value: number) => `${value}.${'0'.repeat(16_000)}`

const documentOf = (...instances: object[]) => ({
  format: 'scenarios/scenario',
  version: 2,
  scenario: { name: 'From a file' },
  instances,
})

const importText = (document: object, numbers: Record<string, string> = {}) => {
  const text = Object.entries(numbers).reduce(
    (body, [name, number]) => body.replaceAll(`"${name}"`, number),
    JSON.stringify(document),
  )
  return asUser(sql, user.id, async (transaction) => {
    const row = await sole(
      transaction.unsafe('select public.import_scenario($1::text::jsonb, gen_random_uuid()) as answer', [
        text,
      ]),
    )
    return row.answer.scenario.id as string
  })
}

const refused = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: postgres.PostgresError) => thrown,
  )
  expect(error?.code, error?.message).toBe('PT422')
  return refusalOf(error)
}

const longestNumber = async (table: string, column: string, id: string) => {
  const row = await sole(
    sql.unsafe(
      `select max(length(value::text)) as longest from public.${table}, jsonb_each(${column}) where id = $1`,
      [id],
    ),
  )
  return row.longest as number
}

const write = (table: string, column: string, id: string, json: string) =>
  asUser(sql, user.id, (transaction) =>
    transaction.unsafe(`update public.${table} set ${column} = $1::text::jsonb where id = $2`, [json, id]),
  )

describe('a number in a form that is thousands of digits long', () => {
  it('is kept in the form that is stored, in a row of reality', async () => {
    const { id } = await createInstance(client, newInstance())
    await write('instances', 'params', id, `{"value": ${long(1_000)}, "interest_rate": 5}`)
    expect(await longestNumber('instances', 'params', id)).toBe(4)
  })
  it('is kept in the form that is stored, in a copy and in what is new in a scenario', async () => {
    const { scenario, copies } = await sandbox(client)
    const copy = await propose(client, copies[0], { params: { value: 2_000 } })
    const fresh = await sole(sql`
      insert into public.scenario_instances (user_id, scenario_id, name, kind, params)
      values (${user.id}, ${scenario.id}, 'New', 'cash', '{"value": 2000}') returning id`)
    for (const id of [copy.id, fresh.id]) {
      await write('scenario_instances', 'params', id, `{"value": ${long(2_000)}}`)
      expect(await longestNumber('scenario_instances', 'params', id)).toBe(4)
    }
  })
  it('is kept in the form that is stored, in assumptions', async () => {
    const { scenario } = await sandbox(client, [])
    const profile = await sole(sql`select id from public.profiles where user_id = ${user.id}`)
    for (const [table, id] of [
      ['scenarios', scenario.id],
      ['profiles', profile.id],
    ] as const) {
      await write(table, 'assumptions', id, '{"horizon_years": 20}')
      await write(table, 'assumptions', id, `{"horizon_years": ${long(20)}}`)
      expect(await longestNumber(table, 'assumptions', id), table).toBe(2)
    }
  })
  it('takes the form that the source has, where it comes in a document', async () => {
    const { id } = await createInstance(client, newInstance())
    const base = { name: 'x', params: { value: 'LONG', interest_rate: 5 } }
    const document = documentOf({ ...base, kind: 'cash', source_instance_id: id, base })
    const [copy] = await listScenarioInstances(client, await importText(document, { LONG: long(1_000) }))
    for (const column of ['params', "(base -> 'params')"])
      expect(await longestNumber('scenario_instances', column, sure(copy).id), column).toBe(4)
    const other = documentOf({
      ...base,
      kind: 'cash',
      source_instance_id: id,
      base: { ...base, params: { value: 2 } },
    })
    expect(await refused(importText(other, { LONG: long(1_000) }))).toMatchObject({
      field: 'params.value',
      problem: 'not_representable',
    })
  })
})

/** One character that is three once it is composed. */
const grows = '\ufb2c'.repeat(120)

describe('a name', () => {
  it('is refused that is too long as it would be stored, be it of what was copied', async () => {
    const { id } = await createInstance(client, newInstance())
    const entry = { name: grows, kind: 'cash', source_instance_id: id, params: { value: 1 } }
    const detail = await refused(
      importText(documentOf({ ...entry, base: { name: grows, params: { value: 1 } } })),
    )
    const errors = detail.errors as { path: string; problem: string }[]
    expect(errors.map(({ path, problem }) => `${path} ${problem}`).sort()).toEqual([
      'instances[0].base.name wrong_length',
      'instances[0].name wrong_length',
    ])
  })
})

describe('a value that no catalogue allows', () => {
  const bad = { value: -1, colour: 'red', interest_rate: 'high' }
  const entry = (source: string, base: object, params: object) =>
    documentOf({
      name: 'x',
      kind: 'cash',
      source_instance_id: source,
      params,
      base: { name: 'x', params: base },
    })

  it('is refused in a document beside a source that is valid, foreign, missing, or of another kind', async () => {
    const own = await createInstance(client, newInstance())
    const foreign = await createInstance(stranger.client, newInstance())
    const loan = await createInstance(client, newInstance({ kind: 'loan', params: { balance: 1 } }))
    // Of a stranger and of another kind there are rows that hold the very same.
    await spoil(foreign.id, bad)
    await spoil(loan.id, bad)
    for (const source of [own.id, foreign.id, loan.id, randomUUID()]) {
      const { errors } = await refused(importText(entry(source, bad, bad)))
      expect(errors).toHaveLength(6)
    }
  })

  it('comes from a source that an operator spoilt as a copy would, and goes nowhere from there', async () => {
    const source = await createInstance(client, newInstance())
    await spoil(source.id, bad)
    const scenarioId = await importText(entry(source.id, bad, { ...bad, value: 5 }))
    const [copy] = await listScenarioInstances(client, scenarioId)
    expect(sure(copy).params).toEqual({ ...bad, value: 5 })
    // Back to what base holds, beside another change.
    const { detail } = await client
      .from('scenario_instances')
      .update({ name: 'y', params: bad })
      .eq('id', sure(copy).id)
      .then(({ error }) => ({ detail: refusalOf(error) }))
    expect(detail).toMatchObject({ field: 'params.value', problem: 'out_of_range' })
    // A new one of the same content, and one of reality.
    const fresh = await client
      .from('scenario_instances')
      .insert({ scenario_id: scenarioId, name: 'x', kind: 'cash', params: bad })
    expect(fresh.error?.code).toBe('PT422')
    // Where reality was mended, what was spoilt does not come back.
    await spoil(source.id, { value: 7 })
    expect(await apply(client, scenarioId)).toMatchObject({ status: 'conflict' })
    expect((await getInstance(client, source.id)).params).toEqual({ value: 7 })
  })

  it('is not put back into reality that was mended and deleted', async () => {
    const source = await createInstance(client, newInstance())
    await spoil(source.id, bad)
    const scenarioId = await importText(entry(source.id, bad, { ...bad, value: 5 }))
    const [copy] = await listScenarioInstances(client, scenarioId)
    await spoil(source.id, { value: 7 })
    await deleteInstance(client, source.id)
    const again = apply(client, scenarioId, {
      resolutions: { [sure(copy).id]: { '*': { take: 'proposed' } } },
    })
    await expect(again).rejects.toMatchObject({ detail: { reason: 'invalid_content' } })
    const row = await sole(sql`select params from public.instances where id = ${source.id}`)
    expect(row.params).toEqual({ value: 7 })
  })
})

/** As an operator's SQL does that passes every trigger by. */
const spoil = (id: string, params: object) =>
  sql.begin(async (transaction) => {
    await transaction`set local session_replication_role = replica`
    await transaction`update public.instances set params = ${sql.json(params as never)}, version = version + 1 where id = ${id}`
  })
