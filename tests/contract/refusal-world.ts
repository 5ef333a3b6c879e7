/** A user, an administrator, and a good call of every function, to be spoilt in one place at a time. */
import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { expect } from 'vitest'
import { previewApply, previewRevert } from '#data/applications/applications.api.ts'
import { deleteInstance, type NewInstance, updateInstance } from '#data/instances/instances.api.ts'
import {
  createScenarioInstance,
  deleteScenarioInstance,
  refreshScenarioInstances,
} from '#data/scenario-instances/scenario-instances.api.ts'
import { createScenario } from '#data/scenarios/scenarios.api.ts'
import { scenarioDocument } from '#domain/documents/write-document.ts'
import { sure } from '../../scripts/sure.ts'
import { apply, revert } from '../support/apply.ts'
import { contentOf, newInstance, propose, type Sandbox, sandbox, type Two } from '../support/factories.ts'
import { refusalOf } from '../support/refusal.ts'
import { signUp, type TestUser } from '../support/stack.ts'

export type Values = Record<string, unknown>

/** The reasons that `detail` can give, by the test file that provokes them all. */
export const reasons = {
  ofArguments: [
    'already_reverted',
    'answered_long_ago',
    'bad_argument',
    'bad_change',
    'bad_resolution',
    'busy',
    'feature_disabled',
    'lock_timeout',
    'not_found',
    'not_revertible',
    'no_longer_kept',
    'nothing_to_undo',
    'request_id_reused',
    'role_needed',
    'version_moved',
  ],
  ofContent: [
    'account_deleted',
    'already_added',
    'already_copied',
    'append_only',
    'deleted',
    'invalid_content',
    'invalid_document',
    'limit',
    'not_found',
    'not_representable',
    'secures_loans',
    'signed_out',
    'too_deep',
  ],
  ofRollouts: [
    'already_acknowledged',
    'no_phase',
    'not_acted_on',
    'out_of_order',
    'rollout_busy',
    'rollout_held',
  ],
}

interface Refusals {
  user: TestUser
  admin: TestUser
  /** Three copies: one in peace, one that reality and the user changed differently, one that is deleted. */
  box: Sandbox<[...Two, NewInstance]>
  usedRequestId: string
  /**
   * Applied and not reverted; applied and reverted; applied to what is gone by now; applied, and its items are no longer kept;
   * an operation that is no apply.
   */
  history: { applied: string; reverted: string; gone: string; pruned: string; refresh: string }
  /** Reasons that were met so far. */
  provoked: Set<string>
  sql: postgres.Sql
}

export const world = { provoked: new Set<string>() } as Refusals

export async function prepare(sql: postgres.Sql): Promise<void> {
  const [user, admin] = [await signUp(), await signUp()]
  await sql`insert into public.user_roles (user_id, role) values (${admin.id}, 'admin')`
  const { client } = user
  const box = await sandbox(client, [
    newInstance({ name: 'Peace' }),
    newInstance({ name: 'Clash' }),
    newInstance({ name: 'Gone' }),
  ])
  const scenarioId = box.scenario.id
  const applied = async (value: number) => {
    const own = await sandbox(client)
    await propose(client, own.copies[0], { params: { value } })
    return (await apply(client, own.scenario.id)).application_id
  }
  const appliedAndGone = async () => {
    const { scenario } = await createScenario(client, { requestId: randomUUID(), name: 'New' })
    await createScenarioInstance(client, { scenarioId: scenario.id, ...newInstance() })
    const { application_id, items } = await apply(client, scenario.id)
    await deleteInstance(client, sure(items[0]?.instance_id))
    return application_id
  }
  const history = {
    applied: await applied(2_000),
    reverted: await applied(3_000),
    gone: await appliedAndGone(),
    pruned: await applied(5_000),
    refresh: (await refreshScenarioInstances(client, { scenarioId, requestId: randomUUID() })).application_id,
  }
  await revert(client, history.reverted)
  await sql.begin(async (transaction) => {
    await transaction`set local session_replication_role = replica`
    await transaction`delete from public.scenario_application_items where application_id = ${history.pruned}`
    await transaction`update public.scenario_applications set items_pruned = true where id = ${history.pruned}`
  })
  const usedRequestId = randomUUID()
  await client.rpc('create_scenario', { p_request_id: usedRequestId, p_name: 'First' })
  await propose(client, box.copies[1], { params: { value: 2_000 } })
  const clash = box.instances[1]
  const content = { ...contentOf(clash), params: { ...clash.params, value: 1_500 } }
  await updateInstance(client, { id: clash.id, version: 1, content })
  await deleteScenarioInstance(client, box.copies[2].id)
  Object.assign(world, { sql, user, admin, box, history, usedRequestId })
}

/** Everything of the user and the record of attempts, as one text. */
async function state() {
  const { sql, user } = world
  const [row] = await sql`
    select
      (select json_agg(t order by id) from public.instances t where user_id = ${user.id}) as instances,
      (select json_agg(t order by id) from public.scenarios t where user_id = ${user.id}) as scenarios,
      (select json_agg(t order by id) from public.scenario_instances t where user_id = ${user.id}) as copies,
      (select json_agg(t order by id) from public.scenario_applications t where user_id = ${user.id}) as applications,
      (select count(*) from public.scenario_application_items where user_id = ${user.id}) as items`
  return JSON.stringify(row)
}

interface Answer {
  error: { code: string; message: string; details: string; hint: string } | null
  status: number
}

/** Waits for the answer, finds the refusal in it, and that it left no trace. */
export async function refusedIn(
  request: () => PromiseLike<Answer>,
  code: string,
  detail: object,
  context = '',
) {
  const before = await state()
  const { error, status } = await request()
  expect(error?.code, `${context} ${error?.message}`).toBe(code)
  expect(status, context).toBe(Number(code.slice(2)))
  const found = refusalOf(error, context)
  expect(found, context).toMatchObject(detail)
  world.provoked.add(found.reason)
  expect(await state()).toBe(before)
}

/** Calls a function and expects its refusal. */
export function refused(
  name: string,
  values: Values,
  code: string,
  detail: object,
  { client }: Pick<TestUser, 'client'> = world.user,
) {
  const context = `${name} ${JSON.stringify(values).slice(0, 200)}`
  return refusedIn(() => client.rpc(name as never, values as never), code, detail, context)
}

/** The fingerprint of a preview just made, for what is applied or reverted in good faith. */
export async function fingerprintFor(name: string): Promise<string> {
  const { user, box, history } = world
  const preview = name.includes('revert')
    ? await previewRevert(user.client, { applicationId: history.applied })
    : await previewApply(user.client, { scenarioId: box.scenario.id })
  return preview.fingerprint
}

export const instancesDocument = (count = 1) => ({
  format: 'scenarios/instances',
  version: 1,
  instances: Array.from({ length: count }, () => newInstance()),
})

const requestId = () => ({ p_request_id: randomUUID() })
const scenarioId = () => ({ p_scenario_id: world.box.scenario.id })
const fingerprint = { p_fingerprint: 'any' }

/** A call of every function of users that would succeed, or meet a conflict. */
export const good: Record<string, () => Values> = {
  create_scenario: () => ({ ...requestId(), p_name: 'New', p_instance_ids: [world.box.instances[0].id] }),
  copy_instances_to_scenario: () => ({ ...scenarioId(), p_instance_ids: [world.box.instances[0].id] }),
  set_primary_scenario: () => scenarioId(),
  preview_apply: () => scenarioId(),
  apply_scenario: () => ({ ...scenarioId(), ...requestId(), ...fingerprint }),
  refresh_scenario_instances: () => ({ ...scenarioId(), ...requestId() }),
  preview_revert: () => ({ p_application_id: world.history.applied }),
  revert_application: () => ({ p_application_id: world.history.applied, ...requestId(), ...fingerprint }),
  duplicate_scenario: () => ({ ...scenarioId(), p_name: 'Twin', ...requestId() }),
  bulk_edit_scenario_instances: () => ({
    ...scenarioId(),
    p_scenario_instance_ids: null,
    p_changes: { 'params.value': { add: 1 } },
    ...requestId(),
  }),
  preview_import_scenario: () => ({ p_document: scenarioDocument(world.box.scenario, world.box.copies) }),
  import_scenario: () => ({
    p_document: scenarioDocument(world.box.scenario, world.box.copies),
    ...requestId(),
  }),
  import_instances: () => ({ p_document: instancesDocument(), ...requestId() }),
  update_instances: () => ({
    // To what it is already: the row stays at its version.
    p_changes: { [world.box.instances[0].id]: { version: 1, params: { value: 1_000 } } },
    ...requestId(),
  }),
}
