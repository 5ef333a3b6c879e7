/**
 * Two that are each right can merge to what cannot be: a refinancing's rate without its month, a last month before the first, a
 * refinancing after the sale. The preview says so as the apply does, naming investment and field; nothing is written.
 */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { applyScenario, previewApply, previewRevert } from '#data/applications/applications.api.ts'
import type { Client } from '#data/client-type.ts'
import { getInstance, updateInstance } from '#data/instances/instances.api.ts'
import {
  getScenarioInstance,
  refreshScenarioInstances,
} from '#data/scenario-instances/scenario-instances.api.ts'
import type { Resolutions } from '#data/shapes/plan.ts'
import type { InstanceKind, Params } from '#domain/instances/types.ts'
import { apply, recordOf, revert } from '../support/apply.ts'
import { contentOf, newInstance, sandbox } from '../support/factories.ts'
import { signUp } from '../support/stack.ts'

let client: Client
beforeAll(async () => {
  client = (await signUp()).client
})

/** A copy and its source, each changed to these params by itself. */
async function moved(kind: InstanceKind, base: Params, mine: Params, theirs: Params) {
  const { scenario, instances, copies } = await sandbox(client, [
    newInstance({ kind, name: 'Home', params: base }),
    newInstance({ name: 'Another' }),
  ])
  const [source, other] = instances
  const proposals = [
    [copies[0], mine],
    [copies[1], { value: 5_000, interest_rate: 4 }],
  ] as const
  for (const [copy, params] of proposals)
    await client.from('scenario_instances').update({ params }).eq('id', copy.id).throwOnError()
  const instance = await updateInstance(client, {
    ...source,
    content: { ...contentOf(source), params: theirs },
  })
  return { scenario, instance, other, copy: copies[0] }
}

const home = { value: 500_000, loan_balance: 300_000, loan_rate: 6 }
const invalid = (place: string, field: string, problem: string) => ({
  code: 'PT422',
  detail: { reason: 'invalid_content', place, field, problem },
})

describe('what merges by itself', () => {
  it.each([
    [
      'a draw whose month reality took away',
      'property',
      { ...home, loan_refinance_month: '2031-01' },
      { ...home, loan_refinance_month: '2031-01', loan_refinance_draw: 20_000 },
      home,
      'params.loan_refinance_draw',
      'needs_month',
    ],
    [
      'the rate of a debt whose month the scenario took away',
      'loan',
      { balance: 9_000, term_months: 90, refinance_month: '2031-01' },
      { balance: 9_000, term_months: 90 },
      { balance: 9_000, term_months: 90, refinance_month: '2031-01', refinance_rate: 5 },
      'params.refinance_rate',
      'needs_month',
    ],
    [
      'a refinancing after a sale that reality brought forward',
      'property',
      { ...home, sale_month: '2040-01' },
      { ...home, sale_month: '2040-01', loan_refinance_month: '2035-01', loan_refinance_rate: 5 },
      { ...home, sale_month: '2034-01' },
      'params.loan_refinance_month',
      'outside_period',
    ],
    [
      'a refinancing before a purchase that reality put off',
      'property',
      { ...home, start_month: '2030-01' },
      { ...home, start_month: '2030-01', loan_refinance_month: '2031-01', loan_refinance_rate: 5 },
      { ...home, start_month: '2032-01' },
      'params.loan_refinance_month',
      'outside_period',
    ],
    [
      'an income that ends before it begins',
      'cash_flow',
      { amount: 4_000, start_month: '2030-01', end_month: '2039-12' },
      { amount: 4_000, start_month: '2030-01', end_month: '2032-12' },
      { amount: 4_000, start_month: '2035-01', end_month: '2039-12' },
      'params.end_month',
      'before_start',
    ],
    [
      'a sale before the access that reality put off',
      'portfolio',
      { value: 9_000, tax_wrapper: 'super', access_month: '2040-01' },
      { value: 9_000, tax_wrapper: 'super', access_month: '2040-01', sale_month: '2041-01' },
      { value: 9_000, tax_wrapper: 'super', access_month: '2042-01' },
      'params.sale_month',
      'before_access',
    ],
  ] as const)(
    'to %s is refused, and told before',
    async (_what, kind, base, mine, theirs, field, problem) => {
      const { scenario, instance, other, copy } = await moved(kind, base, mine, theirs)
      const refusal = invalid(instance.id, field, problem)
      const preview = await previewApply(client, { scenarioId: scenario.id })
      expect(preview.conflicts).toEqual([])
      expect(preview.error).toMatchObject(refusal)

      const answer = await apply(client, scenario.id)
      expect(answer).toMatchObject({ status: 'failed', stale: false, error: refusal })
      expect(answer.error).toEqual(preview.error)
      expect(await recordOf(client, answer.application_id)).toMatchObject({
        status: 'failed',
        error_code: 'PT422',
        items_applied: 0,
      })
      expect(await getInstance(client, instance.id)).toEqual(instance)
      expect(await getInstance(client, other.id)).toEqual(other)

      // What is left out stands in nobody's way; and once the copy says what reality says, neither does it.
      const others = { scenarioId: scenario.id, scenarioInstanceIds: [] as string[] }
      for (const item of preview.items)
        if (item.rowId !== copy.id) others.scenarioInstanceIds.push(item.rowId)
      expect((await previewApply(client, others)).error).toBeNull()
      await client.from('scenario_instances').update({ params: theirs }).eq('id', copy.id).throwOnError()
      expect(await apply(client, scenario.id)).toMatchObject({ status: 'success', error: null })
      expect((await getInstance(client, instance.id)).params).toEqual(theirs)
      expect((await getInstance(client, other.id)).params).toMatchObject({ value: 5_000 })
    },
  )

  it('in the scenario, which keeps what is left for later, is refused, and told before', async () => {
    const base = { amount: 4_000, start_month: '2028-01' }
    const { scenario, instance, copy } = await moved(
      'cash_flow',
      base,
      { ...base, end_month: '2029-12' },
      { ...base, start_month: '2030-01' },
    )
    const refusal = invalid(copy.id, 'params.end_month', 'before_start')
    const resolutions = { [copy.id]: { 'params.end_month': { take: 'later' } } } as const
    const preview = await previewApply(client, { scenarioId: scenario.id, resolutions })
    expect(preview.error).toMatchObject(refusal)
    const answer = await apply(client, scenario.id, { resolutions })
    expect(answer).toMatchObject({ status: 'failed', stale: false })
    expect(answer.error).toEqual(preview.error)
    expect(await getInstance(client, instance.id)).toEqual(instance)
  })

  it('is refused to a refresh too, which leaves the copy as it is', async () => {
    const month = { loan_refinance_month: '2031-01' }
    const { scenario, copy } = await moved(
      'property',
      { ...home, ...month },
      { ...home, ...month, loan_refinance_draw: 20_000 },
      home,
    )
    const before = await getScenarioInstance(client, copy.id)
    const refused = refreshScenarioInstances(client, { scenarioId: scenario.id, requestId: randomUUID() })
    await expect(refused).rejects.toMatchObject({
      code: 'invalid',
      detail: { place: copy.id, field: 'params.loan_refinance_draw', problem: 'needs_month' },
    })
    expect(await getScenarioInstance(client, copy.id)).toEqual(before)
  })

  it('is refused to an undo too', async () => {
    const month = { loan_refinance_month: '2031-01' }
    const { scenario, instance } = await moved('property', home, { ...home, ...month }, home)
    const { application_id } = await apply(client, scenario.id)
    const now = await getInstance(client, instance.id)
    const content = { ...contentOf(now), params: { ...now.params, loan_refinance_rate: 5 } }
    const later = await updateInstance(client, { ...now, content })

    const refusal = invalid(instance.id, 'params.loan_refinance_rate', 'needs_month')
    expect((await previewRevert(client, { applicationId: application_id })).error).toMatchObject(refusal)
    expect(await revert(client, application_id)).toMatchObject({ status: 'failed', error: refusal })
    expect(await getInstance(client, instance.id)).toEqual(later)
  })
})

describe('decisions that do not go together', () => {
  const mine = { ...home, loan_refinance_month: '2031-01', loan_refinance_rate: 5 }
  const before = { ...home, loan_refinance_month: '2033-01', loan_refinance_rate: 4 }
  const [month, rate] = ['params.loan_refinance_month', 'params.loan_refinance_rate']
  const [kept, taken] = [{ take: 'current' }, { take: 'proposed' }] as const

  it('are refused naming row and field, by preview and apply, and can be made otherwise', async () => {
    const { scenario, instance, copy } = await moved('property', before, mine, home)
    const scenarioId = scenario.id
    const { conflicts, fingerprint, error } = await previewApply(client, { scenarioId })
    expect(conflicts.map(({ field }) => field)).toEqual([month, rate])
    expect(error).toBeNull()

    const resolutions: Resolutions = { [copy.id]: { [month]: kept, [rate]: taken } }
    const refusal = {
      code: 'invalid',
      detail: { reason: 'invalid_content', place: copy.id, field: rate, problem: 'needs_month' },
    }
    await expect(previewApply(client, { scenarioId, resolutions })).rejects.toMatchObject(refusal)
    const input = { scenarioId, fingerprint, requestId: randomUUID() }
    await expect(applyScenario(client, { ...input, resolutions })).rejects.toMatchObject(refusal)
    expect(await getInstance(client, instance.id)).toEqual(instance)

    const together = { [copy.id]: { [month]: taken, [rate]: taken } }
    expect(await previewApply(client, { scenarioId, resolutions: together })).toMatchObject({ error: null })
    // Under the same request id: what was refused has used nothing up.
    const answer = await applyScenario(client, { ...input, resolutions: together })
    expect(answer).toMatchObject({ status: 'success', replayed: false })
    expect((await getInstance(client, instance.id)).params).toEqual(mine)
  })

  it('are not judged while one of them is still to be made, but for a value that no field takes', async () => {
    const { scenario, copy } = await moved('property', before, mine, home)
    const deciding = (decisions: Resolutions[string]) =>
      previewApply(client, { scenarioId: scenario.id, resolutions: { [copy.id]: decisions } })
    const preview = await deciding({ [rate]: taken })
    expect(preview).toMatchObject({ error: null, conflicts: [{ field: month }] })
    await expect(deciding({ [rate]: { value: -1 } })).rejects.toMatchObject({
      code: 'invalid',
      detail: { place: copy.id, field: rate, problem: 'out_of_range' },
    })
  })

  it('nor is a sale before the access while the access is still to be decided', async () => {
    const held = (access: string, sale: string) =>
      ({ value: 9_000, tax_wrapper: 'super', access_month: access, sale_month: sale }) as const
    const { scenario, copy } = await moved(
      'portfolio',
      held('2040-01', '2041-01'),
      held('2036-01', '2037-01'),
      held('2042-01', '2043-01'),
    )
    const sold = { [copy.id]: { 'params.sale_month': { take: 'proposed' } } } as const
    const preview = await previewApply(client, { scenarioId: scenario.id, resolutions: sold })
    expect(preview).toMatchObject({ error: null, conflicts: [{ field: 'params.access_month' }] })
  })
})
