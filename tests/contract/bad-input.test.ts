/**
 * What no honest client sends, as bytes over HTTP: too long, too many, too deep, numbers and characters that nothing can
 * hold. The answer is PT400 or PT422 with the place and a hint, PostgreSQL's own class 22 where it refuses the argument
 * while reading it, or a word of the API that this is no JSON; and nothing is changed.
 */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { sure } from '../../scripts/sure.ts'
import { newInstance, propose, type Sandbox, sandbox } from '../support/factories.ts'
import { refusalOf } from '../support/refusal.ts'
import { adminConnection, signUp, stack, type TestUser } from '../support/stack.ts'

const sql = adminConnection()
let user: TestUser
let box: Sandbox

beforeAll(async () => {
  user = await signUp()
  box = await sandbox(user.client)
  await propose(user.client, box.copies[0], { params: { value: 2_000 } })
})

async function state() {
  const [row] = await sql`
    select
      (select json_agg(t order by id) from public.instances t where user_id = ${user.id}) as instances,
      (select json_agg(t order by id) from public.scenarios t where user_id = ${user.id}) as scenarios,
      (select json_agg(t order by id) from public.scenario_instances t where user_id = ${user.id}) as copies,
      (select json_agg(t order by id) from public.profiles t where user_id = ${user.id}) as profiles,
      (select count(*) from public.scenario_applications t where user_id = ${user.id}) as applications`
  return JSON.stringify(row)
}

/** The refusal of a request whose body is this text. */
async function refusal(method: string, path: string, body: string) {
  const before = await state()
  const answer = await fetch(`${stack.apiUrl}/rest/v1/${path}`, {
    method,
    headers: {
      apikey: stack.publishableKey,
      authorization: `Bearer ${user.accessToken}`,
      'content-type': 'application/json',
    },
    body,
  })
  const error = await answer.json().catch(() => null)
  const context = `${method} ${path} ${body.slice(0, 200)} → ${answer.status} ${JSON.stringify(error)?.slice(0, 300)}`
  expect(await state(), context).toBe(before)
  const code: string = error.code
  // 42804: the stand-in hands a boolean over as one, where PostgREST lets PostgreSQL read it as jsonb.
  expect(code, context).toMatch(/^(PT400|PT422|22...|42804|PGRST102|PGRST202)$/)
  expect(answer.status, context).toBe({ PT422: 422, PGRST202: 404 }[code] ?? 400)
  // What is echoed of absurd input stays short.
  expect(JSON.stringify(error).length, context).toBeLessThan(5_000)
  return { code, detail: code.startsWith('PT') ? refusalOf(error, context) : null }
}

/** A good request for each place where a user can put a value; `value` is JSON text. */
const places: Record<string, { at: [string, () => string]; body: (value: string) => string }> = {
  'the value of a new instance': {
    at: ['POST', () => 'instances'],
    body: (value) => `{"kind": "cash", "name": "x", "params": {"value": ${value}}}`,
  },
  'the params of an instance': {
    at: ['PATCH', () => `instances?id=eq.${box.instances[0].id}`],
    body: (value) => `{"params": ${value}}`,
  },
  'a proposal': {
    at: ['PATCH', () => `scenario_instances?id=eq.${box.copies[0].id}`],
    body: (value) => `{"params": {"value": ${value}}}`,
  },
  'an assumption of a scenario': {
    at: ['PATCH', () => `scenarios?id=eq.${box.scenario.id}`],
    body: (value) => `{"assumptions": {"inflation_rate": ${value}}}`,
  },
  'an assumption of the profile': {
    at: ['PATCH', () => `profiles?user_id=eq.${user.id}`],
    body: (value) => `{"assumptions": {"inflation_rate": ${value}}}`,
  },
  'a document of instances': {
    at: ['POST', () => 'rpc/import_instances'],
    body: (value) =>
      rpc(`"p_document": ${instances(`{"kind": "cash", "name": "x", "params": {"value": ${value}}}`)}`),
  },
  'a document of a scenario': {
    at: ['POST', () => 'rpc/import_scenario'],
    body: (value) =>
      rpc(
        `"p_document": {"format": "scenarios/scenario", "version": 1, "scenario": {"name": "x", "assumptions": {"inflation_rate": ${value}}}, "instances": []}`,
      ),
  },
  'a bulk edit': {
    at: ['POST', () => 'rpc/bulk_edit_scenario_instances'],
    body: (value) =>
      rpc(
        `"p_scenario_id": "${box.scenario.id}", "p_scenario_instance_ids": null, "p_changes": {"params.value": {"add": ${value}}}`,
      ),
  },
  'a resolution': {
    at: ['POST', () => 'rpc/preview_apply'],
    body: (value) =>
      `{"p_scenario_id": "${box.scenario.id}", "p_resolutions": {"${box.copies[0].id}": {"params.value": {"value": ${value}}}}}`,
  },
}
const rpc = (values: string) => `{"p_request_id": "${randomUUID()}", ${values}}`
const instances = (list: string) => `{"format": "scenarios/instances", "version": 1, "instances": [${list}]}`
const send = (place: keyof typeof places, value: string) => {
  const { at, body } = sure(places[place])
  return refusal(at[0], at[1](), body(value))
}

describe.each(Object.keys(places))('%s', (place) => {
  it.each(['"1000"', '"NaN"', '"Infinity"', 'true', '[1]', '{"a": 1}', '""'])('is not %s', async (value) => {
    await send(place, value)
  })

  it.each(['NaN', 'Infinity', '-Infinity', '01', '+1', '0x10', '1_000', "'1'"])(
    'is not %s, which is no JSON',
    async (value) => {
      expect((await send(place, value)).code).toBe('PGRST102')
    },
  )

  it('is no number outside every range', async () => {
    // 1e400 is infinity to a program that reads it as a double, and null once that is written again.
    for (const value of ['1e308', '-1e308', '1e17', '-1e17']) {
      if (place === 'a bulk edit' && !value.endsWith('308')) continue
      await send(place, value)
    }
  })

  it('is no text with a zero byte in it', async () => {
    const { code } = await send(place, '"a\\u0000b"')
    expect(code).toMatch(/^(22...|PT4..)$/)
  })

  // At about 5,000 levels the stand-in for PostgREST gives up while it reads the request (HTTP 500, "Maximum call stack
  // size exceeded"), before any statement of ours. PostgREST leaves reading to PostgreSQL, which stops (54001) past
  // 14,000; what is between is asked of the functions themselves in refusals-of-content.test.ts.
  it('is no thousands of arrays or objects inside each other', async () => {
    const depth = 4_000
    await send(place, '['.repeat(depth) + ']'.repeat(depth))
    await send(place, `${'{"a":'.repeat(depth / 2)}1${'}'.repeat(depth / 2)}`)
  })
})

describe('too much at once', () => {
  const long = 'x'.repeat(6 * 1024 * 1024)

  it('is a document of 6 MB', async () => {
    const document = instances(`{"kind": "cash", "name": "${long}", "params": {"value": 1}}`)
    const { detail } = await refusal('POST', 'rpc/import_instances', rpc(`"p_document": ${document}`))
    expect(detail).toMatchObject({ reason: 'limit', limit: 'max_document_bytes', max: 5 * 1024 * 1024 })
  })

  it('is a name of 6 MB', async () => {
    const row = `{"kind": "cash", "name": "${long}", "params": {"value": 1}}`
    const { detail } = await refusal('POST', 'instances', row)
    expect(detail).toMatchObject({ reason: 'invalid_content', field: 'name', problem: 'wrong_length' })
    const scenario = await refusal('POST', 'rpc/create_scenario', rpc(`"p_name": "${long}"`))
    expect(scenario.detail).toMatchObject({ field: 'name', problem: 'wrong_length' })
  })

  it('is 2,001 instances, in a document and in a list of rows', async () => {
    const rows = JSON.stringify(
      Array.from({ length: 2_001 }, () => {
        const { kind, name, status, params } = newInstance()
        return { kind, name, status, params }
      }),
    )
    const document = instances(rows.slice(1, -1))
    for (const [path, body] of [
      ['rpc/import_instances', rpc(`"p_document": ${document}`)],
      ['instances', rows],
    ] as const)
      expect((await refusal('POST', path, body)).detail).toMatchObject({ limit: 'max_instances', max: 2_000 })
    const copies = rows.replaceAll('"kind"', `"scenario_id": "${box.scenario.id}", "kind"`)
    expect((await refusal('POST', 'scenario_instances', copies)).detail).toMatchObject({
      limit: 'max_scenario_instances',
      max: 2_000,
    })
  })

  it('is a row with ten thousand keys', async () => {
    const params = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`key_${index}`, index]))
    const row = JSON.stringify({ kind: 'cash', name: 'x', params: { value: 1, ...params } })
    const { detail } = await refusal('POST', 'instances', row)
    expect(detail).toMatchObject({ reason: 'invalid_content', problem: 'unknown_field' })
  })
})

it('a document is not what is no JSON, or JSON of another shape', async () => {
  for (const body of ['', '{', '[1, 2', '{"p_request_id": }', '\u0000', '"text"', 'null'])
    expect((await refusal('POST', 'rpc/import_instances', body)).code, body).toMatch(
      /^(PGRST102|PGRST202|PT422)$/,
    )
})
