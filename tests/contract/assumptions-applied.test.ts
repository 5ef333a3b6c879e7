/** What a scenario assumes by itself, made the default of its user by an apply, as the app asks for it. */
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  applyScenario,
  listApplicationItems,
  previewApply,
  previewRevert,
  revertApplication,
} from '#data/applications/applications.api.ts'
import type { Client } from '#data/client-type.ts'
import { getProfile, saveAssumptions } from '#data/profiles/profiles.api.ts'
import { getScenario, updateScenario } from '#data/scenarios/scenarios.api.ts'
import type { Params } from '#domain/instances/types.ts'
import { sure } from '../../scripts/sure.ts'
import { recordOf } from '../support/apply.ts'
import { propose, sandbox } from '../support/factories.ts'
import { signUp } from '../support/stack.ts'

let client: Client
let scenarioId: string
let propose2000: () => Promise<unknown>
const assumed = async () => sure(await getProfile(client)).assumptions

/** Assumptions of the scenario, whatever it had. */
async function assume(assumptions: Params) {
  const { version } = await getScenario(client, scenarioId)
  await updateScenario(client, { id: scenarioId, version, changes: { assumptions } })
}

beforeEach(async () => {
  client = (await signUp()).client
  const { scenario, copies } = await sandbox(client)
  scenarioId = scenario.id
  propose2000 = () => propose(client, copies[0], { params: { value: 2_000 } })
  await saveAssumptions(client, sure(await getProfile(client)), { inflation_rate: 3 })
  await assume({ inflation_rate: 2, goal_amount: 1_000_000 })
})

async function make(assumptions: string[], more: { scenarioInstanceIds?: string[] } = {}) {
  const input = { scenarioId, assumptions, ...more }
  const { fingerprint } = await previewApply(client, input)
  return applyScenario(client, { ...input, fingerprint, requestId: randomUUID() })
}

describe('assumptions of a scenario', () => {
  it('are made defaults in the same step as its investments, and undone with them', async () => {
    await propose2000()
    const answer = await make(['inflation_rate'])
    expect(answer.items.map(({ kind, action }) => [kind, action])).toEqual([
      ['cash', 'update'],
      ['assumptions', 'update'],
    ])
    expect(await assumed()).toEqual({ inflation_rate: 2 })
    expect(await recordOf(client, answer.application_id)).toMatchObject({
      items_applied: 1,
      assumptions_changed: 1,
    })
    const items = await listApplicationItems(client, answer.application_id)
    expect(items.map(({ kind }) => kind).sort()).toEqual(['assumptions', 'cash'])

    const { fingerprint, items: undone } = await previewRevert(client, {
      applicationId: answer.application_id,
    })
    expect(undone).toHaveLength(2)
    await revertApplication(client, {
      applicationId: answer.application_id,
      requestId: randomUUID(),
      fingerprint,
    })
    expect(await assumed()).toEqual({ inflation_rate: 3 })
  })

  it('can be made defaults without any investment', async () => {
    await propose2000()
    const answer = await make(['goal_amount'], { scenarioInstanceIds: [] })
    expect(answer.items.map(({ kind }) => kind)).toEqual(['assumptions'])
    expect(await assumed()).toEqual({ inflation_rate: 3, goal_amount: 1_000_000 })
    expect((await previewApply(client, { scenarioId })).items).toHaveLength(1)
  })

  it.each([
    ['household_cash', { household_cash: 50_000, household_as_of_month: '2026-06', carried_losses: 900 }],
    ['goal_amount', { goal_amount: 2_000_000, goal_as_of_month: '2026-06', goal_year: 2050 }],
    [
      'correlation_shares_rates',
      { correlation_property_shares: 0.9, correlation_shares_rates: 0.9, correlation_property_rates: 0.9 },
    ],
  ])('become defaults with what they mean nothing without: %s', async (key, together) => {
    await saveAssumptions(client, await getProfile(client), {
      ...{ household_as_of_month: '2024-01', goal_as_of_month: '2024-01', inflation_rate: 3 },
    })
    await assume({ ...together, inflation_rate: 2 })
    expect(await make([key])).toMatchObject({ status: 'success', error: null })
    expect(await assumed()).toMatchObject({ ...together, inflation_rate: 3 })
  })

  it.each<[string, () => Promise<unknown>]>([
    ['of the user', async () => saveAssumptions(client, await getProfile(client), { inflation_rate: 4 })],
    ['of the scenario', () => assume({ inflation_rate: 5 })],
  ])('are not written where those %s moved since the preview', async (_, move) => {
    const input = { scenarioId, assumptions: ['inflation_rate'] }
    const { fingerprint } = await previewApply(client, input)
    await move()
    const before = await assumed()
    const answer = await applyScenario(client, { ...input, fingerprint, requestId: randomUUID() })
    expect(answer).toMatchObject({ status: 'conflict', stale: true })
    expect(await assumed()).toEqual(before)
  })

  it('are written once however often the request is repeated, and are no other request’s', async () => {
    const input = { scenarioId, assumptions: ['inflation_rate'], requestId: randomUUID() }
    const { fingerprint } = await previewApply(client, input)
    const first = await applyScenario(client, { ...input, fingerprint })
    expect(await applyScenario(client, { ...input, fingerprint })).toEqual({ ...first, replayed: true })
    const other = applyScenario(client, { ...input, fingerprint, assumptions: ['goal_amount'] })
    await expect(other).rejects.toMatchObject({ detail: { reason: 'request_id_reused' } })
  })

  it('are the same request in any order, and each once however often it is named', async () => {
    const input = { scenarioId, assumptions: ['inflation_rate', 'goal_amount'], requestId: randomUUID() }
    const { fingerprint } = await previewApply(client, input)
    const first = await applyScenario(client, { ...input, fingerprint })
    const assumptions = ['goal_amount', 'inflation_rate', 'goal_amount']
    expect(await applyScenario(client, { ...input, fingerprint, assumptions })).toEqual({
      ...first,
      replayed: true,
    })
  })

  it('are at most those that there are', async () => {
    const assumptions = Array.from({ length: 2_000 }, (_, index) => `assumption_${index}`)
    const asking = previewApply(client, { scenarioId, assumptions })
    await expect(asking).rejects.toMatchObject({
      code: 'invalid',
      detail: { limit: 'max_assumptions_a_request' },
    })
  })

  it.each([[['']], [['', 'goal_amount']], [['goal_amount', 'a,b']]])(
    '%j are refused',
    async (assumptions) => {
      const asking = previewApply(client, { scenarioId, assumptions })
      await expect(asking).rejects.toMatchObject({
        code: 'bad_request',
        detail: { argument: 'p_assumptions' },
      })
    },
  )

  it('are those of the scenario alone: what it does not assume changes nothing', async () => {
    expect((await previewApply(client, { scenarioId, assumptions: ['horizon_years'] })).items).toEqual([])
  })

  it('are refused where there is no such assumption', async () => {
    const asking = previewApply(client, { scenarioId, assumptions: ['nonsense'] })
    await expect(asking).rejects.toMatchObject({ code: 'bad_request', detail: { argument: 'p_assumptions' } })
  })

  it('are nobody else’s', async () => {
    const stranger = (await signUp()).client
    const asking = previewApply(stranger, { scenarioId, assumptions: ['inflation_rate'] })
    await expect(asking).rejects.toMatchObject({ code: 'not_found' })
  })

  it('say beforehand what would be refused', async () => {
    const { id, version } = (await sandbox(client)).scenario
    const changes = { assumptions: { correlation_property_shares: -0.9 } }
    await updateScenario(client, { id, version, changes })
    await assume({
      ...{ correlation_property_shares: 0.9, correlation_property_rates: 0.9 },
      correlation_shares_rates: 0.9,
    })
    const assumptions = ['correlation_property_rates']
    const { error } = await previewApply(client, { scenarioId, assumptions })
    expect(error).toMatchObject({ code: 'PT422' })
  })
})
