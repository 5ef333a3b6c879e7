/**
 * Malformed arguments: whatever is sent, the answer is a refusal with PT400, PT401, PT403, PT404, PT409 or PT422 (or
 * PostgreSQL's own class 22 where it refuses the argument itself), never an accident, and nothing is changed.
 */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { scenarioDocument } from '#domain/documents/write-document.ts'
import { sole, sure } from '../../scripts/sure.ts'
import { apply } from '../support/apply.ts'
import { newInstance, propose, type Sandbox, sandbox, type Two } from '../support/factories.ts'
import { callTakenBack } from '../support/postgrest.ts'
import { refusalOf } from '../support/refusal.ts'
import { adminConnection, signUp, type TestUser } from '../support/stack.ts'
import { odd, replacePart } from './odd.ts'

const sql = adminConnection()
let user: TestUser
let box: Sandbox<Two>
let applicationId: string

beforeAll(async () => {
  user = await signUp()
  // So that the arguments of administrators are looked at, and not who sends them.
  await sql`insert into public.user_roles (user_id, role) values (${user.id}, 'admin')`
  box = await sandbox(user.client, [newInstance(), newInstance({ name: 'Second' })])
  await propose(user.client, box.copies[0], { params: { value: 2_000 } })
  applicationId = (await apply(user.client, box.scenario.id, { scenarioInstanceIds: [box.copies[0].id] }))
    .application_id
  await propose(user.client, box.copies[1], { params: { value: 3_000 } })
})

/** Content, scenarios and history of the user as one text; the record of attempts is apart. */
async function written() {
  const [row] = await sql`
    select
      (select json_agg(t order by id) from public.instances t where user_id = ${user.id}) as instances,
      (select json_agg(t order by id) from public.scenarios t where user_id = ${user.id}) as scenarios,
      (select json_agg(t order by id) from public.scenario_instances t where user_id = ${user.id}) as copies`
  return row
}

/** A good call with some of its arguments, or a part of one, replaced by something odd. */
function mutated(good: () => Record<string, unknown>) {
  return fc
    .tuple(fc.array(fc.tuple(fc.nat(20), fc.nat(20), odd), { minLength: 1, maxLength: 3 }), fc.boolean())
    .map(([changes, isDeep]) => {
      const values = new Map(Object.entries(good()).map(([key, value]) => [key, JSON.stringify(value)]))
      for (const [which, where, replacement] of changes) {
        const keys = [...values.keys()]
        const key = sure(keys[which % keys.length])
        values.set(key, isDeep ? replacePart(sure(values.get(key)), where, replacement) : replacement)
      }
      return `{${[...values].map(([key, value]) => `${JSON.stringify(key)}: ${value}`).join(', ')}}`
    })
}

const document = () => scenarioDocument(box.scenario, box.copies)
const resolutions = () => ({
  [box.copies[0].id]: { 'params.value': { take: 'later' }, name: { value: 'x' } },
})

const calls: [string, () => Record<string, unknown>][] = [
  [
    'create_scenario',
    () => ({
      p_request_id: randomUUID(),
      p_name: '',
      p_description: 'x',
      p_instance_ids: [box.instances[0].id],
    }),
  ],
  [
    'copy_instances_to_scenario',
    () => ({ p_scenario_id: randomUUID(), p_instance_ids: [box.instances[0].id] }),
  ],
  ['set_primary_scenario', () => ({ p_scenario_id: randomUUID() })],
  [
    'preview_apply',
    () => ({
      p_scenario_id: box.scenario.id,
      p_scenario_instance_ids: [box.copies[0].id],
      p_resolutions: resolutions(),
      p_assumptions: ['inflation_rate'],
    }),
  ],
  [
    'apply_scenario',
    () => ({
      p_scenario_id: box.scenario.id,
      p_request_id: randomUUID(),
      p_fingerprint: 'x',
      p_resolutions: resolutions(),
      p_scenario_instance_ids: [box.copies[0].id],
      p_assumptions: ['inflation_rate'],
    }),
  ],
  [
    'refresh_scenario_instances',
    () => ({
      p_scenario_id: randomUUID(),
      p_request_id: randomUUID(),
      p_scenario_instance_ids: [box.copies[0].id],
    }),
  ],
  [
    'preview_revert',
    () => ({
      p_application_id: applicationId,
      p_resolutions: { [box.instances[0].id]: { 'params.value': { take: 'current' } } },
    }),
  ],
  [
    'revert_application',
    () => ({
      p_application_id: applicationId,
      p_request_id: randomUUID(),
      p_fingerprint: 'x',
      p_resolutions: {},
    }),
  ],
  ['duplicate_scenario', () => ({ p_scenario_id: randomUUID(), p_name: 'x', p_request_id: randomUUID() })],
  [
    'bulk_edit_scenario_instances',
    () => ({
      p_scenario_id: randomUUID(),
      p_scenario_instance_ids: null,
      p_changes: { 'params.value': { add: 1 } },
      p_request_id: randomUUID(),
    }),
  ],
  ['preview_import_scenario', () => ({ p_document: document() })],
  ['import_scenario', () => ({ p_document: document(), p_request_id: randomUUID() })],
  [
    'import_instances',
    () => ({
      p_document: { format: 'scenarios/instances', version: 2, instances: document().instances },
      p_request_id: randomUUID(),
    }),
  ],
  [
    'update_instances',
    () => ({
      p_changes: { [box.instances[0].id]: { version: 1, params: { value: 1, cost_base: null } } },
      p_request_id: randomUUID(),
    }),
  ],
  ['purge_deleted', () => ({ p_older_than: '-1 day' })],
  [
    'set_feature_flag_for_emails',
    () => ({ p_flag_name: 'nope', p_emails: ['nobody'], p_enabled: true, p_reason: 'x' }),
  ],
  ['kill_feature', () => ({ p_flag_name: 'nope', p_reason: 'x' })],
  ['evaluate_rollout_gates', () => ({ p_as_of: '2999-01-01' })],
  ['advance_rollout', () => ({ p_reason: 'x', p_phase: 'half' })],
  ['rollback_rollout', () => ({ p_reason: 'x' })],
  ['acknowledge_alert', () => ({ p_alert_id: randomUUID(), p_note: 'x' })],
  ['record_telemetry', () => ({ p_events: { session_id: randomUUID(), name: 'feature' } })],
  ['purge_telemetry', () => ({ p_older_than: '-1 day' })],
  ['verify_integrity', () => ({ p_part: 'flags' })],
]

it('every function that takes an argument is tried', async () => {
  const functions = await sql<{ name: string }[]>`
    select proname as name from pg_proc where pronamespace = 'public'::regnamespace and pronargs > 0`
  expect(calls.map(([name]) => name).sort()).toEqual(functions.map(({ name }) => name).sort())
})

const allowed = /^(PT400|PT401|PT403|PT404|PT409|PT422|22...)$/

describe('malformed arguments', () => {
  it.each(calls)('of %s are refused, never met with an accident', async (name, good) => {
    const before = await written()
    let refused = 0
    await fc.assert(
      fc.asyncProperty(fc.noShrink(mutated(good)), async (body) => {
        const { error } = await callTakenBack(sql, user.id, name, body)
        const context = `${name} ${body.slice(0, 300)} → ${error?.code} ${error?.message}`
        // What is no more than an odd way to say something reasonable is carried out, and taken back.
        if (!error) return
        refused++
        // PostgreSQL itself refuses arrays of more than six dimensions while it converts the argument.
        if (error.code === '54000' && /array dimensions/.test(error.message)) return
        expect(error.code, context).toMatch(allowed)
        if (error.code.startsWith('PT')) refusalOf(error, context)
      }),
      { numRuns: 60 },
    )
    expect(await written()).toEqual(before)
    expect(refused).toBeGreaterThan(15)
  })
})

describe('too much', () => {
  const refusal = async (body: string) => (await callTakenBack(sql, user.id, 'import_scenario', body)).error
  const text = (value: unknown) => JSON.stringify({ p_document: value, p_request_id: randomUUID() })

  it('is refused for a document of 6 MB', async () => {
    const error = await refusal(text({ ...document(), padding: 'x'.repeat(6 * 1024 * 1024) }))
    expect(error).toMatchObject({ code: 'PT422' })
    expect(JSON.parse(sure(error?.detail))).toMatchObject({
      reason: 'limit',
      limit: 'max_document_bytes',
    })
  })

  it('is not yet 5 MB of JSON without blanks, however the database would write it', async () => {
    const notes = Object.fromEntries(
      Array.from({ length: 125_000 }, (_, index) => [`note ${100_000 + index}, which says nothing.`, null]),
    )
    const value = { ...document(), ...notes }
    const bytes = JSON.stringify(value).length
    expect(bytes).toBeGreaterThan(4.5 * 1024 * 1024)
    expect(bytes).toBeLessThan(5 * 1024 * 1024)
    const row = await sole(sql`select octet_length(${sql.json(value as never)}::jsonb::text) as bytes`)
    expect(row.bytes).toBeGreaterThan(5 * 1024 * 1024)
    expect(await refusal(text(value))).toBeUndefined()
  })

  it('is not listed error by error past the first thousand', async () => {
    const params = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`n${index}`, 1]))
    const wrong = { ...newInstance(), params: { ...params, ['x'.repeat(10_000)]: 1, value: 1 } }
    const error = await refusal(text({ ...document(), instances: [wrong, { kind: 'boat' }] }))
    expect(error).toMatchObject({ code: 'PT422' })
    const detail = JSON.parse(sure(error?.detail))
    expect(detail).toMatchObject({ reason: 'invalid_document', left_out: 100_001 + 3 - 1_000 })
    expect(detail.errors).toHaveLength(1_000)
    expect(sure(error?.detail).length).toBeLessThan(200_000)
  })

  it('is refused for 2,001 instances', async () => {
    const error = await refusal(
      text({ ...document(), instances: Array.from({ length: 2_001 }, () => newInstance()) }),
    )
    expect(error).toMatchObject({ code: 'PT422' })
    expect(JSON.parse(sure(error?.detail))).toMatchObject({ reason: 'limit', max: 2_000 })
  })

  it.each(['1e131071', '-1e131071', '1e-16383', '0e-16383'])(
    'is refused for thousands of %s, without being written out',
    async (number) => {
      const many = `{"x": [${Array.from({ length: 20_000 }, () => number).join(', ')}]}`
      for (const [name, good] of calls) {
        const argument = Object.keys(good()).find((key) => /document|resolutions|changes/.test(key))
        if (!argument) continue
        const body = JSON.stringify({ ...good(), [argument]: 'many' }).replace('"many"', many)
        const { error } = await callTakenBack(sql, user.id, name, body)
        expect(error?.code, name).toBe('PT422')
        expect(JSON.parse(sure(error?.detail)), name).toEqual({ reason: 'not_representable', argument })
      }
    },
  )

  it.each(['1e400', '-1', '1e13', '123456789.123456789012345'])(
    'is refused for %s, which no field can hold',
    async (value) => {
      const body = text(document()).replace('"value":1000', `"value":${value}`)
      expect(body).toContain(value)
      expect((await refusal(body))?.code).toMatch(/^(PT422|22...)$/)
    },
  )

  it.each(['value":"1000"', 'value":[1]', 'value":{"a":1}', 'value":true', 'valeu":1'])(
    'is refused for {"%s}',
    async (wrong) => {
      const error = await refusal(text(document()).replace('value":1000', wrong))
      expect(error).toMatchObject({ code: 'PT422' })
      expect(JSON.stringify(JSON.parse(sure(error?.detail)))).toContain('instances[0]')
    },
  )
})
