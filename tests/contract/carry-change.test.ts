/** A change of one scenario made in another one, and taken back where it came from. */
import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import type { Client } from '#data/client-type.ts'
import { VersionConflictError } from '#data/errors.ts'
import { listInstances } from '#data/instances/instances.api.ts'
import { writeFields } from '#data/instances/write-fields.ts'
import { carryChange } from '#data/scenario-instances/carry-change.ts'
import { resetChanges } from '#data/scenario-instances/reset-changes.ts'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import {
  createScenarioInstance,
  listScenarioInstances,
  updateScenarioInstance,
} from '#data/scenario-instances/scenario-instances.api.ts'
import { type DoneStep, takeBackSteps } from '#data/scenario-instances/write-decision.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { createScenario, getScenario, updateScenario } from '#data/scenarios/scenarios.api.ts'
import type { Change } from '#domain/changes/changes.ts'
import { scenarioChanges } from '#domain/changes/switch-off.ts'
import { sure } from '../../scripts/sure.ts'
import { newInstance, propose, sandbox } from '../support/factories.ts'
import { signUp } from '../support/stack.ts'

let client: Client
beforeAll(async () => {
  client = (await signUp()).client
})

async function changesOf(scenario: Scenario): Promise<Change<ScenarioInstance>[]> {
  const { assumptions } = await getScenario(client, scenario.id)
  return scenarioChanges({
    reality: await listInstances(client),
    copies: await listScenarioInstances(client, scenario.id),
    ownAssumptions: {},
    scenarioAssumptions: assumptions,
  }).changes.flatMap(({ parts }) => parts)
}

async function scenarioWith(instanceIds: readonly string[]): Promise<Scenario> {
  return (await createScenario(client, { requestId: randomUUID(), name: 'Other', instanceIds })).scenario
}

/** What each scenario proposes, without ids. */
const told = async (scenario: Scenario) =>
  (await changesOf(scenario)).map(({ decision, fields }) => [
    decision,
    fields.map(({ field, to }) => [field, to]),
  ])

const carry = async (change: Awaited<ReturnType<typeof changesOf>>[number], target: Scenario) =>
  carryChange(client, { change, target, requestId: randomUUID() })

it('writes the fields of a change into the other scenario’s copy, and leaves its other changes', async () => {
  const box = await sandbox(client)
  await propose(client, box.copies[0], { params: { interest_rate: 5 } })
  const target = await scenarioWith([box.instances[0].id])
  const [other] = await listScenarioInstances(client, target.id)
  await propose(client, sure(other), { name: 'Nest egg', params: { interest_rate: 1 } })
  await carry(sure((await changesOf(box.scenario))[0]), target)
  expect(await told(target)).toEqual([
    ['name', [['name', 'Nest egg']]],
    ['interest_rate', [['params.interest_rate', 5]]],
  ])
  expect(await told(box.scenario)).toEqual([['interest_rate', [['params.interest_rate', 5]]]])
})

it('makes the copy first where the other scenario has none', async () => {
  const box = await sandbox(client)
  await propose(client, box.copies[0], { params: { monthly_contribution: 50 } })
  const target = await scenarioWith([])
  await carry(sure((await changesOf(box.scenario))[0]), target)
  expect(await told(target)).toEqual(await told(box.scenario))
})

it('adds what is new once, however often the same request is sent', async () => {
  const { scenario } = await sandbox(client)
  await createScenarioInstance(client, { scenarioId: scenario.id, ...newInstance({ name: 'Boat fund' }) })
  const target = await scenarioWith([])
  const change = sure((await changesOf(scenario))[0])
  const requestId = randomUUID()
  for (let time = 0; time < 2; time++) await carryChange(client, { change, target, requestId })
  expect((await listScenarioInstances(client, target.id)).map(({ name }) => name)).toEqual(['Boat fund'])
})

it('secures a new loan on the property of that name in the other scenario, which it makes where there is none', async () => {
  const { scenario } = await sandbox(client)
  const add = (row: Parameters<typeof newInstance>[0]) =>
    createScenarioInstance(client, { scenarioId: scenario.id, ...newInstance(row) })
  const flat = await add({ name: 'Flat', kind: 'property', params: { value: 500_000 } })
  for (const name of ['First loan', 'Second loan'])
    await add({ name, kind: 'loan', params: { balance: 100_000, secured_on: flat.lineage_id } })
  const target = await scenarioWith([])
  for (const change of await changesOf(scenario))
    if (change.copy?.kind === 'loan') await carry(change, target)
  const rows = await listScenarioInstances(client, target.id)
  const there = sure(rows.find(({ kind }) => kind === 'property'))
  expect(there.lineage_id).not.toBe(flat.lineage_id)
  expect(rows.map(({ name, params }) => [name, params.secured_on]).sort()).toEqual([
    ['First loan', there.lineage_id],
    ['Flat', undefined],
    ['Second loan', there.lineage_id],
  ])
})

it('makes an assumption in the other scenario over those it has', async () => {
  const { scenario } = await sandbox(client)
  const { version } = await getScenario(client, scenario.id)
  const assumptions = { inflation_rate: 4 }
  await updateScenario(client, { id: scenario.id, version, changes: { assumptions } })
  const empty = await scenarioWith([])
  const target = await updateScenario(client, {
    ...{ id: empty.id, version: empty.version, changes: { assumptions: { household_cash_rate: 1 } } },
  })
  await carry(sure((await changesOf(scenario))[0]), target)
  expect((await getScenario(client, target.id)).assumptions).toEqual({
    household_cash_rate: 1,
    inflation_rate: 4,
  })
})

it('takes a change back by writing its fields as they were, also on a copy that has moved on', async () => {
  const box = await sandbox(client)
  const proposed = await propose(client, box.copies[0], { params: { interest_rate: 5 } })
  await propose(client, proposed, { name: 'Nest egg' })
  await writeFields({ row: proposed, fields: { 'params.interest_rate': 4 } }, (update) =>
    updateScenarioInstance(client, update),
  )
  expect(await told(box.scenario)).toEqual([['name', [['name', 'Nest egg']]]])
})

it('takes all changes back in one write a row, and brings them all again', async () => {
  const box = await sandbox(client)
  await propose(client, box.copies[0], { name: 'Nest egg', params: { interest_rate: 5 } })
  await createScenarioInstance(client, { scenarioId: box.scenario.id, ...newInstance({ name: 'Boat fund' }) })
  const { version } = await getScenario(client, box.scenario.id)
  const assumptions = { inflation_rate: 4 }
  await updateScenario(client, { id: box.scenario.id, version, changes: { assumptions } })
  const before = await told(box.scenario)
  expect(before.map(([decision]) => decision).sort()).toEqual([
    'inflation_rate',
    'interest_rate',
    'name',
    'new',
  ])

  const steps: DoneStep[] = []
  const scenario = await getScenario(client, box.scenario.id)
  const changes = await changesOf(scenario)
  await resetChanges(client, { scenario, changes, onDone: (step) => steps.push(step) })
  expect(await told(scenario)).toEqual([])
  expect(steps).toHaveLength(3)
  await takeBackSteps(client, steps)
  expect(await told(scenario)).toEqual(before)
})

it('takes a new property out after the loans on it, and brings it back before them', async () => {
  const loan = newInstance({ kind: 'loan', name: 'Real loan', params: { balance: 100_000 } })
  const { scenario, copies } = await sandbox(client, [loan])
  const add = (row: Parameters<typeof newInstance>[0]) =>
    createScenarioInstance(client, { scenarioId: scenario.id, ...newInstance(row) })
  const flat = await add({ name: 'A flat', kind: 'property', params: { value: 500_000 } })
  const secured = { balance: 100_000, secured_on: flat.lineage_id }
  await add({ name: 'New loan', kind: 'loan', params: secured })
  await propose(client, copies[0], { params: secured })
  const before = await told(scenario)
  const steps: DoneStep[] = []
  // The property first, as a list of changes may have it.
  const changes = (await changesOf(scenario)).sort(
    (one, other) => Number(other.copy?.kind === 'property') - Number(one.copy?.kind === 'property'),
  )
  expect(changes).toHaveLength(3)
  await resetChanges(client, { scenario, changes, onDone: (step) => steps.push(step) })
  expect(await told(scenario)).toEqual([])
  await takeBackSteps(client, steps.toReversed())
  expect(await told(scenario)).toEqual(before)
})

it('says how to undo what was reset before one was refused', async () => {
  const box = await sandbox(client)
  await propose(client, box.copies[0], { params: { interest_rate: 5 } })
  const scenario = await getScenario(client, box.scenario.id)
  await updateScenario(client, {
    ...{ id: scenario.id, version: scenario.version, changes: { assumptions: { inflation_rate: 4 } } },
  })
  const changes = await changesOf(scenario)
  await updateScenario(client, {
    ...{ id: scenario.id, version: scenario.version + 1, changes: { assumptions: { inflation_rate: 3 } } },
  })
  const old = { ...scenario, assumptions: { inflation_rate: 4 } }
  const steps: DoneStep[] = []
  await expect(
    resetChanges(client, { scenario: old, changes, onDone: (step) => steps.push(step) }),
  ).rejects.toBeInstanceOf(VersionConflictError)
  expect(steps).toHaveLength(1)
  expect((await getScenario(client, scenario.id)).assumptions).toEqual({ inflation_rate: 3 })
})

it('reaches into nobody else’s scenario', async () => {
  const box = await sandbox(client)
  await propose(client, box.copies[0], { params: { interest_rate: 5 } })
  const { client: stranger } = await signUp()
  const { scenario: foreign } = await createScenario(stranger, { requestId: randomUUID(), name: 'Mine' })
  await expect(carry(sure((await changesOf(box.scenario))[0]), foreign)).rejects.toMatchObject({
    code: 'not_found',
  })
})
