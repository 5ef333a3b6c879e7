/** All that one decision changes in a scenario, written step by step, gone on with after a failure, and taken back. */
import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import type { Client } from '#data/client-type.ts'
import { listInstances } from '#data/instances/instances.api.ts'
import {
  copyInstancesToScenario,
  listScenarioInstances,
} from '#data/scenario-instances/scenario-instances.api.ts'
import {
  type Decision,
  takeBackSteps,
  type WrittenStep,
  writeDecision,
} from '#data/scenario-instances/write-decision.ts'
import { createScenario, getScenario, listScenarios } from '#data/scenarios/scenarios.api.ts'
import { edits } from '#domain/actions/edits.ts'
import type { Params } from '#domain/instances/types.ts'
import { newInstance, propose, sandbox } from '../support/factories.ts'
import { signUp } from '../support/stack.ts'

let client: Client
beforeAll(async () => {
  client = (await signUp()).client
})

const boat = { kind: 'cash', name: 'Boat fund', params: { value: 500 } } as const
const edited = (id: string, params: Params) => ({ id, params })

type Given = Pick<Decision, 'scenario' | 'rows' | 'edits'> & Partial<Pick<Decision, 'droppedIds'>>

/** Writes a decision, and notes what is done of it. */
async function write(decision: Given, requestIds = [randomUUID()]) {
  const steps: WrittenStep[] = []
  const dropped: string[] = []
  const written = writeDecision(client, {
    ...{ droppedIds: [], ...decision, requestIds },
    onWritten: (step) => steps.push(step),
    onDropped: (id) => dropped.push(id),
  })
  return { steps, dropped, scenario: await written.catch((error: unknown) => error as Error) }
}

/** What a scenario holds, by name. */
async function told(scenarioId: string) {
  const rows = await listScenarioInstances(client, scenarioId)
  return Object.fromEntries(rows.map(({ name, params }) => [name, params]))
}

it('copies what the scenario does not have, changes it, adds what is new and assumes, and takes all of it back', async () => {
  const box = await sandbox(client, [newInstance({ name: 'Nest egg' })])
  const { scenario } = await createScenario(client, { requestId: randomUUID(), name: 'Empty' })
  const { steps } = await write({
    ...{ scenario, rows: [] },
    edits: {
      edited: [edited(box.instances[0].id, { interest_rate: 5 })],
      ...{ added: [boat], assumptions: { loan_rate_shift: 2 } },
    },
  })
  const rows = await told(scenario.id)
  expect(rows).toEqual({
    'Nest egg': { ...box.instances[0].params, interest_rate: 5 },
    'Boat fund': { value: 500 },
  })
  expect((await getScenario(client, scenario.id)).assumptions).toEqual({ loan_rate_shift: 2 })
  await takeBackSteps(client, steps)
  expect(await told(scenario.id)).toEqual({})
  expect((await getScenario(client, scenario.id)).assumptions).toEqual({})
})

it('stands as far as it came where a step is refused, and another attempt goes on from there and does nothing twice', async () => {
  const box = await sandbox(client)
  const { scenario } = box
  const requestIds = [randomUUID()]
  const [copy] = box.copies
  const decide = (rate: number) => ({
    ...{ scenario, rows: box.copies },
    edits: { ...edits({ added: [boat] }), edited: [edited(copy.id, { interest_rate: rate })] },
  })
  const refused = await write(decide(1_000), requestIds)
  expect(refused.scenario).toMatchObject({ code: 'invalid' })
  expect(refused.steps).toMatchObject([{ of: 'row', before: null, after: { name: 'Boat fund' } }])
  const done = await write(decide(5), requestIds)
  expect(done.scenario).toMatchObject({ id: scenario.id })
  expect(Object.keys(await told(scenario.id))).toEqual(['Boat fund', copy.name])
  await takeBackSteps(client, [...refused.steps, ...done.steps])
  expect(await told(scenario.id)).toEqual({ [copy.name]: copy.params })
})

it('takes out again what an earlier attempt has added and this one does not', async () => {
  const { scenario, copies } = await sandbox(client)
  const [copy] = copies
  const requestIds = [randomUUID()]
  const decide = (added: readonly (typeof boat)[], rate: number) => ({
    ...{ scenario, rows: copies },
    edits: { ...edits({ added }), edited: [edited(copy.id, { interest_rate: rate })] },
  })
  const refused = await write(decide([boat], 1_000), requestIds)
  expect(Object.keys(await told(scenario.id))).toEqual(['Boat fund', copy.name])
  const otherwise = { ...decide([], 5), droppedIds: requestIds }
  const done = await write(otherwise, [])
  const expected = { [copy.name]: { ...copy.params, interest_rate: 5 } }
  expect(await told(scenario.id)).toEqual(expected)
  expect(refused.steps.map((step) => step.of === 'row' && step.after.id)).toEqual(done.dropped)
  expect((await write(otherwise, [])).dropped).toEqual([])
  expect(await told(scenario.id)).toEqual(expected)
})

it('is done by another try, from the rows as they were, where only its answer was lost', async () => {
  const { scenario, copies } = await sandbox(client)
  const [copy] = copies
  const requestIds = [randomUUID()]
  const decision = {
    ...{ scenario, rows: copies },
    edits: { ...edits({ added: [boat] }), edited: [edited(copy.id, { interest_rate: 5 })] },
  }
  await write(decision, requestIds)
  const before = await told(scenario.id)
  const { scenario: again, steps } = await write(decision, requestIds)
  expect(again).toMatchObject({ id: scenario.id })
  expect(await told(scenario.id)).toEqual(before)
  await takeBackSteps(client, steps)
  expect(await told(scenario.id)).toEqual({ [copy.name]: copy.params })
})

it('leaves a copy that was made elsewhere meanwhile where it is when it is taken back', async () => {
  const { instances } = await sandbox(client)
  const [{ id, name, params }] = instances
  const { scenario } = await createScenario(client, { requestId: randomUUID(), name: 'Empty' })
  await copyInstancesToScenario(client, { scenarioId: scenario.id, instanceIds: [id] })
  const { steps } = await write({
    ...{ scenario, rows: [] },
    edits: { ...edits({}), edited: [edited(id, { interest_rate: 5 })] },
  })
  expect(await told(scenario.id)).toEqual({ [name]: { ...params, interest_rate: 5 } })
  await takeBackSteps(client, steps)
  expect(await told(scenario.id)).toEqual({ [name]: params })
})

it('leaves other changes of a row that has moved on, and overwrites none of its own', async () => {
  const box = await sandbox(client)
  const { scenario, copies } = box
  const [copy] = copies
  await propose(client, copy, { params: { monthly_contribution: 50 } })
  const decide = (rate: number) =>
    write({
      ...{ scenario, rows: copies },
      edits: { ...edits({}), edited: [edited(copy.id, { interest_rate: rate })] },
    })
  await decide(5)
  expect(await told(scenario.id)).toEqual({
    [copy.name]: { ...copy.params, monthly_contribution: 50, interest_rate: 5 },
  })
  expect((await decide(3)).scenario).toMatchObject({ name: 'VersionConflictError' })
  expect((await told(scenario.id))[copy.name]).toMatchObject({ interest_rate: 5 })
})

it('creates the scenario that something is tried in, once, and takes it away again', async () => {
  const box = await sandbox(client)
  const [instance] = box.instances
  const reality = await listInstances(client)
  const name = `Tried ${randomUUID()}`
  const created = { requestId: randomUUID(), name, instanceIds: [instance.id] }
  const decision = {
    ...{ scenario: created, rows: [] },
    edits: { ...edits({}), edited: [edited(instance.id, { interest_rate: 5 })] },
  }
  const { steps } = await write(decision)
  await write(decision)
  const found = async () => (await listScenarios(client)).filter((one) => one.name === name)
  const [scenario] = await found()
  expect(await found()).toHaveLength(1)
  expect(await told(scenario?.id ?? '')).toEqual({
    [instance.name]: { ...instance.params, interest_rate: 5 },
  })
  await takeBackSteps(client, steps)
  expect(await found()).toEqual([])
  expect(await listInstances(client)).toEqual(reality)
})
