/** A lineage belongs to one instance: what becomes of that in copies, in undo, in deletion and in a race. */
import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  applyScenario,
  listApplicationItems,
  previewApply,
  previewRevert,
} from '#data/applications/applications.api.ts'
import type { Client } from '#data/client-type.ts'
import { deleteInstance, getInstance, listInstances, restoreInstance } from '#data/instances/instances.api.ts'
import {
  copyInstancesToScenario,
  createScenarioInstance,
  deleteScenarioInstance,
  getScenarioInstance,
  listScenarioInstances,
  restoreScenarioInstance,
} from '#data/scenario-instances/scenario-instances.api.ts'
import { createScenario, duplicateScenario } from '#data/scenarios/scenarios.api.ts'
import { sure } from '../../scripts/sure.ts'
import { apply, revert } from '../support/apply.ts'
import { contentOf, newInstance, propose } from '../support/factories.ts'
import { persistently } from '../support/locks.ts'
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
let { twin, scenarioId, boat, firstScenarioId, firstApplicationId } = {} as Twins
beforeEach(async () => {
  world = await boatInTwoScenarios(client)
  ;({ twin, scenarioId, boat, firstScenarioId, firstApplicationId } = world)
})

describe('a lineage', () => {
  it('is not given again while its instance is deleted: that can be restored', async () => {
    await deleteInstance(client, twin.id)
    const answer = await apply(client, scenarioId)
    expect(answer).toMatchObject({ status: 'success', items: [{ action: 'create' }] })
    await restoreInstance(client, twin.id)
    expect(await instancesOf(client, twin.lineage_id)).toMatchObject([{ id: twin.id }])
    expect((await getInstance(client, sure(answer.items[0]?.instance_id))).lineage_id).not.toBe(
      twin.lineage_id,
    )
  })

  it('is not given again when its instance is gone for good: that can be created again', async () => {
    const [first] = await listScenarioInstances(client, firstScenarioId)
    await propose(client, sure(first), { name: 'Boat again' })
    await deleteInstance(client, twin.id)
    await sql`delete from public.instances where id = ${twin.id}`
    expect(await apply(client, scenarioId)).toMatchObject({
      status: 'success',
      items: [{ action: 'create' }],
    })
    const resolutions = { [sure(first).id]: { '*': { take: 'proposed' } } } as const
    expect(await apply(client, firstScenarioId, { resolutions })).toMatchObject({
      status: 'success',
      items: [{ action: 'recreate', instance_id: twin.id }],
    })
    expect(await instancesOf(client, twin.lineage_id)).toMatchObject([{ id: twin.id, name: 'Boat again' }])
  })

  it('has one kind: an instance of another is no twin', async () => {
    const [{ id }] = await sql<[{ id: string }]>`
      insert into public.scenario_instances (user_id, scenario_id, lineage_id, name, kind, params)
      values (${userId}, ${firstScenarioId}, ${twin.lineage_id}, 'Boat loan', 'loan', '{"balance": 5}') returning id`
    const answer = await apply(client, firstScenarioId, { scenarioInstanceIds: [id] })
    expect(answer).toMatchObject({ status: 'success', items: [{ action: 'create' }] })
    const created = await getInstance(client, sure(answer.items[0]?.instance_id))
    expect(created.lineage_id).not.toBe(twin.lineage_id)
  })

  it('is given once where two rows of one scenario have it', async () => {
    await deleteInstance(client, twin.id)
    await sql`delete from public.instances where id = ${twin.id}`
    const lineageId = randomUUID()
    await sql`update public.scenario_instances set lineage_id = ${lineageId} where id = ${boat.id}`
    await sql`insert into public.scenario_instances (user_id, scenario_id, lineage_id, name, kind, params)
      values (${userId}, ${scenarioId}, ${lineageId}, 'Boat fund too', 'cash', '{"value": 5}')`
    const answer = await apply(client, scenarioId)
    expect(answer).toMatchObject({ status: 'success', items: [{ action: 'create' }, { action: 'create' }] })
    const lineages = await Promise.all(
      answer.items.map(async ({ instance_id }) => (await getInstance(client, sure(instance_id))).lineage_id),
    )
    expect(lineages[0]).toBe(lineageId)
    expect(lineages[1]).not.toBe(lineageId)
  })
})

describe('where the scenario has a copy of the twin', () => {
  const copyOfTwin = async () => {
    await copyInstancesToScenario(client, { scenarioId, instanceIds: [twin.id] })
    return sure(
      (await listScenarioInstances(client, scenarioId)).find(
        ({ source_instance_id }) => source_instance_id === twin.id,
      ),
    )
  }

  it('using the one that is there leaves that copy alone: the other one leaves the scenario, and undo brings it back', async () => {
    const copy = await copyOfTwin()
    const before = await reality(client)
    const answer = await apply(client, scenarioId, { resolutions: stand(world) })
    expect(answer).toMatchObject({
      status: 'success',
      items: [{ action: 'discard', scenario_instance_id: boat.id, instance_id: twin.id, after: null }],
    })
    expect(await listScenarioInstances(client, scenarioId)).toEqual([
      await getScenarioInstance(client, copy.id),
    ])
    expect(await listApplicationItems(client, answer.application_id)).toMatchObject([
      { action: 'discard', before: null, after: null, fields: [{ proposed: contentOf(boat) }] },
    ])

    let last = answer.application_id
    for (const action of ['create', 'discard'] as const) {
      const undone = await revert(client, last)
      expect(undone).toMatchObject({ status: 'success', items: [{ action, scenario_instance_id: boat.id }] })
      const live = (await listScenarioInstances(client, scenarioId)).map(({ id }) => id).sort()
      expect(live).toEqual((action === 'create' ? [boat.id, copy.id] : [copy.id]).sort())
      if (action === 'create') expect((await previewApply(client, { scenarioId })).conflicts).toHaveLength(1)
      last = undone.application_id
    }
    expect(await reality(client)).toEqual(before)
  })

  it('another one is created beside it all the same', async () => {
    await copyOfTwin()
    const answer = await apply(client, scenarioId, { resolutions: another(world) })
    expect(answer).toMatchObject({ status: 'success', items: [{ action: 'create' }] })
    expect(await listScenarioInstances(client, scenarioId)).toHaveLength(2)
  })

  it('one that was removed from the scenario is no such copy, and cannot come back beside it', async () => {
    const copy = await copyOfTwin()
    await deleteScenarioInstance(client, copy.id)
    const answer = await apply(client, scenarioId, { resolutions: stand(world) })
    expect(answer).toMatchObject({ status: 'success', items: [{ action: 'none', instance_id: twin.id }] })
    await expect(restoreScenarioInstance(client, copy.id)).rejects.toMatchObject({
      detail: { reason: 'already_copied' },
    })
  })

  it('only the first of two stands, where both would', async () => {
    const [{ id: second }] = await sql<[{ id: string }]>`
      insert into public.scenario_instances (user_id, scenario_id, lineage_id, name, kind, params)
      values (${userId}, ${scenarioId}, ${twin.lineage_id}, 'Boat fund too', 'cash', '{"value": 5}') returning id`
    const take = (first: 'current' | 'proposed', other: 'current' | 'proposed') => ({
      [boat.id]: { '*': { take: first } },
      [second]: { '*': { take: other } },
    })
    const actions = async (resolutions: ReturnType<typeof take>) =>
      (await previewApply(client, { scenarioId, resolutions })).items.map(({ action }) => action)
    expect(await actions(take('current', 'current'))).toEqual(['none', 'discard'])
    expect(await actions(take('proposed', 'current'))).toEqual(['create', 'none'])
    expect(await actions(take('proposed', 'proposed'))).toEqual(['create', 'create'])
    const answer = await apply(client, scenarioId, { resolutions: take('current', 'current') })
    expect(answer).toMatchObject({ status: 'success', items: [{ action: 'none' }, { action: 'discard' }] })
  })
})

describe('undo', () => {
  it('asks again, and undoing that stands on the twin again', async () => {
    const before = await reality(client)
    const answer = await apply(client, scenarioId, { resolutions: stand(world) })
    const standing = await getScenarioInstance(client, boat.id)
    let last = answer.application_id
    for (const after of [null, contentOf(twin), null]) {
      const preview = await previewRevert(client, { applicationId: last })
      expect(preview).toMatchObject({
        conflicts: [],
        items: [
          {
            action: 'none',
            scenario_instance_id: boat.id,
            instance_id: twin.id,
            after,
            fields: [{ ...question(world), outcome: 'proposed_only' }],
          },
        ],
      })
      const undone = await revert(client, last)
      expect(undone).toMatchObject({ status: 'success', items: preview.items })
      const now = await getScenarioInstance(client, boat.id)
      expect(now).toMatchObject({
        ...contentOf(boat),
        lineage_id: twin.lineage_id,
        source_instance_id: after && twin.id,
        base: after,
        base_version: after && standing.base_version,
      })
      const { conflicts } = await previewApply(client, { scenarioId })
      expect(conflicts).toHaveLength(after ? 0 : 1)
      last = undone.application_id
    }
    expect(await reality(client)).toEqual(before)
  })

  it('takes no decision on it', async () => {
    const { application_id } = await apply(client, scenarioId, { resolutions: stand(world) })
    await expect(revert(client, application_id, another(world))).rejects.toMatchObject({
      code: 'bad_request',
    })
  })

  it('leaves a copy on its twin that was applied there since', async () => {
    const { application_id } = await apply(client, scenarioId, { resolutions: stand(world) })
    await apply(client, scenarioId)
    await expect(revert(client, application_id)).rejects.toMatchObject({
      detail: { reason: 'nothing_to_undo' },
    })
    expect(await getScenarioInstance(client, boat.id)).toMatchObject({ source_instance_id: twin.id })
  })

  it('archives another one that was created, and leaves the twin alone', async () => {
    const { application_id, items } = await apply(client, scenarioId, { resolutions: another(world) })
    expect(await revert(client, application_id)).toMatchObject({ status: 'success' })
    expect(await getInstance(client, sure(items[0]?.instance_id))).toMatchObject({ status: 'archived' })
    expect(await getInstance(client, twin.id)).toEqual(twin)
  })

  it('of the first apply archives the twin, under whoever stands on it', async () => {
    await apply(client, scenarioId, { resolutions: stand(world) })
    expect(await revert(client, firstApplicationId)).toMatchObject({ status: 'success' })
    expect((await previewApply(client, { scenarioId })).items).toMatchObject([
      { action: 'update', instance_id: twin.id, after: { status: 'archived', params: { value: 2_000 } } },
    ])
  })
})

it('no lineage is given to two instances when two scenarios are applied at once', async () => {
  const { scenario } = await createScenario(client, { requestId: randomUUID(), name: 'Race' })
  await createScenarioInstance(client, { ...newInstance({ name: 'Raced' }), scenarioId: scenario.id })
  const others = await Promise.all(
    Array.from({ length: 5 }, (_, index) =>
      persistently(() =>
        duplicateScenario(client, {
          scenarioId: scenario.id,
          name: `Race ${index}`,
          requestId: randomUUID(),
        }),
      ),
    ),
  )
  const ids = [scenario.id, ...others.map((other) => other.scenario.id)]
  const previews = await Promise.all(ids.map((id) => previewApply(client, { scenarioId: id })))
  const answers = await Promise.all(
    ids.map((id, index) =>
      persistently(() =>
        applyScenario(client, {
          scenarioId: id,
          requestId: randomUUID(),
          fingerprint: sure(previews[index]).fingerprint,
        }),
      ),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(5).fill('conflict'), 'success'])
  expect((await listInstances(client)).filter(({ name }) => name === 'Raced')).toHaveLength(1)
})

it('leaves every invariant standing', async () => {
  const { data } = await serviceRole().rpc('verify_integrity').throwOnError()
  expect(integritySchema.parse(data).filter(({ violations }) => violations > 0)).toEqual([])
})
