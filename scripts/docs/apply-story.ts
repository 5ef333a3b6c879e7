/** One apply from its scenario to the repeated request: what was asked through the API, and the rows at each moment. */
import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type postgres from 'postgres'
import type { Stack } from '../stack/stack.ts'
import { sure } from '../sure.ts'
import { type Method, request, signUp } from './requests.ts'

type Json = Record<string, unknown>

export interface MergedField {
  field: string
  base: unknown
  current: unknown
  proposed: unknown
  outcome: string
  resolution?: unknown
  result: unknown
}

interface Answer {
  status: string | null
  stale: boolean
  replayed: boolean
  fingerprint: string
  items: { name: string; action: string; version: number | null; after: unknown; fields: MergedField[] }[]
  conflicts: unknown[]
}

export interface Asked {
  what: string
  fingerprint: string | null
  has_decision: boolean
  answer: Answer
}

/** Rows by the names of their columns, ordered by the name of the investment. */
interface Moment {
  instances: Json[]
  copies: Json[]
}

export interface ApplyStory {
  begun: Moment
  moved: Moment
  applied: Moment
  inputs: Json[]
  merged: (MergedField & { name: string })[]
  plan: Json[]
  decision: unknown
  asked: { first: Asked; stale: Asked; decided: Asked; applied: Asked; again: Asked }
  applications: Json[]
  items: Json[]
}

/** @throws when a request is refused, or not answered as the page says. Leaves no account behind. */
export async function tellApplyStory(sql: postgres.Sql, stack: Stack): Promise<ApplyStory> {
  const token = await signUp(stack, 'household@example.com')
  const ask = (method: Method, address: string, body?: unknown) =>
    request(stack, token, method, address, body)
  const call = (name: string, args: Json) => ask('POST', `/rpc/${name}`, args)
  const row = async (method: Method, address: string, body: unknown) =>
    sure(((await ask(method, address, body)) as Json[])[0])

  const shares = await row('POST', '/instances', {
    kind: 'portfolio',
    name: 'Index funds',
    status: 'active',
    params: { value: 132_000, monthly_contribution: 900 },
  })
  const savings = await row('POST', '/instances', {
    kind: 'cash',
    name: 'Savings account',
    status: 'active',
    params: { value: 34_000, interest_rate: 3.5 },
  })
  const { scenario } = (await call('create_scenario', {
    p_request_id: randomUUID(),
    p_name: 'Save more',
    p_instance_ids: [shares.id, savings.id],
  })) as { scenario: Json }
  const scenarioId = String(scenario.id)
  const userId = String(shares.user_id)
  const edit = (instance: Json, params: Json) =>
    row('PATCH', `/scenario_instances?scenario_id=eq.${scenarioId}&source_instance_id=eq.${instance.id}`, {
      params,
    })
  const copyOfShares = await edit(shares, { value: 132_000, monthly_contribution: 1_500 })
  await edit(savings, { value: 34_000, interest_rate: 4.2 })
  await row('POST', '/scenario_instances', {
    scenario_id: scenarioId,
    kind: 'cash',
    name: 'Term deposit',
    status: 'active',
    params: { value: 20_000, interest_rate: 4.8 },
  })

  async function preview(what: string, decision: unknown): Promise<Asked> {
    const answer = (await call('preview_apply', {
      p_scenario_id: scenarioId,
      p_resolutions: decision ?? {},
    })) as Answer
    return { what, fingerprint: null, has_decision: decision !== null, answer }
  }
  async function apply(
    what: string,
    requestId: string,
    fingerprint: string,
    decision: unknown,
  ): Promise<Asked> {
    const answer = (await call('apply_scenario', {
      p_scenario_id: scenarioId,
      p_request_id: requestId,
      p_fingerprint: fingerprint,
      p_resolutions: decision ?? {},
    })) as Answer
    return { what, fingerprint, has_decision: decision !== null, answer }
  }

  const begun = await readMoment(sql, userId)
  const first = await preview('preview', null)
  await row('PATCH', `/instances?id=eq.${shares.id}&version=eq.1`, {
    params: { value: 135_000, monthly_contribution: 1_000 },
  })
  const moved = await readMoment(sql, userId)
  const looked = await lookInside(sql, userId, scenarioId)
  const stale = await apply('apply', randomUUID(), first.answer.fingerprint, null)
  const decision = { [String(copyOfShares.id)]: { 'params.monthly_contribution': { take: 'proposed' } } }
  const decided = await preview('preview', decision)
  const requestId = randomUUID()
  const applied = await apply('apply', requestId, decided.answer.fingerprint, decision)
  const after = await readMoment(sql, userId)
  const history = await readHistory(sql, userId)
  const again = await apply('the same apply again', requestId, decided.answer.fingerprint, decision)

  // What the page says in words of what it shows in rows.
  const said = {
    'The first preview has no conflict': first.answer.conflicts.length === 0,
    'The old fingerprint is refused as stale': stale.answer.status === 'conflict' && stale.answer.stale,
    'The refusal answers the fingerprint of now': stale.answer.fingerprint === decided.answer.fingerprint,
    'The apply is carried out': applied.answer.status === 'success' && !applied.answer.replayed,
    'The repeated request is answered with what was written':
      isDeepStrictEqual({ ...applied.answer, replayed: true }, again.answer) &&
      isDeepStrictEqual([after, history], [await readMoment(sql, userId), await readHistory(sql, userId)]),
  }
  const untrue = Object.entries(said).find(([, isTrue]) => !isTrue)?.[0]
  if (untrue) throw new Error(`docs/explanation/apply.md says what is no longer so: ${untrue}.`)
  await call('delete_account', {})
  return {
    begun,
    moved,
    applied: after,
    ...looked,
    decision: { 'copy of Index funds': Object.values(decision)[0] },
    asked: { first, stale, decided, applied, again },
    ...history,
  }
}

async function readMoment(sql: postgres.Sql, userId: string): Promise<Moment> {
  return {
    instances: await sql`
      select name, kind, status, params, version from public.instances
      where user_id = ${userId} order by name collate "C"`,
    copies: await sql`
      select copy.name, source.name as source_instance_id,
        copy.base -> 'params' as base, copy.base_version, copy.params, copy.version,
        copy.last_applied_at is not null as was_applied
      from public.scenario_instances as copy left join public.instances as source on source.id = source_instance_id
      where copy.user_id = ${userId} order by copy.name collate "C"`,
  }
}

/** What the private functions of preview and apply are given and answer, asked as this user. */
async function lookInside(sql: postgres.Sql, userId: string, scenarioId: string) {
  return sql.begin(async (transaction) => {
    const claims = JSON.stringify({ sub: userId, role: 'authenticated' })
    await transaction`select set_config('request.jwt.claims', ${claims}, true)`
    const inputs = await transaction<Json[]>`
      select proposed_name as name, base_version, version, base -> 'params' as base, current_params as current,
        proposed_params as proposed
      from unnest(private.apply_inputs(${scenarioId}, null)) order by proposed_name collate "C"`
    const merged = await transaction<(MergedField & { name: string })[]>`
      select input.proposed_name as name, merged.*
      from unnest(private.apply_inputs(${scenarioId}, null)) as input
      cross join lateral private.merge_fields(input.base,
        case when input.version is not null then jsonb_build_object('name', input.current_name,
          'status', input.current_status, 'params', input.current_params) end,
        jsonb_build_object('name', input.proposed_name, 'status', input.proposed_status,
          'params', input.proposed_params), input.kind) as merged
      order by input.proposed_name collate "C", merged.field collate "C"`
    const plan = await transaction<Json[]>`
      select name, action, version, after, conflicts, open_conflicts, is_settled
      from unnest(private.plan_merge(private.apply_inputs(${scenarioId}, null), '{}')) order by name collate "C"`
    return { inputs: [...inputs], merged: [...merged], plan: [...plan] }
  })
}

async function readHistory(sql: postgres.Sql, userId: string) {
  const applications = await sql<Json[]>`
    select operation, status, stale, items_total, items_applied, conflict_count
    from public.scenario_applications where user_id = ${userId} and operation = 'apply' order by created_at`
  const items = await sql<Json[]>`
    select item.after ->> 'name' as name, action, before -> 'params' as before, item.after -> 'params' as after,
      before_version, after_version
    from public.scenario_application_items as item join public.scenario_applications as application
      on application.id = application_id
    where item.user_id = ${userId} and operation = 'apply' order by item.after ->> 'name' collate "C"`
  return { applications: [...applications], items: [...items] }
}
