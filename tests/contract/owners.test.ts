/** A part that is not the first person's is refused wherever one person is taxed, and a second person is not taken away from it. */
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { applyScenario, previewApply, previewRevert } from '#data/applications/applications.api.ts'
import type { Client } from '#data/client-type.ts'
import { deleteInstance, getInstance, listInstances } from '#data/instances/instances.api.ts'
import type { Params } from '#domain/instances/types.ts'
import { apply, recordOf, revert } from '../support/apply.ts'
import { newInstance, sandbox } from '../support/factories.ts'
import { refusalOf } from '../support/refusal.ts'
import { signUp } from '../support/stack.ts'

let client: Client
let userId: string
beforeEach(async () => {
  const user = await signUp()
  ;[client, userId] = [user.client, user.id]
})

const half = newInstance({ name: 'Half', params: { value: 1_000, owner_share: 50 } })
const params: Params = { value: 1_000, owner_share: 50 }

const assumeAtHome = (assumptions: Params) =>
  client.from('profiles').update({ assumptions }).eq('user_id', userId).select().single()
const assumeIn = (scenarioId: string, assumptions: Params) =>
  client.from('scenarios').update({ assumptions }).eq('id', scenarioId).select().single()
const two = { taxpayers: 2 }
const proposeHalf = (id: string) =>
  client.from('scenario_instances').update({ params }).eq('id', id).select().single()
const add = (content: object) =>
  client
    .from('instances')
    .insert({ kind: 'cash', name: 'Half', params: { value: 1_000 }, ...content })
    .select()
    .single()

const needsSecond = { reason: 'invalid_content', field: 'params.owner_share', problem: 'needs_second_person' }
const isStated = { reason: 'invalid_content', field: 'assumptions.taxpayers', problem: 'parts_stated' }

describe('a part in reality', () => {
  it.each([50, 0, 99.99])('of %d is refused with one person, and taken with two', async (owner_share) => {
    const given = { params: { value: 1_000, owner_share } }
    const { error } = await add(given)
    expect(refusalOf(error)).toMatchObject(needsSecond)
    await assumeAtHome(two).throwOnError()
    expect((await add(given)).error).toBeNull()
  })

  it('of all is what nothing said means, with one person too', async () => {
    const { data, error } = await add({ params: { value: 1_000, owner_share: 100 } })
    expect(error).toBeNull()
    const changed = await client
      .from('instances')
      .update({ params })
      .eq('id', String(data?.id))
      .select()
      .single()
    expect(refusalOf(changed.error)).toMatchObject({ ...needsSecond, place: data?.id })
  })

  it('keeps the second person, and says of how many and of which', async () => {
    await assumeAtHome(two).throwOnError()
    const names = ['Flat', 'Shares', 'Savings', 'Car']
    for (const name of names) await add({ name, params }).throwOnError()
    for (const assumptions of [{}, { taxpayers: 1 }]) {
      const { error } = await assumeAtHome(assumptions)
      expect(refusalOf(error)).toMatchObject({ ...isStated, count: 4, names })
      expect(error?.message).toBe(
        'Only one person would be taxed, but 4 investments belong partly to another: “Flat”, “Shares”, “Savings” and 1 more.',
      )
    }
    await client
      .from('instances')
      .update({ params: { value: 1_000 } })
      .neq('name', '')
      .throwOnError()
    expect((await assumeAtHome({})).error).toBeNull()
  })

  it('comes back from the deleted only to two', async () => {
    await assumeAtHome(two).throwOnError()
    const { data } = await add({ params }).throwOnError()
    const setDeleted = (deleted_at: string | null) =>
      client.from('instances').update({ deleted_at }).eq('id', data.id).select().single()
    await setDeleted(new Date().toISOString()).throwOnError()
    await assumeAtHome({}).throwOnError()
    expect(refusalOf((await setDeleted(null)).error)).toMatchObject(needsSecond)
  })
})

describe('a part in a scenario', () => {
  it('is judged by its own assumptions over those of the profile', async () => {
    const { scenario, copies } = await sandbox(client)
    expect(refusalOf((await proposeHalf(copies[0].id)).error)).toMatchObject(needsSecond)
    await assumeIn(scenario.id, two).throwOnError()
    expect((await proposeHalf(copies[0].id)).error).toBeNull()
    expect(refusalOf((await assumeIn(scenario.id, {})).error)).toMatchObject({
      ...isStated,
      names: ['Deposit'],
    })

    await assumeAtHome(two).throwOnError()
    await assumeIn(scenario.id, {}).throwOnError()
    expect(refusalOf((await assumeAtHome({})).error)).toMatchObject({
      ...isStated,
      names: ['Deposit in What if'],
    })
    expect(refusalOf((await assumeIn(scenario.id, { taxpayers: 1 })).error)).toMatchObject(isStated)
  })

  it('is not copied into one that taxes one person', async () => {
    await assumeAtHome(two).throwOnError()
    const { scenario } = await sandbox(client)
    await assumeIn(scenario.id, { taxpayers: 1 }).throwOnError()
    const { data } = await add({ params }).throwOnError()
    const { error } = await client.rpc('copy_instances_to_scenario', {
      p_scenario_id: scenario.id,
      p_instance_ids: [data.id],
    })
    expect(refusalOf(error)).toMatchObject(needsSecond)
  })

  it('is not applied to a reality of one, and the preview says so', async () => {
    const { scenario, instances, copies } = await sandbox(client)
    await assumeIn(scenario.id, two).throwOnError()
    await proposeHalf(copies[0].id).throwOnError()
    const refusal = { code: 'PT422', detail: { ...needsSecond, place: instances[0].id } }
    expect((await previewApply(client, { scenarioId: scenario.id })).error).toMatchObject(refusal)
    const answer = await apply(client, scenario.id)
    expect(answer).toMatchObject({ status: 'failed', error: refusal })
    expect(await recordOf(client, answer.application_id)).toMatchObject({ items_applied: 0 })
    expect(await getInstance(client, instances[0].id)).toEqual(instances[0])

    await assumeAtHome(two).throwOnError()
    expect((await previewApply(client, { scenarioId: scenario.id })).error).toBeNull()
    expect(await apply(client, scenario.id)).toMatchObject({ status: 'success' })
    expect((await getInstance(client, instances[0].id)).params).toMatchObject(params)
  })

  it('is not brought back by an undo to a reality of one', async () => {
    await assumeAtHome(two).throwOnError()
    const { scenario, instances, copies } = await sandbox(client, [half])
    await client
      .from('scenario_instances')
      .update({ params: { value: 1_000 } })
      .eq('id', copies[0].id)
      .throwOnError()
    const { application_id } = await apply(client, scenario.id)
    await assumeAtHome({}).throwOnError()
    const refusal = { code: 'PT422', detail: { ...needsSecond, place: instances[0].id } }
    expect((await previewRevert(client, { applicationId: application_id })).error).toMatchObject(refusal)
    expect(await revert(client, application_id)).toMatchObject({ status: 'failed', error: refusal })
  })

  it('is not taken over from reality by a scenario of one, and the preview says so', async () => {
    await assumeAtHome(two).throwOnError()
    const { scenario, instances, copies } = await sandbox(client)
    await assumeIn(scenario.id, { taxpayers: 1 }).throwOnError()
    await client.from('instances').update({ params }).eq('id', instances[0].id).throwOnError()
    const refusal = {
      code: 'PT422',
      detail: { ...needsSecond, table: 'scenario_instances', place: copies[0].id },
    }
    expect((await previewApply(client, { scenarioId: scenario.id })).error).toMatchObject(refusal)
    expect(await apply(client, scenario.id)).toMatchObject({ status: 'failed', error: refusal })
  })

  it('comes back with a discarded copy where its scenario taxes two, whoever is taxed in reality', async () => {
    const { scenario, instances, copies } = await sandbox(client)
    await assumeIn(scenario.id, two).throwOnError()
    await proposeHalf(copies[0].id).throwOnError()
    await deleteInstance(client, instances[0].id)
    const resolutions = { [copies[0].id]: { '*': { take: 'current' as const } } }
    const { application_id } = await apply(client, scenario.id, { resolutions })
    await assumeIn(scenario.id, {}).throwOnError()
    const refusal = { code: 'PT422', detail: { ...needsSecond, place: copies[0].id } }
    expect((await previewRevert(client, { applicationId: application_id })).error).toMatchObject(refusal)
    expect(await revert(client, application_id)).toMatchObject({ status: 'failed', error: refusal })
    await assumeIn(scenario.id, two).throwOnError()
    expect((await previewRevert(client, { applicationId: application_id })).error).toBeNull()
    expect(await revert(client, application_id)).toMatchObject({ status: 'success' })
  })

  it('comes back with a deleted scenario only to two', async () => {
    await assumeAtHome(two).throwOnError()
    const { scenario, copies } = await sandbox(client)
    await proposeHalf(copies[0].id).throwOnError()
    const setDeleted = (deleted_at: string | null) =>
      client.from('scenarios').update({ deleted_at }).eq('id', scenario.id).select().single()
    await setDeleted(new Date().toISOString()).throwOnError()
    await assumeAtHome({}).throwOnError()
    expect(refusalOf((await setDeleted(null)).error)).toMatchObject(isStated)
  })
})

describe('a second person', () => {
  const assumptions = ['taxpayers']
  const applyWith = async (scenarioId: string) => {
    const { fingerprint, error } = await previewApply(client, { scenarioId, assumptions })
    const answer = await applyScenario(client, {
      ...{ scenarioId, assumptions, fingerprint },
      requestId: randomUUID(),
    })
    return { told: error, answer }
  }

  it('is not taken away from parts by an apply of assumptions, and the preview names them', async () => {
    await assumeAtHome(two).throwOnError()
    await add({ params }).throwOnError()
    const { scenario } = await sandbox(client)
    const other = await sandbox(client, [newInstance({ name: 'Shares' })])
    await proposeHalf(other.copies[0].id).throwOnError()
    await assumeIn(scenario.id, { taxpayers: 1 }).throwOnError()
    const { told, answer } = await applyWith(scenario.id)
    expect(told).toMatchObject({
      code: 'PT422',
      detail: { ...isStated, names: ['Half', 'Shares in What if'] },
    })
    expect(answer).toMatchObject({ status: 'failed', error: told })
  })

  it('goes with the last part in one apply', async () => {
    await assumeAtHome(two).throwOnError()
    const { scenario, copies } = await sandbox(client, [half])
    const whole = { value: 1_000, owner_share: 100 }
    await client.from('scenario_instances').update({ params: whole }).eq('id', copies[0].id).throwOnError()
    await assumeIn(scenario.id, { taxpayers: 1 }).throwOnError()
    const { told, answer } = await applyWith(scenario.id)
    expect([told, answer.status]).toEqual([null, 'success'])
  })

  it('is not taken away by an undo from parts that came since, and the preview names them', async () => {
    const { scenario } = await sandbox(client)
    await assumeIn(scenario.id, two).throwOnError()
    const { answer } = await applyWith(scenario.id)
    await add({ params }).throwOnError()
    const refusal = { code: 'PT422', detail: { ...isStated, names: ['Half'] } }
    const applicationId = answer.application_id
    expect((await previewRevert(client, { applicationId })).error).toMatchObject(refusal)
    expect(await revert(client, applicationId)).toMatchObject({ status: 'failed', error: refusal })
  })
})

describe('a part in a file', () => {
  const entry = { kind: 'cash', name: 'Half', params }
  const ask = (name: 'import_instances' | 'import_scenario', document: object) =>
    client.rpc(name, { p_document: document as never, p_request_id: randomUUID() })
  const place = { path: 'instances[1].params.owner_share', problem: 'needs_second_person' }
  const whole = { ...entry, params: { value: 1 } }

  it('is refused with its place', async () => {
    const document = { format: 'scenarios/instances', version: 1, instances: [whole, entry] }
    expect(refusalOf((await ask('import_instances', document)).error)).toMatchObject({ errors: [place] })
    expect(await listInstances(client)).toEqual([])
    await assumeAtHome(two).throwOnError()
    expect((await ask('import_instances', document)).error).toBeNull()
  })

  it('of a scenario is judged by the assumptions in it', async () => {
    const document = (assumptions: Params) => ({
      format: 'scenarios/scenario',
      version: 2,
      scenario: { name: 'Two', assumptions },
      instances: [whole, entry],
    })
    expect(refusalOf((await ask('import_scenario', document({}))).error)).toMatchObject({ errors: [place] })
    expect((await ask('import_scenario', document(two))).error).toBeNull()
  })
})

it('is judged with what another write of the same moment left', async () => {
  await assumeAtHome(two).throwOnError()
  for (let round = 0; round < 10; round++) {
    const [added, changed] = await Promise.all([add({ params }), assumeAtHome({})])
    // One of both was there first.
    expect([added.error, changed.error].filter(Boolean)).toHaveLength(1)
    await client
      .from('instances')
      .update({ deleted_at: new Date().toISOString() })
      .eq('user_id', userId)
      .is('deleted_at', null)
      .throwOnError()
    await assumeAtHome(two).throwOnError()
  }
})
