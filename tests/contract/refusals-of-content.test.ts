/** Every reason for which content is refused, in functions and in direct writes; see refusals.test.ts. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { createInstances, deleteInstance } from '#data/instances/instances.api.ts'
import { copyInstancesToScenario } from '#data/scenario-instances/scenario-instances.api.ts'
import { sure } from '../../scripts/sure.ts'
import { newInstance, sandbox } from '../support/factories.ts'
import { callTakenBack } from '../support/postgrest.ts'
import { refusalOf } from '../support/refusal.ts'
import { adminConnection, serviceRole, signUp } from '../support/stack.ts'
import {
  fingerprintFor,
  good,
  instancesDocument,
  prepare,
  reasons,
  refused,
  refusedIn,
  type Values,
  world,
} from './refusal-world.ts'

const sql = adminConnection()
beforeAll(() => prepare(sql))

describe('PT422, for content that cannot be', () => {
  const invalid = (name: string, values: Values, detail: object) =>
    refused(name, { ...sure(good[name])(), ...values }, 'PT422', detail)

  it('names the field of a new scenario', async () => {
    const content = { reason: 'invalid_content', field: 'name' }
    for (const name of ['create_scenario', 'duplicate_scenario']) {
      await invalid(name, { p_name: ' ' }, { ...content, problem: 'required' })
      await invalid(name, { p_name: 'x'.repeat(121) }, { ...content, problem: 'wrong_length' })
    }
    await invalid('create_scenario', { p_description: 'x'.repeat(2_001) }, { field: 'description' })
  })
  it('names row and field of a decision', async () => {
    const place = world.box.copies[1].id
    for (const name of ['preview_apply', 'apply_scenario'])
      await invalid(
        name,
        {
          p_resolutions: { [place]: { 'params.value': { value: -1 } } },
          ...(name === 'apply_scenario' ? { p_fingerprint: await fingerprintFor(name) } : {}),
        },
        { reason: 'invalid_content', place, field: 'params.value', problem: 'out_of_range', min: 0 },
      )
  })
  it.each(['preview_import_scenario', 'import_scenario', 'import_instances'])(
    'names every place in the document of %s',
    (name) =>
      invalid(
        name,
        { p_document: { ...(sure(good[name])().p_document as object), instances: [{ kind: 'cash' }, 5] } },
        {
          reason: 'invalid_document',
          argument: 'p_document',
          errors: expect.arrayContaining(
            ['instances[0].name', 'instances[0].params.value', 'instances[1]'].map((path) =>
              expect.objectContaining({ path }),
            ),
          ),
        },
      ),
  )
  it.each([
    ['preview_import_scenario', 'p_document'],
    ['import_scenario', 'p_document'],
    ['import_instances', 'p_document'],
    ['bulk_edit_scenario_instances', 'p_changes'],
    ['update_instances', 'p_changes'],
    ['preview_apply', 'p_resolutions'],
    ['apply_scenario', 'p_resolutions'],
    ['preview_revert', 'p_resolutions'],
    ['revert_application', 'p_resolutions'],
  ])('names the argument of %s that holds what no program could: %s', async (name, argument) => {
    const nest = (depth: number) => `${'{"x":'.repeat(depth)}1${'}'.repeat(depth)}`
    const absurd = {
      '{"x": 1e600}': { reason: 'not_representable', argument },
      // Deeper than the stack of a function that reads it all, and, as text, than the server's own reader.
      [nest(9_000)]: { reason: 'too_deep', argument, max: 64 },
      [JSON.stringify(nest(30_000))]: { reason: 'too_deep', argument, max: 64 },
    }
    for (const [value, detail] of Object.entries(absurd)) {
      const body = JSON.stringify({ ...sure(good[name])(), [argument]: 'odd' }).replace('"odd"', value)
      const { error } = await callTakenBack(sql, world.user.id, name, body)
      expect(error?.code, `${value.slice(0, 20)} ${error?.message}`).toBe('PT422')
      expect(refusalOf(error)).toEqual(detail)
      world.provoked.add(detail.reason)
    }
  })
  it.each([
    ['preview_import_scenario', 'p_document'],
    ['import_scenario', 'p_document'],
    ['import_instances', 'p_document'],
    ['preview_apply', 'p_resolutions'],
    ['apply_scenario', 'p_resolutions'],
  ])(
    'names the argument of %s that would be many times as long once it is written out: %s',
    async (name, argument) => {
      const detail = { reason: 'not_representable', argument }
      for (const number of ['1e499', '-1e499', '1e-499', '-1e-499', '0e-200']) {
        const value = `{"x": [${Array(20_000).fill(number).join()}]}`
        const body = JSON.stringify({ ...sure(good[name])(), [argument]: 'odd' }).replace('"odd"', value)
        const { error } = await callTakenBack(sql, world.user.id, name, body)
        expect(error?.code, `${number} ${error?.message}`).toBe('PT422')
        expect(refusalOf(error), number).toEqual(detail)
      }
    },
  )

  describe('past a limit', () => {
    const limit = (name: string, max: number) => ({ reason: 'limit', limit: name, max, count: max + 1 })
    it.each(['preview_import_scenario', 'import_scenario', 'import_instances'])(
      'of rows and bytes in a document, in %s',
      async (name) => {
        const { p_document } = sure(good[name])() as { p_document: object }
        const rows = { p_document: { ...p_document, instances: instancesDocument(2_001).instances } }
        const table = name === 'import_instances' ? 'max_instances' : 'max_scenario_instances'
        await invalid(name, rows, limit(table, 2_000))
        const bytes = { p_document: { ...p_document, padding: 'x'.repeat(5 * 1024 * 1024) } }
        await invalid(name, bytes, { reason: 'limit', limit: 'max_document_bytes', max: 5 * 1024 * 1024 })
      },
    )
    it('of scenarios', async () => {
      const stored = await sql`
        insert into public.scenarios (user_id, name)
        select ${world.user.id}, 'Another' from generate_series(1,
          500 - (select count(*)::integer from public.scenarios where user_id = ${world.user.id} and deleted_at is null))
        returning id`
      for (const name of ['create_scenario', 'duplicate_scenario', 'import_scenario'])
        await invalid(name, {}, limit('max_scenarios', 500))
      await sql`delete from public.scenarios where id = any (${stored.map(({ id }) => id)})`
    })
    it('of instances in a scenario', async () => {
      const { scenario } = await sandbox(world.user.client, [])
      await sql`
        insert into public.scenario_instances (user_id, scenario_id, name, kind, params)
        select ${world.user.id}, ${scenario.id}, 'New', 'cash', '{"value": 1}' from generate_series(1, 2000)`
      await invalid(
        'copy_instances_to_scenario',
        { p_scenario_id: scenario.id },
        limit('max_scenario_instances', 2_000),
      )
    })
  })
})

describe('a direct write', () => {
  it('is refused to a row that was deleted', async () => {
    const { client } = world.user
    const [gone] = (await sandbox(client)).instances
    await deleteInstance(client, gone.id)
    const edit = () => client.from('instances').update({ name: 'Edited' }).eq('id', gone.id)
    await refusedIn(edit, 'PT409', { reason: 'deleted' })
  })
  it('is refused when it would leave loans without the property that secures them', async () => {
    const { client } = world.user
    const [house] = await createInstances(client, [
      newInstance({ kind: 'property', name: 'Home', params: { value: 1 } }),
    ])
    const secured_on = sure(house).lineage_id
    const [loan] = await createInstances(client, [
      newInstance({ kind: 'loan', name: 'Loan', params: { balance: 1, secured_on } }),
    ])
    const remove = () =>
      client.from('instances').update({ deleted_at: new Date().toISOString() }).eq('id', sure(house).id)
    await refusedIn(remove, 'PT409', { reason: 'secures_loans', loan_ids: [sure(loan).id] })
  })
  it('is refused when a copy would come back beside another', async () => {
    const { client } = world.user
    const { box } = world
    const copy = { scenarioId: box.scenario.id, instanceIds: [box.instances[2].id] }
    const { copied } = await copyInstancesToScenario(client, copy)
    const restore = () =>
      client.from('scenario_instances').update({ deleted_at: null }).eq('id', box.copies[2].id)
    await refusedIn(restore, 'PT409', { reason: 'already_copied', instance_id: box.instances[2].id })
    expect(copied).toHaveLength(1)
  })
  it('is refused when it adds again what a request has added', async () => {
    const { client } = world.user
    const request_id = randomUUID()
    const row = { name: 'Once', kind: 'cash', params: { value: 1 }, request_id }
    const copy = { ...row, scenario_id: world.box.scenario.id }
    const detail = { reason: 'already_added', request_id }
    expect((await client.from('instances').insert(row)).error).toBeNull()
    await refusedIn(() => client.from('instances').insert(row), 'PT409', detail)
    expect((await client.from('scenario_instances').insert(copy)).error).toBeNull()
    await refusedIn(() => client.from('scenario_instances').insert(copy), 'PT409', detail)
  })
  it('names the scenario that is not there', () => {
    const row = { scenario_id: randomUUID(), name: 'Lost', kind: 'cash', params: { value: 1 } }
    const insert = () => world.user.client.from('scenario_instances').insert(row)
    return refusedIn(insert, 'PT404', { scenario_id: row.scenario_id })
  })
  it('is refused to history, from the owner of the database too', async () => {
    const { applied } = world.history
    const operator = serviceRole()
    for (const write of [
      () => operator.from('scenario_applications').delete().eq('id', applied),
      () => operator.from('scenario_applications').update({ items_total: 9 }).eq('id', applied),
      () => operator.from('scenario_application_items').delete().eq('application_id', applied),
    ])
      expect((await write()).error?.code).toBe('42501')
    for (const write of [
      sql`delete from public.scenario_applications where id = ${applied}`,
      sql`update public.scenario_applications set items_total = 9 where id = ${applied}`,
      sql`delete from public.scenario_application_items where application_id = ${applied}`,
      sql`truncate public.scenario_application_items`,
    ]) {
      const error = await write.then(() => null).catch((reason) => reason)
      expect(error?.code, error?.message).toBe('PT403')
      world.provoked.add(refusalOf(error).reason)
    }
  })
  it('is refused to the kind of an instance, from the service role too', () => {
    const [instance] = world.box.instances
    const change = () => serviceRole().from('instances').update({ kind: 'loan' }).eq('id', sure(instance).id)
    return refusedIn(change, 'PT422', { field: 'kind', problem: 'immutable' })
  })
  it('is refused to a row whose owner nobody knows any more', async () => {
    const gone = await signUp()
    await gone.client.rpc('delete_account')
    const { kind, name, params } = newInstance()
    const row = { kind, name, params }
    const insert = () => gone.client.from('instances').insert(row)
    await refusedIn(insert, 'PT401', { reason: 'account_deleted' })
    await refused(
      'create_scenario',
      sure(good.create_scenario)(),
      'PT401',
      { reason: 'signed_out' },
      { client: serviceRole() },
    )
  })
})

it('provokes every reason of its half', () => {
  expect([...world.provoked].sort()).toEqual([...reasons.ofContent].sort())
})
