/** The same new holding in two scenarios: reality never gets it twice unless the user says so. */
import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { applyScenario, listApplicationItems, previewApply } from '#data/applications/applications.api.ts'
import type { Client } from '#data/client-type.ts'
import {
  deleteInstance,
  getInstance,
  restoreInstance,
  updateInstance,
} from '#data/instances/instances.api.ts'
import {
  copyInstancesToScenario,
  getScenarioInstance,
  refreshScenarioInstances,
} from '#data/scenario-instances/scenario-instances.api.ts'
import { sure } from '../../scripts/sure.ts'
import { apply } from '../support/apply.ts'
import { contentOf, propose } from '../support/factories.ts'
import { integritySchema } from '../support/operations-answers.ts'
import { adminConnection, serviceRole, signUp } from '../support/stack.ts'
import {
  another,
  boatInTwoScenarios,
  instancesOf,
  question,
  reality,
  stand,
  type Twins,
} from '../support/twins.ts'

const sql = adminConnection()
let client: Client
let userId: string
beforeAll(async () => {
  const user = await signUp()
  client = user.client
  userId = user.id
})

let world: Twins
let { twin, scenarioId, boat, firstScenarioId } = {} as Twins
beforeEach(async () => {
  world = await boatInTwoScenarios(client)
  ;({ twin, scenarioId, boat, firstScenarioId } = world)
})

describe('what another scenario created already', () => {
  it('is a question with both contents, and nothing happens until it is answered', async () => {
    const before = await reality(client)
    const preview = await previewApply(client, { scenarioId })
    expect(preview.conflicts).toEqual([{ scenario_instance_id: boat.id, instance_id: null, field: '*' }])
    expect(preview.items).toEqual([
      {
        rowId: boat.id,
        scenario_instance_id: boat.id,
        instance_id: null,
        name: 'Boat fund',
        kind: 'cash',
        action: 'none',
        version: null,
        after: null,
        fields: [{ ...question(world), resolution: null, result: null }],
      },
    ])
    const answer = await apply(client, scenarioId)
    expect(answer).toMatchObject({ status: 'conflict', stale: false, conflicts: preview.conflicts })
    expect(await reality(client)).toEqual(before)
    expect(await getScenarioInstance(client, boat.id)).toEqual(boat)
  })

  it('is a question also where both are the same', async () => {
    await propose(client, boat, { params: { value: 1_000 } })
    expect((await previewApply(client, { scenarioId })).conflicts).toHaveLength(1)
    const answer = await apply(client, scenarioId, { resolutions: another(world) })
    expect(answer).toMatchObject({ status: 'success', items: [{ action: 'create' }] })
  })

  it('is what the scenario stands on, if so decided: nothing is written, and what differs is proposed next', async () => {
    const before = await reality(client)
    const resolutions = stand(world)
    const preview = await previewApply(client, { scenarioId, resolutions })
    const stands = { action: 'none', instance_id: twin.id, version: twin.version, after: contentOf(twin) }
    expect(preview).toMatchObject({
      conflicts: [],
      items: [
        {
          ...stands,
          fields: [{ ...question(world), resolution: { take: 'current' }, result: contentOf(twin) }],
        },
      ],
    })
    const requestId = randomUUID()
    const answer = await apply(client, scenarioId, { resolutions, requestId })
    expect(answer).toMatchObject({ status: 'success', items: [stands] })
    expect(await reality(client)).toEqual(before)
    expect(await getScenarioInstance(client, boat.id)).toMatchObject({
      ...contentOf(boat),
      source_instance_id: twin.id,
      lineage_id: twin.lineage_id,
      base: contentOf(twin),
      base_version: twin.version,
    })
    expect(await listApplicationItems(client, answer.application_id)).toMatchObject([
      {
        action: 'none',
        instance_id: twin.id,
        before: contentOf(twin),
        after: contentOf(twin),
        fields: [question(world)],
      },
    ])
    // The same request again is answered again, whatever became of the question.
    expect(
      await applyScenario(client, { scenarioId, requestId, resolutions, fingerprint: preview.fingerprint }),
    ).toEqual({ ...answer, replayed: true })

    const next = await previewApply(client, { scenarioId })
    expect(next.items).toMatchObject([
      {
        action: 'update',
        instance_id: twin.id,
        fields: [
          { field: 'params.value', base: 1_000, current: 1_000, proposed: 2_000, outcome: 'proposed_only' },
        ],
      },
    ])
    expect(await apply(client, scenarioId)).toMatchObject({ status: 'success' })
    expect(await instancesOf(client, twin.lineage_id)).toMatchObject([
      { id: twin.id, params: { value: 2_000 } },
    ])
  })

  it('is joined by another of a lineage of its own, if so decided', async () => {
    const resolutions = another(world)
    const preview = await previewApply(client, { scenarioId, resolutions })
    const created = { action: 'create', after: contentOf(boat) }
    expect(preview).toMatchObject({
      conflicts: [],
      items: [{ ...created, instance_id: null, version: null }],
    })
    const answer = await apply(client, scenarioId, { resolutions })
    expect(answer).toMatchObject({ status: 'success', items: [{ ...created, version: 1 }] })
    const second = await getInstance(client, sure(answer.items[0]?.instance_id))
    expect(second).toMatchObject(contentOf(boat))
    expect(second.lineage_id).not.toBe(twin.lineage_id)
    expect(await getInstance(client, twin.id)).toEqual(twin)
    expect(await getScenarioInstance(client, boat.id)).toMatchObject({
      source_instance_id: second.id,
      lineage_id: second.lineage_id,
      base: contentOf(second),
    })
    expect((await previewApply(client, { scenarioId })).items).toEqual([])
  })

  it('takes no value instead of an answer', async () => {
    const resolutions = { [boat.id]: { '*': { value: 5 } } }
    await expect(apply(client, scenarioId, { resolutions })).rejects.toMatchObject({ code: 'bad_request' })
  })

  it('is no question for what has a source, deleted or not', async () => {
    await deleteInstance(client, twin.id)
    const preview = await previewApply(client, { scenarioId: firstScenarioId })
    expect(preview.items).toMatchObject([{ action: 'discard' }])
    expect(sure(preview.items[0]).fields[0]).not.toHaveProperty('reason')
  })

  it('is found as it is by then: archived, renamed, and of a newer version', async () => {
    const moved = await updateInstance(client, {
      id: twin.id,
      version: twin.version,
      content: { ...contentOf(twin), name: 'Yacht fund', status: 'archived' },
    })
    const answer = await apply(client, scenarioId, { resolutions: stand(world) })
    expect(answer).toMatchObject({
      status: 'success',
      items: [{ name: 'Boat fund', version: moved.version }],
    })
    expect(
      sure((await previewApply(client, { scenarioId })).items[0]).fields.map(({ field }) => field),
    ).toEqual(['name', 'status', 'params.value'])
  })

  it('is listed by a refresh, which leaves it open', async () => {
    const answer = await refreshScenarioInstances(client, { scenarioId, requestId: randomUUID() })
    expect(answer.conflicts).toEqual((await previewApply(client, { scenarioId })).conflicts)
    expect(await getScenarioInstance(client, boat.id)).toEqual(boat)
  })
})

describe('a preview from before', () => {
  const stale = async (fingerprint: string) => {
    const before = await reality(client)
    const answer = await applyScenario(client, { scenarioId, requestId: randomUUID(), fingerprint })
    expect(answer).toMatchObject({ status: 'conflict', stale: true })
    expect(await reality(client)).toEqual(before)
  }

  it('is stale when the twin appeared', async () => {
    await deleteInstance(client, twin.id)
    const { fingerprint, items } = await previewApply(client, { scenarioId })
    expect(items).toMatchObject([{ action: 'create' }])
    await restoreInstance(client, twin.id)
    await stale(fingerprint)
  })

  it('is stale when the twin moved', async () => {
    const { fingerprint } = await previewApply(client, { scenarioId })
    const content = { ...contentOf(twin), name: 'Yacht fund' }
    await updateInstance(client, { id: twin.id, version: twin.version, content })
    await stale(fingerprint)
  })

  it('is stale when the twin went', async () => {
    const { fingerprint } = await previewApply(client, { scenarioId })
    await deleteInstance(client, twin.id)
    await stale(fingerprint)
  })

  it('is stale when the scenario got a copy of the twin, though that was not chosen', async () => {
    const scenarioInstanceIds = [boat.id]
    const { fingerprint } = await previewApply(client, { scenarioId, scenarioInstanceIds })
    await copyInstancesToScenario(client, { scenarioId, instanceIds: [twin.id] })
    const answer = await apply(client, scenarioId, { fingerprint, scenarioInstanceIds })
    expect(answer).toMatchObject({ status: 'conflict', stale: true })
  })
})

it('a twin stays a question while deciding conflicts is switched off: nothing is applied, and no answer taken', async () => {
  await sql`insert into public.user_feature_flags (user_id, flag_name, enabled)
    values (${userId}, 'feature:scenarios:conflict_resolution', false)`
  const before = await reality(client)
  const refusal = { code: 'forbidden', detail: { flag_name: 'feature:scenarios:conflict_resolution' } }
  await expect(apply(client, scenarioId)).rejects.toMatchObject(refusal)
  await expect(apply(client, scenarioId, { resolutions: stand(world) })).rejects.toMatchObject(refusal)
  await expect(previewApply(client, { scenarioId, resolutions: stand(world) })).rejects.toMatchObject(refusal)
  expect(await reality(client)).toEqual(before)
  await sql`delete from public.user_feature_flags where user_id = ${userId}`
})

it('leaves every invariant standing', async () => {
  const { data } = await serviceRole().rpc('verify_integrity').throwOnError()
  expect(integritySchema.parse(data).filter(({ violations }) => violations > 0)).toEqual([])
})
