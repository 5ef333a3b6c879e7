/**
 * What the browser projects of a scenario is what applying it would bring, with every conflict decided for what is now or, as the
 * plan with decisions carried out, for either: by the plan that `preview_apply` answers, and by reality once it is applied.
 */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, expect, it } from 'vitest'
import type { Resolutions } from '#data/shapes/plan.ts'
import { withDefaults } from '#domain/instances/defaults.ts'
import type { InstanceContent, InstanceKind } from '#domain/instances/types.ts'
import { carryOut, realHoldings, scenarioOutcome } from '#domain/merge/carry-out.ts'
import type { RealRow, ScenarioRow } from '#domain/merge/merge-copy.ts'
import type { PlanInstance } from '#domain/projection/plan.ts'
import { sure } from '../../scripts/sure.ts'
import { type Direct, direct } from '../support/direct.ts'
import { adminConnection, signUp } from '../support/stack.ts'
import { content, type Row, rows } from './arbitraries.ts'

const sql = adminConnection()
let user: Direct
beforeEach(async () => {
  user = direct(sql, (await signUp()).id)
})

/**
 * A row that is new in the scenario may have come to reality from another scenario, and have moved there since; so may a loan that is
 * secured on it.
 */
const cases = rows.chain((list) =>
  fc.tuple(
    ...list.map((row) =>
      fc.record({
        row: fc.constant(row),
        twin: fc.option(content),
        loan: fc.constantFrom('none', 'new', 'twin'),
      }),
    ),
  ),
)

interface Case {
  readonly row: Row
  readonly twin: Row['current']
  readonly loan: 'none' | 'new' | 'twin'
}

const reality = () =>
  user.as(
    (transaction) => transaction<RealRow[]>`
    select id, lineage_id, kind, name, status, params from public.instances where deleted_at is null order by id`,
  )
const holdingsOf = (scenarioId: string) =>
  user.as(
    (transaction) => transaction<ScenarioRow[]>`
    select id, lineage_id, kind, name, status, params, source_instance_id, base from public.scenario_instances
    where scenario_id = ${scenarioId} and deleted_at is null order by id`,
  )

/** Brings database rows into the state that the cases describe; answers the scenario. */
async function arrange(list: readonly Case[]): Promise<string> {
  const created = list.filter(({ row }) => row.base === null)
  const copied = list.filter(({ row }) => row.base !== null)
  const first = await user.createScenario([])
  const add = async (kind: InstanceKind, { name, status, params }: InstanceContent) => {
    const [row] = await user.as(
      (transaction) => transaction<{ id: string; lineage_id: string }[]>`
      insert into public.scenario_instances (scenario_id, kind, name, status, params)
      values (${first}, ${kind}, ${name}, ${status}, ${transaction.json(params)}) returning id, lineage_id`,
    )
    return sure(row)
  }
  const added: string[][] = []
  for (const { row, loan } of created) {
    const { id, lineage_id } = await add('property', row.proposed)
    // Nothing is owed, so that no month of the property speaks against it.
    const debt = { name: 'Loan', status: 'active', params: { balance: 0, secured_on: lineage_id } } as const
    const onIt = loan === 'none' ? [] : [(await add('loan', debt)).id]
    added.push(loan === 'twin' ? [id, ...onIt] : [id])
  }
  const answer = (await user.call('duplicate_scenario', {
    p_scenario_id: first,
    p_name: 'Again',
    p_request_id: randomUUID(),
  })) as { scenario: { id: string } }
  const scenarioId = answer.scenario.id
  for (const [index, { twin }] of created.entries()) {
    if (twin === null) continue
    const ids = sure(added[index])
    const { fingerprint } = await user.preview(first, {}, ids)
    const { items } = await user.apply({ scenarioId: first, fingerprint, ids })
    const property = items.find(({ kind }) => kind === 'property')
    await user.updateContent('instances', sure(property?.instance_id), twin)
  }
  if (copied.length === 0) return scenarioId
  const ids = await user.insertInstances(copied.map(({ row }) => ({ kind: 'property', ...sure(row.base) })))
  await user.call('copy_instances_to_scenario', { p_scenario_id: scenarioId, p_instance_ids: ids })
  const copies = await user.copies(scenarioId)
  for (const [index, { row }] of copied.entries()) {
    const id = sure(ids[index])
    const copy = sure(copies.find(({ source_instance_id }) => source_instance_id === id))
    await user.updateContent('scenario_instances', copy.id, row.proposed)
    if (row.current === null) await user.deleteRow('instances', id)
    else await user.updateContent('instances', id, row.current)
  }
  return scenarioId
}

/** Holdings as they are projected: what is at its default means the same left out. */
const projected = (holdings: readonly PlanInstance[]) =>
  holdings
    .map(({ params, kind, ...rest }) => ({ ...rest, kind, params: withDefaults(kind, params) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))

const takes = fc.array(fc.constantFrom('current', 'proposed'), { minLength: 1, maxLength: 5 })

it('the outcome that the app projects is the plan of the database carried out, and reality once that is applied', () =>
  fc.assert(
    fc.asyncProperty(cases, fc.oneof(fc.constant(['current'] as const), takes), async (list, taken) => {
      user = direct(sql, (await signUp()).id)
      const scenarioId = await arrange(list)
      const [before, copies] = [await reality(), await holdingsOf(scenarioId)]
      const { holdings, undecided } = scenarioOutcome(before, copies)

      const open = await user.preview(scenarioId)
      expect(undecided).toBe(open.conflicts.length)
      expect(projected(holdings)).toEqual(projected(carryOut(before, copies, open.items)))

      const resolutions: Record<string, Resolutions[string]> = {}
      for (const [index, { scenario_instance_id, field }] of open.conflicts.entries()) {
        const row = sure(scenario_instance_id)
        const take = sure(taken[index % taken.length])
        resolutions[row] = { ...resolutions[row], [field]: { take } }
      }
      const decided = await user.preview(scenarioId, resolutions)
      const expected = carryOut(before, copies, decided.items)
      if (taken.every((take) => take === 'current')) expect(projected(holdings)).toEqual(projected(expected))

      const { status, items } = await user.apply({
        scenarioId,
        fingerprint: decided.fingerprint,
        resolutions,
      })
      expect(status).toBe('success')
      // What is created gets its id with the apply; until then it goes by that of the scenario's row.
      const created = new Map(
        items.flatMap(({ action, instance_id, scenario_instance_id }) =>
          action === 'create' ? [[instance_id, sure(scenario_instance_id)]] : [],
        ),
      )
      const after = realHoldings(await reality()).map((holding) => ({
        ...holding,
        id: created.get(holding.id) ?? holding.id,
      }))
      expect(projected(expected)).toEqual(projected(after))
      // Of a property and its loan that both came from the scenario the one is secured on the other.
      const byId = new Map(after.map((holding) => [holding.id, holding]))
      for (const { id, params } of copies) {
        const property = copies.find(({ lineage_id }) => lineage_id === params.secured_on)
        const [loan, on] = [byId.get(id), byId.get(property?.id ?? '')]
        if (loan && on) expect(loan.params.secured_on).toBe(on.lineageId)
      }
    }),
    { numRuns: 60 },
  ))
