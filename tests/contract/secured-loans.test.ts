/**
 * A loan names the property that secures it by its lineage. It has to be there, in reality and in a scenario alike, and not be sold
 * before the loan is owed, whoever writes: a form, an apply, an undo, a file.
 */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { applyScenario, previewApply, previewRevert } from '#data/applications/applications.api.ts'
import type { Client } from '#data/client-type.ts'
import type { Instance } from '#data/instances/instance.ts'
import {
  createInstance,
  createInstances,
  deleteInstance,
  importInstances,
  listInstances,
  restoreInstance,
  updateInstance,
} from '#data/instances/instances.api.ts'
import {
  bulkEditScenarioInstances,
  copyInstancesToScenario,
  createScenarioInstance,
  deleteScenarioInstance,
  listScenarioInstances,
} from '#data/scenario-instances/scenario-instances.api.ts'
import {
  createScenario,
  duplicateScenario,
  getScenario,
  importScenario,
} from '#data/scenarios/scenarios.api.ts'
import { instancesDocument, scenarioDocument } from '#domain/documents/write-document.ts'
import type { Params } from '#domain/instances/types.ts'
import { sure } from '../../scripts/sure.ts'
import { apply, revert } from '../support/apply.ts'
import { contentOf, newInstance } from '../support/factories.ts'
import { signUp } from '../support/stack.ts'

let client: Client
beforeAll(async () => {
  client = (await signUp()).client
})

const property = (params: Params = {}, name = 'Home') =>
  newInstance({ kind: 'property', name, params: { value: 500_000, ...params } })
const loan = (params: Params, name = 'Top-up') =>
  newInstance({ kind: 'loan', name, params: { balance: 50_000, ...params } })
const on = ({ lineage_id }: { lineage_id: string }) => ({ secured_on: lineage_id })

const refused = (field: string, problem: string) => ({
  code: 'invalid',
  detail: { reason: 'invalid_content', field, problem },
})
const home = (params?: Params) => createInstance(client, property(params))
const put = (row: Instance, params: Params) =>
  updateInstance(client, { ...row, content: { ...contentOf(row), params } })

async function secured(ofProperty: Params = {}, ofLoan: Params = {}) {
  const house = await home(ofProperty)
  const debt = await createInstance(client, loan({ ...ofLoan, ...on(house) }))
  return { house, debt }
}
const emptyScenario = async (instanceIds: readonly string[] = []) =>
  (await createScenario(client, { requestId: randomUUID(), name: 'What if', instanceIds })).scenario

describe('in reality', () => {
  it('a loan is secured on a property of its owner', async () => {
    const { house, debt } = await secured()
    expect(debt.params.secured_on).toBe(house.lineage_id)
  })

  it.each([
    ['that there is not', () => Promise.resolve(randomUUID())],
    ['that is its own id', async () => (await home()).id],
    ['of another kind', async () => (await createInstance(client, newInstance())).lineage_id],
    ['of somebody else', async () => (await createInstance((await signUp()).client, property())).lineage_id],
    [
      'that was deleted',
      async () => {
        const gone = await home()
        await deleteInstance(client, gone.id)
        return gone.lineage_id
      },
    ],
  ])('one %s is refused beside the field', async (_, lineage) => {
    const secured_on = await lineage()
    await expect(createInstance(client, loan({ secured_on }))).rejects.toMatchObject(
      refused('params.secured_on', 'not_there'),
    )
    const plain = await createInstance(client, loan({}))
    await expect(put(plain, { balance: 50_000, secured_on })).rejects.toMatchObject(
      refused('params.secured_on', 'not_there'),
    )
  })

  it('what is no reference is refused for its form', async () => {
    for (const secured_on of ['Home', 'ABCDEF00-0000-4000-8000-000000000000'])
      await expect(createInstance(client, loan({ secured_on }))).rejects.toMatchObject(
        refused('params.secured_on', 'wrong_form'),
      )
  })

  it.each<[Params, Params, string, string]>([
    [{ sale_month: '2020-01' }, {}, 'params.secured_on', 'sold'],
    [{ sale_month: '2030-01' }, { start_month: '2030-02' }, 'params.secured_on', 'sold'],
    [
      { sale_month: '2030-01' },
      { as_of_month: '2030-02', start_month: '2020-01' },
      'params.secured_on',
      'sold',
    ],
    [{ start_month: '2031-01' }, { start_month: '2030-12' }, 'params.start_month', 'before_purchase'],
  ])('a property of %o does not secure a loan of %o', async (ofProperty, ofLoan, field, problem) => {
    await expect(secured(ofProperty, ofLoan)).rejects.toMatchObject(refused(field, problem))
  })

  it.each<[Params, Params]>([
    [{ sale_month: '2030-01' }, {}],
    [{ sale_month: '2030-01' }, { start_month: '2030-01' }],
    [{ sale_month: '2020-01' }, { balance: 0 }],
    [{ start_month: '2031-01' }, {}],
  ])('a property of %o secures a loan of %o', async (ofProperty, ofLoan) => {
    await expect(secured(ofProperty, ofLoan)).resolves.toBeDefined()
  })

  it('a property is not sold before, nor bought after, a loan that it secures', async () => {
    const { house } = await secured({}, { start_month: '2030-01' })
    await expect(put(house, { value: 500_000, sale_month: '2029-12' })).rejects.toMatchObject(
      refused('params.sale_month', 'secures_loan'),
    )
    await expect(put(house, { value: 500_000, start_month: '2030-02' })).rejects.toMatchObject(
      refused('params.start_month', 'secures_loan'),
    )
    await expect(put(house, { value: 600_000, sale_month: '2030-01' })).resolves.toBeDefined()
  })

  it('a property is not deleted while it secures a loan, which is named; together they go, and come back in order', async () => {
    const { house, debt } = await secured()
    await expect(deleteInstance(client, house.id)).rejects.toMatchObject({
      code: 'conflict',
      message: 'Loans are secured on this property: Top-up. Nothing was deleted.',
      detail: { reason: 'secures_loans', loan_ids: [debt.id] },
    })
    await deleteInstance(client, debt.id)
    await deleteInstance(client, house.id)
    await expect(restoreInstance(client, debt.id)).rejects.toMatchObject(
      refused('params.secured_on', 'not_there'),
    )
    await restoreInstance(client, house.id)
    await expect(restoreInstance(client, debt.id)).resolves.toBeDefined()
  })

  it('of many loans that keep a property three are named, and how many more there are', async () => {
    const house = await home()
    await createInstances(
      client,
      ['A', 'B', 'C', 'D', 'E'].map((name) => loan(on(house), name)),
    )
    await expect(deleteInstance(client, house.id)).rejects.toMatchObject({
      message: 'Loans are secured on this property: A, B, C and 2 more. Nothing was deleted.',
    })
  })

  it('what is said beside a loan is not said of its other fields', async () => {
    const { house, debt } = await secured({}, { as_of_month: '2025-01' })
    await put(house, { value: 500_000, sale_month: '2025-06' })
    await expect(put(debt, { ...debt.params, rate: 5 })).resolves.toBeDefined()
  })
})

describe('in a scenario', () => {
  const add = (scenarioId: string, params: Params, name = 'Top-up') =>
    createScenarioInstance(client, { scenarioId, ...loan(params, name) })

  it('a loan is secured on what it holds, or on what of reality it does not copy', async () => {
    const [house, other] = [await home(), await home()]
    const scenario = await emptyScenario([house.id])
    await expect(add(scenario.id, on(house))).resolves.toBeDefined()
    await expect(add(scenario.id, on(other))).resolves.toBeDefined()
    const fresh = await createScenarioInstance(client, { scenarioId: scenario.id, ...property() })
    await expect(add(scenario.id, on(fresh))).resolves.toBeDefined()
    const elsewhere = await emptyScenario()
    await expect(add(elsewhere.id, on(fresh))).rejects.toMatchObject(
      refused('params.secured_on', 'not_there'),
    )
  })

  it('the copy of a property counts, not what it was copied from', async () => {
    const house = await home()
    const scenario = await emptyScenario([house.id])
    const [copy] = await listScenarioInstances(client, scenario.id)
    await client
      .from('scenario_instances')
      .update({ params: { value: 500_000, sale_month: '2030-01' } })
      .eq('id', sure(copy).id)
      .throwOnError()
    await expect(add(scenario.id, { ...on(house), start_month: '2031-01' })).rejects.toMatchObject(
      refused('params.secured_on', 'sold'),
    )
    await expect(
      createInstance(client, loan({ ...on(house), start_month: '2031-01' })),
    ).resolves.toBeDefined()
  })

  it('what is new and secures a loan stays, and goes where reality has it', async () => {
    const scenario = await emptyScenario()
    const fresh = await createScenarioInstance(client, { scenarioId: scenario.id, ...property() })
    await add(scenario.id, on(fresh))
    await expect(deleteScenarioInstance(client, fresh.id)).rejects.toMatchObject({
      detail: { reason: 'secures_loans' },
    })
    const { house, debt } = await secured()
    const { copied } = await copyInstancesToScenario(client, {
      scenarioId: scenario.id,
      instanceIds: [house.id, debt.id],
    })
    await expect(
      deleteScenarioInstance(client, sure(copied[0]).scenario_instance_id),
    ).resolves.toBeUndefined()
  })

  it('many loans are secured in one step, or none', async () => {
    const [house] = await createInstances(client, [property()])
    const scenario = await emptyScenario()
    const ids = [(await add(scenario.id, {})).id, (await add(scenario.id, {})).id]
    const change = (secured_on: string) =>
      bulkEditScenarioInstances(client, {
        scenarioId: scenario.id,
        scenarioInstanceIds: ids,
        changes: { 'params.secured_on': { set: secured_on } },
        requestId: randomUUID(),
      })
    expect(await change(randomUUID())).toMatchObject({ status: 'failed', changed: [] })
    expect(await change(sure(house).lineage_id)).toMatchObject({ status: 'success' })
  })

  it('as many loans as a scenario holds are added in one request, or none', async () => {
    const [house] = await createInstances(client, [property()])
    const scenario = await emptyScenario()
    const adding = (named: readonly string[]) =>
      client.from('scenario_instances').insert(
        named.map((secured_on) => ({
          scenario_id: scenario.id,
          kind: 'loan',
          name: 'Top-up',
          params: { balance: 1_000, secured_on },
        })),
      )
    const all = Array.from({ length: 1_900 }, () => sure(house).lineage_id)
    const { error } = await adding([...all.slice(1), randomUUID()])
    expect(error).toMatchObject({ code: 'PT422' })
    expect(JSON.parse(error?.details ?? '')).toMatchObject({
      field: 'params.secured_on',
      problem: 'not_there',
    })
    expect(await listScenarioInstances(client, scenario.id)).toEqual([])
    expect((await adding(all)).error).toBeNull()
  })

  it('a duplicate of a scenario keeps what its loans are secured on', async () => {
    const scenario = await emptyScenario()
    const fresh = await createScenarioInstance(client, { scenarioId: scenario.id, ...property() })
    await add(scenario.id, on(fresh))
    const { scenario: twin } = await duplicateScenario(client, {
      scenarioId: scenario.id,
      name: 'Twin',
      requestId: randomUUID(),
    })
    const rows = await listScenarioInstances(client, twin.id)
    const house = sure(rows.find(({ kind }) => kind === 'property'))
    expect(rows.find(({ kind }) => kind === 'loan')?.params.secured_on).toBe(house.lineage_id)
  })
})

describe('an apply', () => {
  it('brings a new property and the loans on it into reality together, and an undo archives both', async () => {
    const scenario = await emptyScenario()
    const fresh = await createScenarioInstance(client, {
      scenarioId: scenario.id,
      ...property({}, 'New home'),
    })
    await createScenarioInstance(client, { scenarioId: scenario.id, ...loan(on(fresh), 'Second loan') })
    const applied = await apply(client, scenario.id)
    expect(applied.status).toBe('success')
    const real = await listInstances(client)
    const house = sure(real.find(({ name }) => name === 'New home'))
    const debt = sure(real.find(({ name }) => name === 'Second loan'))
    expect(debt.params.secured_on).toBe(house.lineage_id)
    expect((await revert(client, sure(applied.application_id))).status).toBe('success')
  })

  it('of the loan alone is refused, in the preview as in the apply, naming the loan', async () => {
    const scenario = await emptyScenario()
    const fresh = await createScenarioInstance(client, { scenarioId: scenario.id, ...property() })
    const debt = await createScenarioInstance(client, { scenarioId: scenario.id, ...loan(on(fresh)) })
    const chosen = { scenarioId: scenario.id, scenarioInstanceIds: [debt.id] }
    const error = {
      code: 'PT422',
      detail: { reason: 'invalid_content', place: debt.id, field: 'params.secured_on', problem: 'not_there' },
    }
    const preview = await previewApply(client, chosen)
    expect(preview.error).toMatchObject(error)
    const answer = await applyScenario(client, {
      ...chosen,
      requestId: randomUUID(),
      fingerprint: preview.fingerprint,
    })
    expect(answer).toMatchObject({ status: 'failed', error })
  })

  it('of what reality has taken away meanwhile is refused', async () => {
    const house = await home()
    const scenario = await emptyScenario()
    await createScenarioInstance(client, { scenarioId: scenario.id, ...loan(on(house)) })
    await deleteInstance(client, house.id)
    expect((await previewApply(client, { scenarioId: scenario.id })).error).toMatchObject({ code: 'PT422' })
    expect((await apply(client, scenario.id)).status).toBe('failed')
  })

  it('of a sale before a loan that reality has by now is refused', async () => {
    const house = await home()
    const scenario = await emptyScenario([house.id])
    const [copy] = await listScenarioInstances(client, scenario.id)
    await client
      .from('scenario_instances')
      .update({ params: { value: 500_000, sale_month: '2030-01' } })
      .eq('id', sure(copy).id)
      .throwOnError()
    await createInstance(client, loan({ ...on(house), start_month: '2031-01' }))
    expect((await previewApply(client, { scenarioId: scenario.id })).error).toMatchObject({
      detail: { place: house.id, field: 'params.sale_month', problem: 'secures_loan' },
    })
    expect((await apply(client, scenario.id)).status).toBe('failed')
  })

  it('is not undone to a property that is gone', async () => {
    const [first, second] = [await home(), await home()]
    const debt = await createInstance(client, loan(on(first)))
    const scenario = await emptyScenario([debt.id])
    const [copy] = await listScenarioInstances(client, scenario.id)
    await client
      .from('scenario_instances')
      .update({ params: { ...debt.params, ...on(second) } })
      .eq('id', sure(copy).id)
      .throwOnError()
    const applied = await apply(client, scenario.id)
    expect(applied.status).toBe('success')
    await deleteInstance(client, first.id)
    const applicationId = sure(applied.application_id)
    expect((await previewRevert(client, { applicationId })).error).toMatchObject({
      detail: { place: debt.id, field: 'params.secured_on', problem: 'not_there' },
    })
    expect((await revert(client, applicationId)).status).toBe('failed')
  })
})

describe('a file', () => {
  const imported = async (document: unknown, into = client) => {
    const { imported: rows } = await importInstances(into, { document, requestId: randomUUID() })
    const all = await listInstances(into)
    return rows.map(({ instance_id }) => sure(all.find(({ id }) => id === instance_id)))
  }

  it('of investments names the property by its lineage there, and is stored by the one it has here', async () => {
    const { house, debt } = await secured()
    const [other, copy] = await imported(instancesDocument([house, debt]))
    expect(sure(other).lineage_id).not.toBe(house.lineage_id)
    expect(sure(copy).params.secured_on).toBe(sure(other).lineage_id)
  })

  it('that names a property which is not in it is refused with its place', async () => {
    const { debt } = await secured()
    await expect(imported(instancesDocument([debt]))).rejects.toMatchObject({
      detail: { errors: [{ path: 'instances[0].params.secured_on', problem: 'not_there' }] },
    })
  })

  it('of a scenario keeps what its loans are secured on: for its owner, for another, beside reality', async () => {
    const { house, debt } = await secured()
    const real = await home()
    const scenario = await emptyScenario([house.id, debt.id])
    const fresh = await createScenarioInstance(client, { scenarioId: scenario.id, ...property() })
    await createScenarioInstance(client, { scenarioId: scenario.id, ...loan(on(fresh), 'On the new') })
    await createScenarioInstance(client, { scenarioId: scenario.id, ...loan(on(real), 'On the real') })
    const document = scenarioDocument(
      await getScenario(client, scenario.id),
      await listScenarioInstances(client, scenario.id),
    )
    const namedBy = async (into: Client, given: unknown) => {
      const answer = await importScenario(into, { document: given, requestId: randomUUID() })
      const rows = [
        ...(await listScenarioInstances(into, answer.scenario.id)),
        ...(await listInstances(into)),
      ]
      return answer.imported.map(({ scenario_instance_id }) => {
        const row = rows.find(({ id }) => id === scenario_instance_id)
        return rows.find(({ lineage_id }) => lineage_id === row?.params.secured_on)?.kind
      })
    }
    // By name: what is secured on another counts with what it names.
    expect(document.instances.map(({ name }) => name)).toEqual([
      'Home',
      'Home',
      'On the new',
      'On the real',
      'Top-up',
    ])
    expect(await namedBy(client, document)).toEqual([
      undefined,
      undefined,
      'property',
      'property',
      'property',
    ])
    const another = (await signUp()).client
    await expect(importScenario(another, { document, requestId: randomUUID() })).rejects.toMatchObject({
      detail: { errors: [{ path: 'instances[3].params.secured_on', problem: 'not_there' }] },
    })
    const whole = { ...document, instances: document.instances.filter(({ name }) => name !== 'On the real') }
    expect(await namedBy(another, whole)).toEqual([undefined, undefined, 'property', 'property'])
  })
})
