/** One story in which every function of the API is called as it is meant, and what each answered. */
import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import type { Stack } from '../stack/stack.ts'
import { sole, sure } from '../sure.ts'
import { type Method, request, signUp } from './requests.ts'

export interface Example {
  /** Who asks. */
  actor: 'investor' | 'admin' | 'operator'
  method: Method
  /** Below `/rest/v1`. */
  address: string
  body: unknown
  answer: unknown
}

type Json = Record<string, unknown>

/** By function; of the tables what a client does with their rows, by what it is for. */
export interface Examples {
  functions: Map<string, Example>
  rows: Map<string, Example>
}

/** @throws when anything in the story is refused. */
export async function tellStory(sql: postgres.Sql, stack: Stack): Promise<Examples> {
  const functions = new Map<string, Example>()
  const rows = new Map<string, Example>()
  const tokens = {
    investor: await signUp(stack, 'investor@example.com'),
    admin: await signUp(stack, 'admin@example.com'),
    operator: await signUp(stack, 'operator@example.com'),
  }
  await sql`
    insert into public.user_roles (user_id, role)
    select id, case email when 'admin@example.com' then 'admin' else 'ops' end
    from auth.users where email in ('admin@example.com', 'operator@example.com')`

  async function ask(actor: Example['actor'], method: Example['method'], address: string, body?: unknown) {
    const answer = await request(stack, tokens[actor], method, address, body)
    return { actor, method, address, body, answer }
  }
  async function call(name: string, args: Json = {}, actor: Example['actor'] = 'investor') {
    const example = await ask(actor, 'POST', `/rpc/${name}`, args)
    functions.set(name, functions.get(name) ?? example)
    return example.answer as Json
  }
  async function row(title: string | null, method: Example['method'], address: string, body?: unknown) {
    const example = await ask('investor', method, address, body)
    if (title !== null) rows.set(title, example)
    return sure((example.answer as Json[])[0])
  }

  await call('evaluate_feature_flags')
  const shares = await row('Add an investment', 'POST', '/instances', {
    kind: 'portfolio',
    name: 'Index funds',
    status: 'active',
    params: { value: 132_000, monthly_contribution: 900 },
    request_id: randomUUID(),
  })
  const savings = await row(null, 'POST', '/instances', {
    kind: 'cash',
    name: 'Savings account',
    status: 'active',
    params: { value: 34_000 },
  })

  await call('update_instances', {
    p_changes: {
      [String(savings.id)]: { version: 1, params: { value: 34_800, as_of_month: '2026-03' } },
    },
    p_request_id: randomUUID(),
  })

  // A scenario, a proposal, a reality that moved, and a decision.
  const created = await call('create_scenario', {
    p_request_id: randomUUID(),
    p_name: 'Save more',
    p_instance_ids: [shares.id],
  })
  const scenario = created.scenario as Json
  await call('set_primary_scenario', { p_scenario_id: scenario.id })
  const [copy] = (await ask('investor', 'GET', `/scenario_instances?scenario_id=eq.${scenario.id}`))
    .answer as Json[]
  await call('bulk_edit_scenario_instances', {
    p_scenario_id: scenario.id,
    p_scenario_instance_ids: [sure(copy).id],
    p_changes: { 'params.monthly_contribution': { set: 1_500 } },
    p_request_id: randomUUID(),
  })
  await row('Change it, if nobody was faster', 'PATCH', `/instances?id=eq.${shares.id}&version=eq.1`, {
    params: { value: 132_000, monthly_contribution: 1_000 },
  })
  const preview = await call('preview_apply', { p_scenario_id: scenario.id })
  const applied = await call('apply_scenario', {
    p_scenario_id: scenario.id,
    p_request_id: randomUUID(),
    p_fingerprint: preview.fingerprint,
    p_resolutions: { [String(sure(copy).id)]: { 'params.monthly_contribution': { take: 'proposed' } } },
  })
  const undoing = await call('preview_revert', { p_application_id: applied.application_id })
  await call('revert_application', {
    p_application_id: applied.application_id,
    p_request_id: randomUUID(),
    p_fingerprint: undoing.fingerprint,
  })

  // Another scenario: copies, what reality changed, a second one of it.
  const other = (
    await call('create_scenario', { p_request_id: randomUUID(), p_name: 'Keep cash', p_instance_ids: [] })
  ).scenario as Json
  await call('copy_instances_to_scenario', { p_scenario_id: other.id, p_instance_ids: [savings.id] })
  await row(null, 'PATCH', `/instances?id=eq.${savings.id}&version=eq.2`, { params: { value: 35_500 } })
  await call('refresh_scenario_instances', { p_scenario_id: other.id, p_request_id: randomUUID() })
  await call('duplicate_scenario', {
    p_scenario_id: other.id,
    p_name: 'Keep more cash',
    p_request_id: randomUUID(),
  })

  // Files.
  const document = {
    format: 'scenarios/scenario',
    version: 2,
    scenario: { name: 'From a file', description: '', status: 'active', tags: [], assumptions: {} },
    instances: [{ kind: 'cash', name: 'Term deposit', status: 'active', params: { value: 20_000 } }],
  }
  await call('preview_import_scenario', { p_document: document })
  await call('import_scenario', { p_document: document, p_request_id: randomUUID() })
  const { instances } = document
  await call('import_instances', {
    p_document: { format: 'scenarios/instances', version: 1, instances },
    p_request_id: randomUUID(),
  })
  await row('Delete it', 'PATCH', `/instances?id=eq.${savings.id}`, { deleted_at: '2026-03-02T09:00:00Z' })
  await call('record_telemetry', {
    p_events: [
      {
        session_id: randomUUID(),
        name: 'apply',
        value: 184,
        unit: 'ms',
        attributes: { outcome: 'success' },
        occurred_at: new Date().toISOString(),
      },
    ],
  })

  // Flags, and a rollout from its beginning, which asks that nobody has the feature yet.
  await call(
    'set_feature_flag_for_emails',
    {
      p_flag_name: 'feature:scenarios',
      p_emails: ['investor@example.com', 'nobody@example.com'],
      p_enabled: true,
      p_reason: 'Beta testers',
    },
    'admin',
  )
  await call(
    'kill_feature',
    { p_flag_name: 'feature:scenarios:conflict_resolution', p_reason: 'Decisions get lost' },
    'admin',
  )
  await sql`update public.feature_flags set rollout_percentage = 0`
  await call('advance_rollout', { p_reason: 'Internal testing begins' }, 'admin')
  await call('evaluate_rollout_gates', {}, 'operator')
  await call('act_on_rollout', {}, 'operator')
  await call('rollback_rollout', { p_reason: 'Applies fail for many' }, 'admin')
  const alert = await sole(sql`select id from public.rollout_alerts`)
  await call('acknowledge_alert', { p_alert_id: alert.id, p_note: 'Mended in 1.4.1' }, 'operator')

  // What recurs, and the end.
  await call('operations_tick', {}, 'operator')
  await call('verify_integrity', {}, 'operator')
  await call('purge_deleted', { p_older_than: '30 days' }, 'operator')
  await call('purge_telemetry', { p_older_than: '90 days' }, 'operator')
  await call('delete_account')
  return { functions, rows }
}
