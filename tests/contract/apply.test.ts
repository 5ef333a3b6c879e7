import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  applyScenario,
  getApplication,
  type HistoryCursor,
  listApplicationItems,
  listApplications,
  previewApply,
} from '#data/applications/applications.api.ts'
import type { Client } from '#data/client-type.ts'
import { deleteInstance, getInstance, listInstances, updateInstance } from '#data/instances/instances.api.ts'
import {
  copyInstancesToScenario,
  createScenarioInstance,
  getScenarioInstance,
  listScenarioInstances,
} from '#data/scenario-instances/scenario-instances.api.ts'
import { apply } from '../support/apply.ts'
import { contentOf, newInstance, propose, sandbox } from '../support/factories.ts'
import { signUp } from '../support/stack.ts'

let client: Client
beforeAll(async () => {
  client = (await signUp()).client
})

/** A copy whose value both the user and reality changed, to different amounts. */
async function clash() {
  const box = await sandbox(client)
  const [instance, copy] = [box.instances[0]!, box.copies[0]!]
  const proposed = await propose(client, copy, { params: { value: 2_000 } })
  const moved = await updateInstance(client, {
    id: instance.id,
    version: 1,
    content: { ...contentOf(instance), params: { ...instance.params, value: 1_500 } },
  })
  return { ...box, instance: moved, copy: proposed }
}

describe('preview', () => {
  it('says nothing of a scenario in which nothing changed', async () => {
    const { scenario } = await sandbox(client)
    expect(await previewApply(client, { scenarioId: scenario.id })).toMatchObject({
      items: [],
      conflicts: [],
    })
  })

  it('lists what would be written, field by field, and writes nothing', async () => {
    const { scenario, instances, copies } = await sandbox(client)
    await propose(client, copies[0]!, { name: 'Savings', params: { value: 2_000 } })
    const preview = await previewApply(client, { scenarioId: scenario.id })
    expect(preview.conflicts).toEqual([])
    expect(preview.items).toMatchObject([
      {
        instance_id: instances[0]!.id,
        action: 'update',
        after: { name: 'Savings', status: 'active', params: { value: 2_000, interest_rate: 4 } },
      },
    ])
    const { fields } = preview.items[0]!
    const outcome = { outcome: 'proposed_only', resolution: null }
    expect(fields).toEqual([
      {
        field: 'name',
        base: 'Deposit',
        current: 'Deposit',
        proposed: 'Savings',
        result: 'Savings',
        ...outcome,
      },
      { field: 'params.value', base: 1_000, current: 1_000, proposed: 2_000, result: 2_000, ...outcome },
    ])
    expect(await getInstance(client, instances[0]!.id)).toEqual(instances[0])
  })

  it('lists fields and conflicts in one order: name, status, then params by key', async () => {
    const { scenario, instances, copies } = await sandbox(client, [newInstance()])
    const order = [
      'name',
      'status',
      'params.contribution_growth_rate',
      'params.interest_rate',
      'params.monthly_contribution',
      'params.monthly_withdrawal',
      'params.value',
    ]
    const fields = async () => {
      const preview = await previewApply(client, { scenarioId: scenario.id })
      return [preview.items[0]!.fields, preview.conflicts].map((rows) => rows.map(({ field }) => field))
    }
    const changed = (value: number) => ({
      name: `Deposit ${value}`,
      params: {
        value,
        monthly_withdrawal: value,
        interest_rate: value,
        contribution_growth_rate: value,
        monthly_contribution: value,
      },
    })
    await propose(client, copies[0]!, { ...changed(5), status: 'archived' })
    expect(await fields()).toEqual([order, []])
    const { id, version } = instances[0]!
    await updateInstance(client, { id, version, content: { ...changed(6), status: 'active' } })
    expect(await fields()).toEqual([order, order.filter((field) => field !== 'status')])
  })

  it('has a fingerprint that changes whenever something it looked at does', async () => {
    const { scenario, copies } = await sandbox(client)
    const before = await previewApply(client, { scenarioId: scenario.id })
    expect(await previewApply(client, { scenarioId: scenario.id })).toEqual(before)
    await propose(client, copies[0]!, { name: 'Savings' })
    expect((await previewApply(client, { scenarioId: scenario.id })).fingerprint).not.toBe(before.fingerprint)
  })

  it('refuses an empty choice, a row that is not in the scenario, and a resolution without a conflict', async () => {
    const { scenario, copies } = await sandbox(client)
    const look = (input: object) => previewApply(client, { scenarioId: scenario.id, ...input })
    await expect(look({ scenarioInstanceIds: [] })).rejects.toMatchObject({ code: 'bad_request' })
    await expect(look({ scenarioInstanceIds: [randomUUID()] })).rejects.toMatchObject({ code: 'not_found' })
    await expect(
      look({ resolutions: { [copies[0]!.id]: { 'params.value': { take: 'current' } } } }),
    ).rejects.toMatchObject({ code: 'bad_request' })
    await expect(
      look({ resolutions: { [randomUUID()]: { name: { take: 'current' } } } }),
    ).rejects.toMatchObject({ code: 'bad_request' })
  })
})

describe('apply', () => {
  it('writes changes and new instances in one step; afterwards base, proposal and reality agree', async () => {
    const { scenario, instances, copies } = await sandbox(client, [
      newInstance(),
      newInstance({ name: 'Left alone' }),
    ])
    await propose(client, copies[0]!, { status: 'archived', params: { value: 2_000 } })
    const added = await createScenarioInstance(client, {
      ...newInstance({ kind: 'loan', name: 'Boat', params: { balance: 5_000 } }),
      scenarioId: scenario.id,
    })
    const answer = await apply(client, scenario.id)
    expect(answer).toMatchObject({
      status: 'success',
      stale: false,
      replayed: false,
      error: null,
      conflicts: [],
    })
    expect(answer.items.map(({ action, version }) => [action, version])).toEqual([
      ['update', 2],
      ['create', 1],
    ])
    const copy = await getScenarioInstance(client, added.id)
    const boat = await getInstance(client, copy.source_instance_id!)
    expect(boat).toMatchObject({ name: 'Boat', kind: 'loan', lineage_id: added.lineage_id, version: 1 })
    expect(await getInstance(client, instances[0]!.id)).toMatchObject({
      status: 'archived',
      version: 2,
      params: { value: 2_000 },
    })
    expect(await getInstance(client, instances[1]!.id)).toEqual(instances[1])
    const reality = new Map((await listInstances(client)).map((instance) => [instance.id, instance]))
    for (const row of await listScenarioInstances(client, scenario.id)) {
      const source = reality.get(row.source_instance_id!)!
      expect(row).toMatchObject({
        ...contentOf(source),
        base: contentOf(source),
        base_version: source.version,
      })
    }
    expect(await previewApply(client, { scenarioId: scenario.id })).toMatchObject({ items: [] })
  })

  it('touches only what was chosen', async () => {
    const { scenario, instances, copies } = await sandbox(client, [newInstance(), newInstance()])
    for (const copy of copies) await propose(client, copy, { params: { value: 2_000 } })
    await apply(client, scenario.id, { scenarioInstanceIds: [copies[1]!.id] })
    expect(await getInstance(client, instances[0]!.id)).toEqual(instances[0])
    expect(await getInstance(client, instances[1]!.id)).toMatchObject({ params: { value: 2_000 } })
  })

  it('keeps what only reality changed', async () => {
    const { scenario, instances, copies } = await sandbox(client)
    await propose(client, copies[0]!, { params: { value: 2_000 } })
    await updateInstance(client, {
      id: instances[0]!.id,
      version: 1,
      content: { ...contentOf(instances[0]!), params: { value: 1_000, interest_rate: 5 } },
    })
    await apply(client, scenario.id)
    expect(await getInstance(client, instances[0]!.id)).toMatchObject({
      params: { value: 2_000, interest_rate: 5 },
      version: 3,
    })
  })

  it('answers a repeated request with the first answer and does nothing', async () => {
    const { scenario, instances, copies } = await sandbox(client)
    await propose(client, copies[0]!, { params: { value: 2_000 } })
    const { fingerprint } = await previewApply(client, { scenarioId: scenario.id })
    const input = { scenarioId: scenario.id, requestId: randomUUID(), fingerprint }
    const first = await applyScenario(client, input)
    expect(await applyScenario(client, input)).toEqual({ ...first, replayed: true })
    expect(await getInstance(client, instances[0]!.id)).toMatchObject({ version: 2 })
    const other = applyScenario(client, { ...input, fingerprint: 'another' })
    await expect(other).rejects.toMatchObject({ code: 'conflict', detail: { reason: 'request_id_reused' } })
  })

  it('carries out one request once however many retries race', async () => {
    const { scenario, instances, copies } = await sandbox(client)
    await propose(client, copies[0]!, { params: { value: 2_000 } })
    const { fingerprint } = await previewApply(client, { scenarioId: scenario.id })
    const input = { scenarioId: scenario.id, requestId: randomUUID(), fingerprint }
    const answers = await Promise.all(Array.from({ length: 12 }, () => applyScenario(client, input)))
    expect(new Set(answers.map(({ application_id }) => application_id)).size).toBe(1)
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1)
    expect(await getInstance(client, instances[0]!.id)).toMatchObject({ version: 2 })
  })

  it('answers an old fingerprint with the new plan and writes nothing', async () => {
    const { scenario, instance, copy } = await clash()
    const answer = await applyScenario(client, {
      scenarioId: scenario.id,
      requestId: randomUUID(),
      fingerprint: 'old',
    })
    expect(answer).toMatchObject({
      status: 'conflict',
      stale: true,
      conflicts: [{ scenario_instance_id: copy.id, instance_id: instance.id, field: 'params.value' }],
    })
    expect(await getInstance(client, instance.id)).toEqual(instance)
    expect((await previewApply(client, { scenarioId: scenario.id })).fingerprint).toBe(answer.fingerprint)
  })

  it('leaves conflicts to the user, field by field', async () => {
    const open = await clash()
    expect(await apply(client, open.scenario.id)).toMatchObject({ status: 'conflict', stale: false })
    expect(await getInstance(client, open.instance.id)).toEqual(open.instance)

    for (const [resolution, value] of [
      [{ take: 'current' }, 1_500],
      [{ take: 'proposed' }, 2_000],
      [{ value: 1_750 }, 1_750],
    ] as const) {
      const { scenario, instance, copy } = await clash()
      const resolutions = { [copy.id]: { 'params.value': resolution } }
      const preview = await previewApply(client, { scenarioId: scenario.id, resolutions })
      expect(preview.conflicts).toEqual([])
      expect(await apply(client, scenario.id, { resolutions })).toMatchObject({ status: 'success' })
      expect((await getInstance(client, instance.id)).params.value).toBe(value)
      expect((await getScenarioInstance(client, copy.id)).params.value).toBe(value)
    }
  })

  it('refuses a resolution whose value the field does not take, naming the place', async () => {
    const { scenario, instance, copy } = await clash()
    const absurd = apply(client, scenario.id, {
      resolutions: { [copy.id]: { 'params.value': { value: -1 } } },
    })
    await expect(absurd).rejects.toMatchObject({
      code: 'invalid',
      detail: { field: 'params.value', place: copy.id },
    })
    expect(await getInstance(client, instance.id)).toEqual(instance)
  })

  it('recreates a deleted source under its old id, or discards the proposal, as the user decides', async () => {
    for (const take of ['proposed', 'current'] as const) {
      const { scenario, instances, copies } = await sandbox(client)
      const [instance, copy] = [instances[0]!, copies[0]!]
      await propose(client, copy, { params: { value: 2_000 } })
      await deleteInstance(client, instance.id)
      const open = await apply(client, scenario.id)
      expect(open.conflicts).toEqual([
        { scenario_instance_id: copy.id, instance_id: instance.id, field: '*' },
      ])
      const answer = await apply(client, scenario.id, { resolutions: { [copy.id]: { '*': { take } } } })
      expect(answer.items.map(({ action }) => action)).toEqual([take === 'proposed' ? 'recreate' : 'discard'])
      if (take === 'proposed') {
        const again = await getInstance(client, instance.id)
        expect(again).toMatchObject({ lineage_id: instance.lineage_id, params: { value: 2_000 } })
        expect(again.version).toBeGreaterThan(instance.version)
      } else {
        await expect(getInstance(client, instance.id)).rejects.toMatchObject({ code: 'not_found' })
        await expect(getScenarioInstance(client, copy.id)).rejects.toMatchObject({ code: 'not_found' })
      }
    }
  })

  it('discards without asking what the user never changed and reality no longer has', async () => {
    const { scenario, instances } = await sandbox(client)
    await deleteInstance(client, instances[0]!.id)
    const answer = await apply(client, scenario.id)
    expect(answer.items.map(({ action }) => action)).toEqual(['discard'])
    expect(await listScenarioInstances(client, scenario.id)).toEqual([])
  })

  it('lets two scenarios over one source meet as a conflict', async () => {
    const first = await sandbox(client)
    const instanceId = first.instances[0]!.id
    const second = await sandbox(client, [])
    const { copied } = await copyInstancesToScenario(client, {
      scenarioId: second.scenario.id,
      instanceIds: [instanceId],
    })
    const copy = await getScenarioInstance(client, copied[0]!.scenario_instance_id)
    await propose(client, first.copies[0]!, { params: { value: 2_000 } })
    await propose(client, copy, { params: { value: 3_000 } })
    expect(await apply(client, first.scenario.id)).toMatchObject({ status: 'success' })
    expect((await apply(client, second.scenario.id)).conflicts).toMatchObject([{ field: 'params.value' }])
  })
})

describe('the record', () => {
  it('holds every attempt, with what each did', async () => {
    const { scenario, instance, copy } = await clash()
    const failed = await apply(client, scenario.id)
    const done = await apply(client, scenario.id, {
      resolutions: { [copy.id]: { 'params.value': { take: 'proposed' } } },
    })
    const { applications } = await listApplications(client, { scenarioId: scenario.id })
    expect(applications.map(({ operation, status }) => `${operation} ${status}`)).toEqual([
      'apply success',
      'apply conflict',
      'create success',
    ])
    expect(await getApplication(client, failed.application_id)).toMatchObject({
      conflict_count: 1,
      items_applied: 0,
    })
    expect(await listApplicationItems(client, failed.application_id)).toEqual([])
    expect(await listApplicationItems(client, done.application_id)).toMatchObject([
      {
        action: 'update',
        instance_id: instance.id,
        before: contentOf(instance),
        after: { params: { value: 2_000 } },
        before_version: 2,
        after_version: 3,
        fields: [
          { field: 'params.value', outcome: 'conflict', resolution: { take: 'proposed' }, result: 2_000 },
        ],
      },
    ])
  })

  it('comes in pages that neither repeat nor skip', async () => {
    const { client: own } = await signUp()
    for (let index = 0; index < 5; index++) await sandbox(own)
    const seen: string[] = []
    let after: HistoryCursor | null = null
    do {
      const page: Awaited<ReturnType<typeof listApplications>> = await listApplications(own, {
        after,
        limit: 2,
      })
      seen.push(...page.applications.map(({ id }) => id))
      after = page.next
    } while (after !== null)
    const all = await listApplications(own)
    expect(seen).toEqual(all.applications.map(({ id }) => id))
    expect(seen).toHaveLength(5)
  })
})
