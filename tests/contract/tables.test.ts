/** Every table and everyone there is: who may see, add, change and delete the rows of a user, judged by effect. */
import type postgres from 'postgres'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#data/database.types.ts'
import { sole } from '../../scripts/sure.ts'
import { flagName, sandbox } from '../support/factories.ts'
import { keepProjectionOf } from '../support/rows-of-operators.ts'
import { adminConnection, signUp } from '../support/stack.ts'

const sql = adminConnection()

type TableName = keyof Database['public']['Tables']
const actors = ['anonymous', 'another user', 'owner', 'admin', 'ops'] as const
type Actor = (typeof actors)[number]

interface Contract {
  /** What each actor may do with a row of the owner; nothing when missing. */
  may: Partial<Record<Actor, string>>
  /** A row to add, and a change to make, as SQL. */
  insert: string
  update: string
}

const owner = '(select id from pg_temp.owner_id)'
const ownersOwn = { owner: 'select insert update' }
const all = 'select insert update delete'
const operatorsRead = { owner: 'select', admin: 'select', ops: 'select' }

const contracts: Record<TableName, Contract> = {
  instances: {
    may: ownersOwn,
    insert: `(name, kind, params) values ('x', 'cash', '{"value": 1}')`,
    update: `name = 'x'`,
  },
  scenarios: { may: ownersOwn, insert: `(name) values ('x')`, update: `name = 'x'` },
  scenario_instances: {
    may: ownersOwn,
    insert: `(scenario_id, name, kind, params) select scenario_id, 'x', 'cash', '{"value": 1}' from pg_temp.owner_id`,
    update: `name = 'x'`,
  },
  scenario_applications: {
    may: { owner: 'select' },
    insert: `(operation, status) values ('apply', 'success')`,
    update: `items_total = 9`,
  },
  scenario_application_items: {
    may: { owner: 'select' },
    insert: `(application_id, action) select application_id, 'none' from pg_temp.owner_id`,
    update: `action = 'none'`,
  },
  // One a user, made at sign-up.
  profiles: { may: { owner: 'select update' }, insert: `(theme) values ('dark')`, update: `theme = 'dark'` },
  user_roles: {
    may: { owner: 'select', admin: all },
    insert: `(user_id, role) values (${owner}, 'admin')`,
    update: `role = 'admin'`,
  },
  feature_flags: {
    may: { 'another user': 'select', owner: 'select', ops: 'select', admin: all },
    insert: `(flag_name, salt) values ('${flagName()}', 'x')`,
    update: `description = 'x'`,
  },
  user_feature_flags: {
    may: { owner: 'select', admin: all },
    insert: `(user_id, flag_name, enabled) values (${owner}, 'feature:scenarios:apply', true)`,
    update: `enabled = true`,
  },
  // From here on: the owner is an operator too.
  telemetry_events: {
    may: { owner: 'select insert', admin: 'select', ops: 'select' },
    insert: `(session_id, name) values (gen_random_uuid(), 'feature')`,
    update: `name = 'x'`,
  },
  flag_exposures: {
    may: { owner: 'select', admin: 'select', ops: 'select' },
    insert: `(user_id, flag_name, flag_version, enabled, reason) values (${owner}, 'x', 1, true, 'rollout')`,
    update: `enabled = false`,
  },
  feedback: {
    may: { owner: 'select insert', admin: 'select', ops: 'select' },
    insert: `(score) values (5)`,
    update: `score = 1`,
  },
  kept_projections: {
    may: { owner: 'select insert' },
    insert: `(start_month, application_id, engine_version, months, net_worth)
      select to_char(now(), 'YYYY-MM'), null, 1, '[0]', '[1]'`,
    update: `net_worth = '[2]'`,
  },
  support_tickets: {
    may: { owner: all, admin: all, ops: all },
    insert: `(day, tickets) values ('1999-01-02', 1)`,
    update: `tickets = 2`,
  },
  rollout_phases: {
    may: { owner: 'select', admin: 'select insert update', ops: 'select' },
    insert: `(position, name, title, planned_duration, minimum_soak) values (99, 'x', 'X', '1 day', '1 day')`,
    update: `title = 'X'`,
  },
  rollout_gates: {
    may: { owner: 'select', admin: 'select insert update', ops: 'select' },
    insert: `(phase, name, metric, test) values ('beta', 'x', 'exposures', 'exposure')`,
    update: `dry_run = true`,
  },
  // Asking is the admin's, answering any operator's.
  rollout_signoffs: {
    may: { owner: 'select update', admin: 'select insert update', ops: 'select update' },
    insert: `(phase, name, question) values ('beta', 'x', 'Well?')`,
    update: `decision = 'approved'`,
  },
  rollout_verdicts: {
    may: operatorsRead,
    insert: `(gate_id, phase, as_of, verdict, sentence) select id, 'beta', '1999-01-02', 'pass', 'x' from public.rollout_gates limit 1`,
    update: `verdict = 'pass'`,
  },
  rollout_alerts: {
    may: operatorsRead,
    insert: `(phase, kind, message) values ('beta', 'warn', 'x')`,
    update: `acknowledged_at = now()`,
  },
  operation_runs: {
    may: operatorsRead,
    insert: `(operation, outcome) values ('tick', 'success')`,
    update: `outcome = 'failed'`,
  },
  feature_flag_audit: {
    may: { admin: 'select' },
    insert: `(actor_role, flag_name, operation) values ('nobody', 'x', 'update')`,
    update: `change_reason = 'x'`,
  },
}

let ids: Record<Exclude<Actor, 'anonymous'>, string>
let known: { scenarioId: string; applicationId: string; flag: string }

beforeAll(async () => {
  const [other, person, admin, ops] = await Promise.all([signUp(), signUp(), signUp(), signUp()])
  ids = { 'another user': other.id, owner: person.id, admin: admin.id, ops: ops.id }
  const { scenario } = await sandbox(person.client)
  const flag = flagName()
  await sql`
    insert into public.user_roles (user_id, role) values (${ids.admin}, 'admin'), (${ids.ops}, 'ops'), (${ids.owner}, 'ops')`
  await sql`insert into public.feature_flags (flag_name) values (${flag})`
  await sql`insert into public.user_feature_flags (user_id, flag_name, enabled) values (${ids.owner}, ${flag}, false)`
  await sql`insert into public.telemetry_events (user_id, session_id, name) values (${ids.owner}, gen_random_uuid(), 'feature')`
  await sql`
    insert into public.flag_exposures (user_id, flag_name, flag_version, enabled, reason)
    values (${ids.owner}, ${flag}, 1, true, 'rollout')`
  await sql`insert into public.feedback (user_id, score) values (${ids.owner}, 4)`
  await keepProjectionOf(sql, person.id, '1999-01')
  await sql`insert into public.support_tickets (day, tickets) values ('1999-01-01', 1) on conflict do nothing`
  await sql`
    insert into public.rollout_verdicts (gate_id, phase, as_of, verdict, sentence)
    select id, phase, '1999-01-01', 'no_data', 'x' from public.rollout_gates limit 1 on conflict do nothing`
  await sql`insert into public.rollout_alerts (phase, kind, message, acknowledged_at) values ('beta', 'warn', 'x', now())`
  await sql`insert into public.operation_runs (operation, outcome) values ('tick', 'success')`
  const application = await sole(
    sql`select id from public.scenario_applications where user_id = ${ids.owner} and operation = 'create'`,
  )
  known = { scenarioId: scenario.id, applicationId: application.id, flag }
})

class TakenBack extends Error {}

/** Whether the attempt had an effect on a row of the owner; whatever it had is taken back. */
async function hasEffect(actor: Actor, statement: string): Promise<boolean> {
  let count = 0
  const error = await sql
    .begin(async (transaction) => {
      await transaction`
        create temp table owner_id on commit drop as
        select ${ids.owner}::uuid as id, ${known.scenarioId}::uuid as scenario_id, ${known.applicationId}::uuid as application_id`
      await transaction`grant select on pg_temp.owner_id to public`
      const id = actor === 'anonymous' ? '' : ids[actor]
      const role = actor === 'anonymous' ? 'anon' : 'authenticated'
      await transaction`
        select set_config('role', ${role}, true), set_config('request.jwt.claim.sub', ${id}, true),
          set_config('request.jwt.claims', ${JSON.stringify({ sub: id, role })}, true)`
      const rows = await transaction.unsafe(statement)
      // What somebody adds for themselves is no row of the owner.
      count = rows.filter((row) => row.of === null || row.of === ids.owner).length
      throw new TakenBack()
    })
    .catch((reason: unknown) => reason)
  if (error instanceof TakenBack) return count > 0
  const { code } = error as postgres.PostgresError
  // No grant or no policy; a profile is there already.
  expect(code, statement).toMatch(/^(42501|23505|PT404)$/)
  return false
}

it('has a contract for every table there is', async () => {
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by name`
  expect(Object.keys(contracts).sort()).toEqual(tables.map(({ name }) => name))
})

describe.each(Object.keys(contracts) as TableName[])('%s', (table) => {
  const { may, insert, update } = contracts[table]
  const isOwned = !/^(feature_flag|support_tickets|rollout_|operation_)/.test(table)
  const ofNobody = () =>
    table.startsWith('feature_flag')
      ? `where flag_name = '${known.flag}'`
      : table === 'support_tickets'
        ? `where day = '1999-01-01'`
        : ''

  it.each(actors)('gives %s what is due', async (actor) => {
    const where = isOwned ? `where user_id = '${ids.owner}'` : ofNobody()
    const of = `${isOwned ? 'user_id' : 'null'} as of`
    const statements = {
      select: `select ${of} from public.${table} ${where}`,
      insert: `insert into public.${table} ${insert} returning ${of}`,
      update: `update public.${table} set ${update} ${where} returning ${of}`,
      delete: `delete from public.${table} ${where} returning ${of}`,
    }
    const can: string[] = []
    for (const [verb, statement] of Object.entries(statements))
      if (await hasEffect(actor, statement)) can.push(verb)
    expect(can.join(' ')).toBe(may[actor] ?? '')
  })
})
