/** A deleted scenario is as it was until it is restored: nothing in it is edited, by whatever way. */
import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import type { Client } from '#data/client-type.ts'
import { deleteScenario, restoreScenario } from '#data/scenarios/scenarios.api.ts'
import { sure } from '../../scripts/sure.ts'
import { newInstance, type Sandbox, sandbox, type Two } from '../support/factories.ts'
import { type GivenError, refusalOf } from '../support/refusal.ts'
import { signUp } from '../support/stack.ts'

let client: Client
let box: Sandbox<Two>
let ids: { p_scenario_id: string; p_request_id: string }
beforeAll(async () => {
  client = (await signUp()).client
  box = await sandbox(client, [newInstance(), newInstance()])
  await client
    .from('scenario_instances')
    .update({ deleted_at: new Date().toISOString() })
    .eq('id', box.copies[1].id)
  await deleteScenario(client, box.scenario.id)
  ids = { p_scenario_id: box.scenario.id, p_request_id: randomUUID() }
})

const copies = async () =>
  (await client.from('scenario_instances').select().eq('scenario_id', box.scenario.id).order('id')).data
const row = (index: number) => ['id', sure(box.copies[index]).id] as const
const now = () => new Date().toISOString()

const ways: [string, 'deleted' | 'not_found', () => PromiseLike<{ error: GivenError | null }>][] = [
  [
    'a changed name',
    'deleted',
    () =>
      client
        .from('scenario_instances')
        .update({ name: 'New' })
        .eq(...row(0)),
  ],
  [
    'changed params',
    'deleted',
    () =>
      client
        .from('scenario_instances')
        .update({ params: { value: 3 } })
        .eq(...row(0)),
  ],
  [
    'a deletion',
    'deleted',
    () =>
      client
        .from('scenario_instances')
        .update({ deleted_at: now() })
        .eq(...row(0)),
  ],
  [
    'a restoration',
    'deleted',
    () =>
      client
        .from('scenario_instances')
        .update({ deleted_at: null })
        .eq(...row(1)),
  ],
  [
    'an addition',
    'not_found',
    () =>
      client
        .from('scenario_instances')
        .insert({ scenario_id: box.scenario.id, name: 'New', kind: 'cash', params: { value: 1 } }),
  ],
  [
    'a copy of an instance',
    'not_found',
    () =>
      client.rpc('copy_instances_to_scenario', {
        p_scenario_id: box.scenario.id,
        p_instance_ids: [box.instances[1].id],
      }),
  ],
  [
    'a bulk edit',
    'not_found',
    () =>
      client.rpc('bulk_edit_scenario_instances', {
        ...ids,
        p_scenario_instance_ids: [box.copies[0].id],
        p_changes: { 'params.value': { add: 1 } },
      }),
  ],
  ['a refresh', 'not_found', () => client.rpc('refresh_scenario_instances', ids)],
  ['an apply', 'not_found', () => client.rpc('apply_scenario', { ...ids, p_fingerprint: 'x' })],
  ['a duplicate', 'not_found', () => client.rpc('duplicate_scenario', { ...ids, p_name: 'Again' })],
]

it.each(ways)('a deleted scenario refuses %s', async (_way, reason, act) => {
  const before = await copies()
  const { error } = await act()
  expect(refusalOf(error)).toMatchObject({ reason, scenario_id: box.scenario.id })
  expect(await copies()).toEqual(before)
})

it('a restored scenario takes what it refused while it was deleted', async () => {
  await restoreScenario(client, box.scenario.id)
  const { error } = await client
    .from('scenario_instances')
    .update({ name: 'New' })
    .eq(...row(0))
  expect(error).toBeNull()
})
