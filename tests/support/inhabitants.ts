/** A database in use: rows in every table, of every kind. Backups are proven with it, and a release keeps it to be upgraded later. */
import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import type { Client } from '#data/client-type.ts'
import { deleteInstance, restoreInstance, updateInstance } from '#data/instances/instances.api.ts'
import { listScenarioInstances } from '#data/scenario-instances/scenario-instances.api.ts'
import { scenarioStatuses } from '#data/scenarios/scenario.ts'
import { scenarioDocument } from '#domain/documents/write-document.ts'
import { instanceKinds, valueKey } from '#domain/instances/catalogue.ts'
import { sure } from '../../scripts/sure.ts'
import { apply, revert } from './apply.ts'
import { direct } from './direct.ts'
import { clash, contentOf, newInstance, propose, sandbox } from './factories.ts'
import { fillWhatOperatorsRead } from './rows-of-operators.ts'
import { type ApiAddress, signUpAt } from './users.ts'

/** Accounts, what is real, scenarios, a history with conflicts and reverts, flags, a rollout. */
export async function inhabit(stack: ApiAddress, sql: postgres.Sql) {
  const [owner, other, gone] = [await signUpAt(stack), await signUpAt(stack), await signUpAt(stack)]
  const box = await sandbox(owner.client, [
    newInstance({ name: 'A back\\slash, \\N and “Ünïcode” 🏠' }),
    newInstance({ kind: 'property', name: '\\.', params: { value: 750_000.5, growth_rate: 0 } }),
  ])
  await propose(owner.client, sure(box.copies[0]), { params: { value: 2_000 } })
  const scenarioId = box.scenario.id
  const requestId = randomUUID()
  const asOwner = direct(sql, owner.id)
  const { fingerprint } = await asOwner.preview(scenarioId)
  const answer = await asOwner.apply({ scenarioId, requestId, fingerprint })
  await propose(owner.client, sure((await listScenarioInstances(owner.client, scenarioId))[1]), {
    params: { value: 800_000 },
  })
  await revert(owner.client, (await apply(owner.client, scenarioId)).application_id)
  const conflict = await clash(other.client)
  await apply(other.client, conflict.scenario.id)
  await doEverything((await signUpAt(stack)).client)
  await sandbox(gone.client)
  await gone.client.rpc('delete_account')
  await sql`
    insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, secret, created_at, updated_at)
    values (gen_random_uuid(), ${owner.id}, 'Phone', 'totp', 'verified', 'S3CRET', now(), now())`
  await sql`insert into public.user_roles (user_id, role) values (${owner.id}, 'admin'), (${other.id}, 'ops')`
  await sql`
    insert into public.user_feature_flags (user_id, flag_name, enabled) values (${owner.id}, 'feature:scenarios', true)`
  await sql`delete from public.instances where id = (
    select id from public.instances where user_id = ${other.id} limit 1)`
  await fillWhatOperatorsRead(sql, owner.id)
  await sql`update public.support_tickets set note = ${'A tab\there, a line\nbreak,\r\n\\.\nand \\N'}`
  await other.client.rpc('record_telemetry', {
    p_events: [{ session_id: randomUUID(), name: 'feature', attributes: { feature: 'scenario_created' } }],
  })
  await sql`update public.rollout_phases set status = 'active' where name = 'internal'`
  await sql`update public.rollout_phases set status = 'rolled_back' where name = 'internal'`
  return {
    owner,
    applied: { scenarioId, requestId, fingerprint, applicationId: answer.application_id },
  }
}

/** An investment of each kind, a scenario of each status, and each operation that history knows. */
async function doEverything(client: Client): Promise<void> {
  const box = await sandbox(
    client,
    instanceKinds.map((kind) =>
      newInstance({ kind, name: `One of kind ${kind}`, params: { [valueKey(kind)]: 90_000.25 } }),
    ),
  )
  const scenarioId = box.scenario.id
  const ask = async (name: string, values: object) => {
    const { error } = await client.rpc(name as never, { p_request_id: randomUUID(), ...values } as never)
    if (error) throw error
  }
  for (const status of scenarioStatuses)
    await ask('duplicate_scenario', { p_scenario_id: scenarioId, p_name: `A ${status} one` }).then(() =>
      client.from('scenarios').update({ status }).eq('name', `A ${status} one`).throwOnError(),
    )
  await client
    .from('scenarios')
    .update({ assumptions: { horizon_years: 20, inflation_rate: 3 } })
    .eq('id', scenarioId)
    .throwOnError()
  const [first, second, third] = box.instances
  await propose(client, sure(box.copies[0]), { params: { growth_rate: 5, weekly_rent: 700 } })
  await propose(client, sure(box.copies[1]), { params: { expected_return: 8 } })
  const undone = await apply(client, scenarioId)
  await revert(client, undone.application_id)
  await apply(client, scenarioId)
  await ask('bulk_edit_scenario_instances', {
    p_scenario_id: scenarioId,
    p_scenario_instance_ids: null,
    p_changes: { 'params.growth_rate': { add: 0.5 } },
  })
  await updateInstance(client, {
    id: sure(third).id,
    version: sure(third).version,
    content: { ...contentOf(sure(third)), params: { ...sure(third).params, interest_rate: 3.5 } },
  })
  await ask('update_instances', {
    p_changes: { [sure(third).id]: { version: sure(third).version + 1, params: { value: 91_000.5 } } },
  })
  await ask('refresh_scenario_instances', { p_scenario_id: scenarioId })
  const { scenario } = box
  await ask('import_scenario', {
    p_document: scenarioDocument(scenario, await listScenarioInstances(client, scenarioId)),
  })
  // One that is deleted and can be restored, and one that only a scenario has.
  await deleteInstance(client, sure(second).id)
  await restoreInstance(client, sure(second).id)
  await deleteInstance(client, sure(second).id)
  await client
    .from('scenario_instances')
    .insert({
      scenario_id: scenarioId,
      kind: sure(first).kind,
      name: 'New',
      params: { value: 5, growth_rate: 2 },
    })
    .throwOnError()
}
