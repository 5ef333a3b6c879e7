import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { previewApply } from '#data/applications/applications.api.ts'
import type { Client } from '#data/client-type.ts'
import { updateInstance } from '#data/instances/instances.api.ts'
import {
  bulkEditScenarioInstances,
  createScenarioInstance,
  listScenarioInstances,
} from '#data/scenario-instances/scenario-instances.api.ts'
import { duplicateScenario, getScenario, importScenario } from '#data/scenarios/scenarios.api.ts'
import { scenarioDocument } from '#domain/documents/write-document.ts'
import { sure } from '../../scripts/sure.ts'
import { contentOf, newInstance, propose, sandbox } from '../support/factories.ts'
import { signUp } from '../support/stack.ts'

let client: Client
beforeAll(async () => {
  client = (await signUp()).client
})

describe('duplicate', () => {
  it('keeps bases and lineages, so that the copy proposes the same', async () => {
    const { scenario, copies } = await sandbox(client, [newInstance(), newInstance({ name: 'Second' })])
    await propose(client, copies[0], { params: { value: 2_000 } })
    const input = { scenarioId: scenario.id, name: 'Again', requestId: randomUUID() }
    const first = await duplicateScenario(client, input)
    expect(await duplicateScenario(client, input)).toEqual({ ...first, replayed: true })
    const strip = (rows: Awaited<ReturnType<typeof listScenarioInstances>>) =>
      rows.map(({ lineage_id, source_instance_id, base, base_version, name, params }) => ({
        lineage_id,
        source_instance_id,
        base,
        base_version,
        name,
        params,
      }))
    expect(strip(await listScenarioInstances(client, first.scenario.id))).toEqual(
      strip(await listScenarioInstances(client, scenario.id)),
    )
    const items = (await previewApply(client, { scenarioId: first.scenario.id })).items
    expect(items.map(({ after }) => after?.params.value)).toEqual([2_000])
  })
})

describe('bulk edit', () => {
  it('steps from each value, says whom it does not concern, and happens once', async () => {
    const { scenario, copies } = await sandbox(client, [
      newInstance(),
      newInstance({ params: { value: 500 } }),
      newInstance({ kind: 'loan', name: 'Car', params: { balance: 9_000, rate: 6 } }),
      newInstance({ kind: 'portfolio', name: 'Fund', params: { value: 700 } }),
    ])
    const changes = {
      'params.value': { multiply: 2 },
      'params.interest_rate': { add: 0.5 },
      'params.cost_base': { add: 100 },
    } as const
    const input = { scenarioId: scenario.id, changes, requestId: randomUUID() }
    const answer = await bulkEditScenarioInstances(client, input)
    expect(answer.status).toBe('success')
    expect(answer.changed).toHaveLength(3)
    expect(answer.not_concerned).toContainEqual({
      scenario_instance_id: copies[2].id,
      field: 'params.value',
      reason: 'unknown_field',
    })
    expect(answer.not_concerned).toContainEqual({
      scenario_instance_id: copies[3].id,
      field: 'params.cost_base',
      reason: 'no_value',
    })
    expect(await bulkEditScenarioInstances(client, input)).toMatchObject({ replayed: true })
    const rows = await listScenarioInstances(client, scenario.id)
    const paramsOf = (id: string) => rows.find((row) => row.id === id)?.params
    expect(paramsOf(copies[0].id)).toEqual({ value: 2_000, interest_rate: 4.5 })
    // A missing key is stepped from its default, which is 4 here.
    expect(paramsOf(copies[1].id)).toEqual({ value: 1_000, interest_rate: 4.5 })
    expect(paramsOf(copies[3].id)).toEqual({ value: 1_400 })
  })

  it('changes name, status and several fields in one step', async () => {
    const { scenario, copies } = await sandbox(client, [
      newInstance(),
      newInstance({ kind: 'loan', name: 'Car', params: { balance: 9_000 } }),
    ])
    const answer = await bulkEditScenarioInstances(client, {
      scenarioId: scenario.id,
      changes: {
        name: { set: 'One of two' },
        status: { set: 'archived' },
        'params.interest_rate': { set: 4.5 },
        'params.rate': { add: 0.25 },
      },
      requestId: randomUUID(),
    })
    expect(answer).toMatchObject({ status: 'success', changed: [{ version: 2 }, { version: 2 }] })
    const rows = await listScenarioInstances(client, scenario.id)
    const contentAt = (index: number) =>
      contentOf(sure(rows.find((row) => row.id === sure(copies[index]).id)))
    const both = { name: 'One of two', status: 'archived' }
    expect(contentAt(0)).toEqual({ ...both, params: { value: 1_000, interest_rate: 4.5 } })
    expect(contentAt(1)).toEqual({ ...both, params: { balance: 9_000, rate: 6.25 } })
  })

  it.each([
    ['set to the default', {}, { set: 4 }],
    ['emptied', { interest_rate: 4 }, { set: null }],
    ['stepped by nothing', {}, { add: 0 }],
  ])('changes nothing where a default is %s', async (_, params, change) => {
    const held = newInstance({ params: { value: 500, ...params } })
    const { scenario } = await sandbox(client, [held])
    await createScenarioInstance(client, { ...held, scenarioId: scenario.id })
    const before = await listScenarioInstances(client, scenario.id)
    const answer = await bulkEditScenarioInstances(client, {
      scenarioId: scenario.id,
      changes: { 'params.interest_rate': change },
      requestId: randomUUID(),
    })
    expect(answer).toMatchObject({ status: 'success', changed: [], not_concerned: [] })
    expect(await listScenarioInstances(client, scenario.id)).toEqual(before)
  })

  it('writes nothing when one value would leave its range', async () => {
    const { scenario } = await sandbox(client, [
      newInstance(),
      newInstance({ params: { value: 1, interest_rate: -19 } }),
    ])
    const before = await listScenarioInstances(client, scenario.id)
    const answer = await bulkEditScenarioInstances(client, {
      scenarioId: scenario.id,
      changes: { 'params.interest_rate': { add: -5 } },
      requestId: randomUUID(),
    })
    expect(answer).toMatchObject({ status: 'failed', changed: [], error: { code: 'PT422' } })
    expect(await listScenarioInstances(client, scenario.id)).toEqual(before)
  })

  it('refuses a change that it does not understand', async () => {
    const { scenario } = await sandbox(client)
    const edit = (changes: object) =>
      bulkEditScenarioInstances(client, {
        scenarioId: scenario.id,
        changes: changes as never,
        requestId: randomUUID(),
      })
    for (const changes of [
      {},
      { 'params.value': 5 },
      { 'params.value': { add: '1' } },
      { oops: { set: 1 } },
      { 'params.oops': { set: 1 } },
    ])
      await expect(edit(changes), JSON.stringify(changes)).rejects.toMatchObject({ code: 'bad_request' })
  })
})

describe('import', () => {
  it('brings an exported scenario back as it was, with the base of its copies', async () => {
    const { scenario, instances, copies } = await sandbox(client)
    await propose(client, copies[0], { params: { value: 2_000 } })
    await createScenarioInstance(client, { ...newInstance({ name: 'Boat' }), scenarioId: scenario.id })
    const document = scenarioDocument(
      await getScenario(client, scenario.id),
      await listScenarioInstances(client, scenario.id),
    )
    await updateInstance(client, {
      id: instances[0].id,
      version: 1,
      content: { ...contentOf(instances[0]), name: 'Renamed' },
    })
    const { scenario: again } = await importScenario(client, { document, requestId: randomUUID() })
    const rows = await listScenarioInstances(client, again.id)
    expect(scenarioDocument(again, rows)).toEqual(document)
    expect(rows.find(({ source_instance_id }) => source_instance_id)).toMatchObject({
      base: contentOf(instances[0]),
    })
  })

  it('makes new what belongs to someone else', async () => {
    const { scenario } = await sandbox(client)
    const document = scenarioDocument(scenario, await listScenarioInstances(client, scenario.id))
    const { client: stranger } = await signUp()
    const imported = await importScenario(stranger, { document, requestId: randomUUID() })
    expect(imported.imported).toMatchObject([{ instance_id: null }])
  })

  it('refuses a wrong document with every error and its path', async () => {
    const { scenario, copies } = await sandbox(client)
    const document = scenarioDocument(scenario, copies)
    const wrong = {
      ...document,
      scenario: { ...document.scenario, assumptions: { horizon_years: 99 } },
      instances: [{ ...document.instances[0], params: { value: -1, oops: true } }],
    }
    const error = await importScenario(client, { document: wrong, requestId: randomUUID() }).catch(
      (reason) => reason,
    )
    expect(error.code).toBe('invalid')
    expect(JSON.stringify(error.detail)).toContain('scenario.assumptions.horizon_years')
    expect(JSON.stringify(error.detail)).toContain('instances[0].params.oops')
    expect(JSON.stringify(error.detail)).toContain('instances[0].params.value')
  })
})
