/** What operators read: every view, by everyone there is, and the figures in it. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '#data/client-type.ts'
import type { Database } from '#data/database.types.ts'
import { sure } from '../../scripts/sure.ts'
import { adminConnection, anonymous, serviceRole, signUp } from '../support/stack.ts'

const sql = adminConnection()
/** On which nothing else happened. */
const day = new Date(Date.now() - 50 * 86_400_000).toISOString().slice(0, 10)
type ViewName = keyof Database['public']['Views']

/** Views that have a row as soon as anything has happened. */
const filled: ViewName[] = [
  'adoption_metrics',
  'apply_metrics',
  'error_metrics',
  'flag_exposure_metrics',
  'operator_findings',
  'performance_metrics',
  'rollout_status',
  'scenario_metrics',
  'user_experience_metrics',
]
const views: ViewName[] = [...filled, 'query_metrics']

let clients: Record<'anonymous' | 'investor' | 'another investor' | 'ops' | 'admin' | 'service role', Client>
let investorId: string

beforeAll(async () => {
  const [investor, other, ops, admin] = await Promise.all([signUp(), signUp(), signUp(), signUp()])
  investorId = investor.id
  await sql`insert into public.user_roles (user_id, role) values (${ops.id}, 'ops'), (${admin.id}, 'admin')`
  clients = {
    anonymous: anonymous(),
    investor: investor.client,
    'another investor': other.client,
    ops: ops.client,
    admin: admin.client,
    'service role': serviceRole(),
  }
  const answer = await investor.client.rpc('create_scenario', {
    p_request_id: randomUUID(),
    p_name: 'Seen',
  })
  expect(answer.error).toBeNull()
  await investor.client.rpc('record_telemetry', {
    p_events: [
      { session_id: randomUUID(), name: 'api_request', value: 5, attributes: { operation: 'views' } },
    ] as never,
  })
  await sql`insert into public.operation_runs (operation, outcome) values ('restore', 'failed')`
  await sql`
    with given as (
      select gen_random_uuid() as id, given.*
      from (values ('apply', 'success', null, 2, 10, '10:00'), ('apply', 'failed', '23505', 0, 30, '11:00'),
        ('apply', 'conflict', null, 1, 20, '12:00'), ('refresh', 'success', null, 0, 40, '13:00'))
        as given (operation, status, code, conflicts, ms, at)
    ),
    resolved as (
      insert into public.scenario_application_items (user_id, application_id, action, fields)
      select ${investorId}, id, 'none', '[{"outcome": "conflict"}, {"outcome": "conflict"}]'
      from given where status = 'success' and conflicts = 2
    )
    insert into public.scenario_applications (id, user_id, scenario_name, request_id, operation, status, error_code,
      error_message, items_total, conflict_count, duration_ms, created_at)
    select id, ${investorId}, 'What if', gen_random_uuid(), operation, status, code, code, (conflicts = 2)::integer,
      conflicts, ms, ${day}::date + at::time
    from given`
})

it('has a contract for every view there is', async () => {
  const known = await sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v' order by name`
  expect(views.toSorted()).toEqual(known.map(({ name }) => name))
})

describe.each(views)('%s', (view) => {
  it.each(['anonymous', 'investor', 'another investor'] as const)('shows %s no row', async (actor) => {
    const { data, error } = await clients[actor].from(view).select()
    if (error) expect(error.code).toBe('42501')
    else expect(data).toEqual([])
  })

  it.each(['ops', 'admin', 'service role'] as const)('shows %s what there is', async (actor) => {
    const { data, error } = await clients[actor].from(view).select()
    expect(error).toBeNull()
    if (filled.includes(view)) expect(sure(data).length).toBeGreaterThan(0)
  })
})

describe('the figures of a day', () => {
  it('count the scenarios that somebody made, and none that came with the sample or a file', async () => {
    const { client, id } = await signUp()
    const made = async () => sql`select from private.scenarios_made() where user_id = ${id}`
    const imported = await client.rpc('import_scenario', {
      p_request_id: randomUUID(),
      p_document: {
        ...{ format: 'scenarios/scenario', version: 1 },
        ...{ scenario: { name: 'Sample', assumptions: {} }, instances: [] },
      },
    })
    expect(imported.error).toBeNull()
    expect(await made()).toHaveLength(0)
    const created = await client.rpc('create_scenario', { p_request_id: randomUUID(), p_name: 'My own' })
    expect(created.error).toBeNull()
    expect(await made()).toHaveLength(1)
  })

  it('count attempts to apply as the plan does', async () => {
    const [figures] = await sql`select * from public.apply_metrics where date = ${day}`
    expect(figures).toMatchObject({
      total_applications: '3',
      successful_applications: '1',
      failed_applications: '1',
    })
  })

  it('tell failures, conflicts and what was resolved apart', async () => {
    const [figures] = await sql`
      select * from public.error_metrics where date = ${day} and source = 'database' and operation = 'apply'`
    expect(figures).toMatchObject({
      attempts: '3',
      errors: '1',
      error_rate: '0.333333',
      conflicts: '1',
      conflicts_resolved: '1',
      database_errors: '1',
    })
  })

  it('give the median and the 95th percentile', async () => {
    const [figures] = await sql`
      select * from public.performance_metrics where date = ${day} and measure = 'database apply'`
    expect(figures).toMatchObject({ samples: '3', unit: 'ms', p50: 20, p75: 25, p95: 29 })
  })

  it('tell page loads by what was measured of them, from 90 days', async () => {
    await sql`
      insert into public.telemetry_events (user_id, session_id, name, value, unit, attributes, created_at)
      select ${investorId}, gen_random_uuid(), name, value, 'ms', attributes::jsonb, ${day}::date - days + time '10:00'
      from (values ('page_load', 100, '{"metric": "lcp"}', 0), ('page_load', 300, '{"metric": "lcp"}', 0),
        ('page_load', 7, '{"metric": "inp"}', 0), ('page_load', 8, '{}', 0), ('api_request', 9, '{"metric": "lcp"}', 0),
        ('feature', 10, '{}', 0), ('api_request', null, '{}', 0), ('api_request', 11, '{}', 50)) as told (name, value, attributes, days)`
    const measured = await sql`
      select measure, samples, p50 from public.performance_metrics
      where date in (${day}, ${day}::date - 50) and measure not like 'database%' order by measure`
    expect(measured).toEqual([
      { measure: 'api_request', samples: '1', p50: 9 },
      { measure: 'page_load', samples: '1', p50: 8 },
      { measure: 'page_load inp', samples: '1', p50: 7 },
      { measure: 'page_load lcp', samples: '2', p50: 200 },
    ])
  })
})
