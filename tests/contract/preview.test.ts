import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { previewApply } from '#data/applications/applications.api.ts'
import type { Client } from '#data/client-type.ts'
import { getInstance, updateInstance } from '#data/instances/instances.api.ts'
import { sure } from '../../scripts/sure.ts'
import { newInstance, propose, sandbox } from '../support/factories.ts'
import { signUp } from '../support/stack.ts'

let client: Client
beforeAll(async () => {
  client = (await signUp()).client
})

it('says nothing of a scenario in which nothing changed', async () => {
  const { scenario } = await sandbox(client)
  expect(await previewApply(client, { scenarioId: scenario.id })).toMatchObject({
    items: [],
    conflicts: [],
  })
})

it('lists what would be written, field by field, and writes nothing', async () => {
  const { scenario, instances, copies } = await sandbox(client)
  await propose(client, copies[0], { name: 'Savings', params: { value: 2_000 } })
  const preview = await previewApply(client, { scenarioId: scenario.id })
  expect(preview.conflicts).toEqual([])
  expect(preview.items).toMatchObject([
    {
      instance_id: instances[0].id,
      action: 'update',
      after: { name: 'Savings', status: 'active', params: { value: 2_000, interest_rate: 4 } },
    },
  ])
  const { fields } = sure(preview.items[0])
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
  expect(await getInstance(client, instances[0].id)).toEqual(instances[0])
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
    return [sure(preview.items[0]).fields, preview.conflicts].map((rows) => rows.map(({ field }) => field))
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
  await propose(client, copies[0], { ...changed(5), status: 'archived' })
  expect(await fields()).toEqual([order, []])
  const { id, version } = instances[0]
  await updateInstance(client, { id, version, content: { ...changed(6), status: 'active' } })
  expect(await fields()).toEqual([order, order.filter((field) => field !== 'status')])
})

it('has a fingerprint that changes whenever something it looked at does', async () => {
  const { scenario, copies } = await sandbox(client)
  const before = await previewApply(client, { scenarioId: scenario.id })
  expect(await previewApply(client, { scenarioId: scenario.id })).toEqual(before)
  await propose(client, copies[0], { name: 'Savings' })
  expect((await previewApply(client, { scenarioId: scenario.id })).fingerprint).not.toBe(before.fingerprint)
})

it('refuses an empty choice, a row that is not in the scenario, and a resolution without a conflict', async () => {
  const { scenario, copies } = await sandbox(client)
  const look = (input: object) => previewApply(client, { scenarioId: scenario.id, ...input })
  await expect(look({ scenarioInstanceIds: [] })).rejects.toMatchObject({ code: 'bad_request' })
  await expect(look({ scenarioInstanceIds: [randomUUID()] })).rejects.toMatchObject({ code: 'not_found' })
  await expect(
    look({ resolutions: { [copies[0].id]: { 'params.value': { take: 'current' } } } }),
  ).rejects.toMatchObject({ code: 'bad_request' })
  await expect(
    look({ resolutions: { [randomUUID()]: { name: { take: 'current' } } } }),
  ).rejects.toMatchObject({ code: 'bad_request' })
})

it('knows a missing key and the default of the catalogue as one value', async () => {
  const { scenario, instances, copies } = await sandbox(client, [newInstance({ params: { value: 1_000 } })])
  const { id, version } = instances[0]
  const writtenOut = { value: 1_000, interest_rate: 4 }
  const content = { name: 'Deposit', status: 'active', params: writtenOut } as const
  await updateInstance(client, { id, version, content })
  expect(await previewApply(client, { scenarioId: scenario.id })).toMatchObject({ items: [], conflicts: [] })
  const copy = await propose(client, copies[0], { params: { interest_rate: 5 } })
  const preview = await previewApply(client, { scenarioId: scenario.id })
  expect(preview.conflicts).toEqual([])
  expect(sure(preview.items[0]).fields).toMatchObject([
    { field: 'params.interest_rate', base: null, current: 4, proposed: 5, outcome: 'proposed_only' },
  ])
  // To propose the default again is to propose nothing, and how reality writes it stays.
  await propose(client, copy, { params: { interest_rate: 4 } })
  expect((await previewApply(client, { scenarioId: scenario.id })).items).toEqual([])
  expect((await getInstance(client, id)).params).toEqual(writtenOut)
})
