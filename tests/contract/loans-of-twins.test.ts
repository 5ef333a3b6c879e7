/**
 * A scenario's own property that reality has already, with the loans that the scenario secures on it: they follow what the property
 * becomes, in the preview, in reality and in the scenario; what reality has stays as it is.
 */
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { previewApply, previewRevert } from '#data/applications/applications.api.ts'
import type { Client } from '#data/client-type.ts'
import { createInstance, deleteInstance, getInstance, listInstances } from '#data/instances/instances.api.ts'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import {
  copyInstancesToScenario,
  createScenarioInstance,
  getScenarioInstance,
  listScenarioInstances,
} from '#data/scenario-instances/scenario-instances.api.ts'
import { createScenario, duplicateScenario } from '#data/scenarios/scenarios.api.ts'
import type { Resolutions } from '#data/shapes/plan.ts'
import { carryOut } from '#domain/merge/carry-out.ts'
import { sure } from '../../scripts/sure.ts'
import { apply, revert } from '../support/apply.ts'
import { newInstance, propose } from '../support/factories.ts'
import { integritySchema } from '../support/operations-answers.ts'
import { serviceRole, signUp } from '../support/stack.ts'

let client: Client
/** The duplicate of a scenario that brought a flat with its loan to reality. */
let scenarioId: string
let flat: ScenarioInstance
let loan: ScenarioInstance
/** What reality has of the first. */
let real: { flat: string; loan: string; lineage: string }

const debt = (params: { secured_on?: string } = {}, name = 'Top-up') =>
  newInstance({ kind: 'loan', name, params: { balance: 50_000, ...params } })
const rows = async () => {
  const copies = await listScenarioInstances(client, scenarioId)
  return (kind: string) => sure(copies.find((row) => row.kind === kind))
}
const namedBy = async (id: string) => (await getInstance(client, id)).params.secured_on
const taking = (takes: Readonly<Record<string, 'current' | 'proposed'>>): Resolutions =>
  Object.fromEntries(Object.entries(takes).map(([id, take]) => [id, { '*': { take } }]))
const created = (
  items: readonly { scenario_instance_id: string | null; instance_id: string | null }[],
  id: string,
) => sure(items.find(({ scenario_instance_id }) => scenario_instance_id === id)?.instance_id)

beforeEach(async () => {
  client = (await signUp()).client
  const { scenario } = await createScenario(client, { requestId: randomUUID(), name: 'First' })
  const first = await createScenarioInstance(client, {
    scenarioId: scenario.id,
    ...newInstance({ kind: 'property', name: 'Flat', params: { value: 500_000 } }),
  })
  await createScenarioInstance(client, { scenarioId: scenario.id, ...debt({ secured_on: first.lineage_id }) })
  const duplicate = { scenarioId: scenario.id, name: 'Second', requestId: randomUUID() }
  scenarioId = (await duplicateScenario(client, duplicate)).scenario.id
  const found = await rows()
  flat = found('property')
  loan = found('loan')
  const { items } = await apply(client, scenario.id)
  const [flatId, loanId] = ['property', 'loan'].map((kind) =>
    sure(items.find((item) => item.kind === kind)?.instance_id),
  )
  real = { flat: sure(flatId), loan: sure(loanId), lineage: flat.lineage_id }
})

describe('another property beside the one that reality has', () => {
  const both = () => taking({ [flat.id]: 'proposed', [loan.id]: 'proposed' })

  it('takes the loan that came along with it, as the preview shows, and leaves what reality has', async () => {
    const reality = await listInstances(client)
    const copies = await listScenarioInstances(client, scenarioId)
    const preview = await previewApply(client, { scenarioId, resolutions: both() })
    const shown = sure(preview.items.find(({ kind }) => kind === 'loan'))
    const answer = await apply(client, scenarioId, { resolutions: both() })
    expect(answer).toMatchObject({ status: 'success', error: null })
    const second = await getInstance(client, created(answer.items, flat.id))
    expect(second.lineage_id).not.toBe(real.lineage)
    expect(await namedBy(created(answer.items, loan.id))).toBe(second.lineage_id)
    expect(await namedBy(real.loan)).toBe(real.lineage)
    expect(shown.after?.params.secured_on).toBe(second.lineage_id)
    // What the browser projects of the preview is secured on it too.
    const projected = carryOut(reality, copies, preview.items)
    const of = (id: string) => sure(projected.find((holding) => holding.id === id))
    expect(of(loan.id).params.secured_on).toBe(of(flat.id).lineageId)
    expect(of(flat.id).lineageId).toBe(second.lineage_id)
    // The scenario agrees with it: nothing is left to do.
    expect((await getScenarioInstance(client, loan.id)).params.secured_on).toBe(second.lineage_id)
    expect((await previewApply(client, { scenarioId })).items).toEqual([])
  })

  it('is archived with its loan when that is undone, and both are proposed again, the one on the other', async () => {
    const applied = await apply(client, scenarioId, { resolutions: both() })
    const second = await getInstance(client, created(applied.items, flat.id))
    expect(await revert(client, sure(applied.application_id))).toMatchObject({ status: 'success' })
    const after = await listInstances(client)
    expect(
      after
        .filter(({ status }) => status === 'active')
        .map(({ id }) => id)
        .sort(),
    ).toEqual([real.flat, real.loan].sort())
    expect(await namedBy(real.loan)).toBe(real.lineage)
    const again = await apply(client, scenarioId)
    expect(again).toMatchObject({ status: 'success', items: [{ action: 'update' }, { action: 'update' }] })
    expect(await namedBy(created(again.items, loan.id))).toBe(second.lineage_id)
  })

  it('keeps what of the scenario is secured on it and was left out, to be applied later', async () => {
    const answer = await apply(client, scenarioId, {
      resolutions: taking({ [flat.id]: 'proposed' }),
      scenarioInstanceIds: [flat.id],
    })
    const second = await getInstance(client, created(answer.items, flat.id))
    expect((await getScenarioInstance(client, loan.id)).params.secured_on).toBe(second.lineage_id)
    const later = await apply(client, scenarioId, { resolutions: taking({ [loan.id]: 'proposed' }) })
    expect(await namedBy(created(later.items, loan.id))).toBe(second.lineage_id)
  })

  it('is refused where it is sold before the loan begins that follows it, though the one of reality is not, and told before', async () => {
    await copyInstancesToScenario(client, { scenarioId, instanceIds: [real.flat] })
    await propose(client, loan, { params: { ...loan.params, start_month: '2045-01' } })
    await propose(client, flat, { params: { ...flat.params, sale_month: '2040-01' } })
    const options = { scenarioInstanceIds: [flat.id], resolutions: taking({ [flat.id]: 'proposed' }) }
    const refusal = { code: 'PT422', detail: { place: loan.id, field: 'params.secured_on', problem: 'sold' } }
    expect((await previewApply(client, { scenarioId, ...options })).error).toMatchObject(refusal)
    expect(await apply(client, scenarioId, options)).toMatchObject({ status: 'failed', error: refusal })
  })

  it('keeps a loan that stands on the one of reality: that it is secured on the other is proposed next', async () => {
    const resolutions = taking({ [flat.id]: 'proposed', [loan.id]: 'current' })
    const answer = await apply(client, scenarioId, { resolutions })
    const second = await getInstance(client, created(answer.items, flat.id))
    expect(await namedBy(real.loan)).toBe(real.lineage)
    const next = await previewApply(client, { scenarioId })
    expect(next.items).toMatchObject([
      {
        instance_id: real.loan,
        fields: [{ field: 'params.secured_on', base: real.lineage, proposed: second.lineage_id }],
      },
    ])
  })

  it('keeps the real loan that the scenario secures on it, and gives it back when that is undone', async () => {
    const plain = await createInstance(client, debt({}, 'Plain'))
    await copyInstancesToScenario(client, { scenarioId, instanceIds: [plain.id, real.loan] })
    const copies = await listScenarioInstances(client, scenarioId)
    const copyOf = (id: string) => sure(copies.find(({ source_instance_id }) => source_instance_id === id))
    await propose(client, copyOf(plain.id), { params: { balance: 50_000, secured_on: real.lineage } })
    const resolutions = taking({ [flat.id]: 'proposed', [loan.id]: 'current' })
    const preview = await previewApply(client, { scenarioId, resolutions })
    const answer = await apply(client, scenarioId, { resolutions })
    const second = await getInstance(client, created(answer.items, flat.id))
    expect(await namedBy(plain.id)).toBe(second.lineage_id)
    expect(answer.items.map(({ after, fields }) => ({ after, fields }))).toEqual(
      preview.items.map(({ after, fields }) => ({ after, fields })),
    )
    // What was copied with what secures it in reality is secured on that still.
    expect((await getScenarioInstance(client, copyOf(real.loan).id)).params.secured_on).toBe(real.lineage)
    await revert(client, sure(answer.application_id))
    expect(await namedBy(plain.id)).toBeUndefined()
    expect((await getScenarioInstance(client, copyOf(plain.id).id)).params.secured_on).toBe(second.lineage_id)
  })
})

it('a property that stands on the one of reality keeps its loans there', async () => {
  const resolutions = taking({ [flat.id]: 'current', [loan.id]: 'proposed' })
  const answer = await apply(client, scenarioId, { resolutions })
  expect(answer.status).toBe('success')
  expect(await namedBy(created(answer.items, loan.id))).toBe(real.lineage)
  expect((await getScenarioInstance(client, loan.id)).params.secured_on).toBe(real.lineage)
})

it('a property that only something deleted has the lineage of takes its loan along too', async () => {
  await deleteInstance(client, real.loan)
  await deleteInstance(client, real.flat)
  const [reality, copies] = [await listInstances(client), await listScenarioInstances(client, scenarioId)]
  const preview = await previewApply(client, { scenarioId })
  const projected = carryOut(reality, copies, preview.items)
  expect(projected.find(({ kind }) => kind === 'loan')?.params.secured_on).toBe(
    projected.find(({ kind }) => kind === 'property')?.lineageId,
  )
  const answer = await apply(client, scenarioId)
  expect(answer).toMatchObject({ status: 'success', items: [{ action: 'create' }, { action: 'create' }] })
  const second = await getInstance(client, created(answer.items, flat.id))
  expect(second.lineage_id).not.toBe(real.lineage)
  expect(await namedBy(created(answer.items, loan.id))).toBe(second.lineage_id)
})

it('a property that is created anew after it was deleted is the same, and keeps its loan', async () => {
  const { scenario } = await createScenario(client, {
    requestId: randomUUID(),
    name: 'Keep it',
    instanceIds: [real.flat, real.loan],
  })
  const copies = await listScenarioInstances(client, scenario.id)
  for (const copy of copies) await propose(client, copy, { name: `${copy.name} kept` })
  await deleteInstance(client, real.loan)
  await deleteInstance(client, real.flat)
  const resolutions = taking(Object.fromEntries(copies.map(({ id }) => [id, 'proposed'])))
  const answer = await apply(client, scenario.id, { resolutions })
  expect(answer).toMatchObject({ status: 'success', items: [{ action: 'recreate' }, { action: 'recreate' }] })
  expect((await getInstance(client, real.flat)).lineage_id).toBe(real.lineage)
  expect(await namedBy(real.loan)).toBe(real.lineage)
  const undone = await revert(client, sure(answer.application_id))
  expect(undone.status).toBe('success')
  expect(await namedBy(real.loan)).toBe(real.lineage)
})

describe('an undo of what took a loan out of a scenario', () => {
  /** The loan was deleted in reality, so that an apply takes its copy out; the copy of its property has gone since. */
  async function discarded() {
    const scenario = (await createScenario(client, { requestId: randomUUID(), name: 'Third' })).scenario
    const { copied } = await copyInstancesToScenario(client, {
      scenarioId: scenario.id,
      instanceIds: [real.loan],
    })
    await deleteInstance(client, real.loan)
    const applied = await apply(client, scenario.id)
    expect(applied).toMatchObject({ status: 'success', items: [{ action: 'discard' }] })
    return { applicationId: sure(applied.application_id), copyId: sure(copied[0]).scenario_instance_id }
  }

  it('brings it back while its property is there', async () => {
    const { applicationId, copyId } = await discarded()
    expect((await previewRevert(client, { applicationId })).error).toBeNull()
    expect(await revert(client, applicationId)).toMatchObject({ status: 'success' })
    expect((await getScenarioInstance(client, copyId)).params.secured_on).toBe(real.lineage)
  })

  it('says beforehand that it will be refused once the property is gone', async () => {
    const { applicationId, copyId } = await discarded()
    await deleteInstance(client, real.flat)
    const refusal = {
      code: 'PT422',
      detail: { place: copyId, field: 'params.secured_on', problem: 'not_there' },
    }
    expect((await previewRevert(client, { applicationId })).error).toMatchObject(refusal)
    expect(await revert(client, applicationId)).toMatchObject({ status: 'failed', error: refusal })
  })
})

it('leaves every invariant standing', async () => {
  const { data } = await serviceRole().rpc('verify_integrity').throwOnError()
  expect(integritySchema.parse(data).filter(({ violations }) => violations > 0)).toEqual([])
})
