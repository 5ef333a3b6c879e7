/** The plan after an export and an import is the plan without the detour, whatever became of reality meanwhile. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { listScenarioInstances } from '#data/scenario-instances/scenario-instances.api.ts'
import { getScenario, importedScenarioSchema } from '#data/scenarios/scenarios.api.ts'
import type { Preview } from '#data/shapes/plan.ts'
import { scenarioDocument } from '#domain/documents/write-document.ts'
import type { InstanceContent } from '#domain/instances/types.ts'
import { sole, sure } from '../../scripts/sure.ts'
import { type Direct, direct } from '../support/direct.ts'
import { adminConnection, signUp, type TestUser } from '../support/stack.ts'
import { content, decide, picks } from './arbitraries.ts'

const sql = adminConnection()
let owner: TestUser
let user: Direct
beforeAll(async () => {
  owner = await signUp()
  user = direct(sql, owner.id)
})

/** What happens to a scenario and to reality; `at` chooses the row. */
type Move =
  | { move: 'propose' | 'edit'; at: number; to: InstanceContent }
  | { move: 'delete' | 'restore' | 'purge' | 'remove'; at: number }
  | { move: 'create'; to: InstanceContent }
  | { move: 'refresh' }
  | { move: 'apply' | 'duplicateAndApply'; at: number; choice: number[] }

const at = fc.nat(5)
/** What others do, and what the scenario's duplicate does: it leaves twins of what is new. */
const reality: fc.Arbitrary<Move> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ move: fc.constant('edit' as const), at, to: content }) },
  {
    weight: 2,
    arbitrary: fc.record({
      move: fc.constantFrom('delete' as const, 'restore' as const, 'purge' as const),
      at,
    }),
  },
  fc.record({ move: fc.constant('duplicateAndApply' as const), at, choice: picks }),
)
const history: fc.Arbitrary<Move> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ move: fc.constant('propose' as const), at, to: content }) },
  { weight: 3, arbitrary: reality },
  { weight: 2, arbitrary: fc.record({ move: fc.constant('create' as const), to: content }) },
  fc.record({ move: fc.constant('remove' as const), at }),
  fc.record({ move: fc.constant('refresh' as const) }),
  fc.record({ move: fc.constant('apply' as const), at, choice: picks }),
)
const story = fc.record({
  real: fc.array(content, { minLength: 1, maxLength: 3 }),
  before: fc.array(history, { maxLength: 5 }),
  after: fc.array(reality, { maxLength: 4 }),
})

interface World {
  scenarioId: string
  instanceIds: string[]
}

async function carryOut({ scenarioId, instanceIds }: World, move: Move): Promise<void> {
  const copies = await user.copies(scenarioId)
  const row = <Row>(rows: readonly Row[]) => rows[('at' in move ? move.at : 0) % rows.length]
  const id = sure(row(instanceIds))
  const copy = row(copies)
  const isLive = (await user.instances(instanceIds)).some((instance) => instance.id === id)
  switch (move.move) {
    case 'propose':
      if (copy) await user.updateContent('scenario_instances', copy.id, move.to)
      return
    case 'edit':
      if (isLive) await user.updateContent('instances', id, move.to)
      return
    case 'delete':
      await user.deleteRow('instances', id)
      return
    case 'restore':
      await user.as(
        (transaction) => transaction`update public.instances set deleted_at = null where id = ${id}`,
      )
      return
    case 'purge':
      await sql`delete from public.instances where id = ${id}`
      return
    case 'remove':
      if (copy) await user.deleteRow('scenario_instances', copy.id)
      return
    case 'create':
      await user.as(
        (transaction) => transaction`
        insert into public.scenario_instances (scenario_id, kind, name, status, params)
        values (${scenarioId}, 'property', ${move.to.name}, ${move.to.status}, ${transaction.json(move.to.params)})`,
      )
      return
    case 'refresh':
      await user.refresh(scenarioId)
      return
    case 'apply':
      if (copy) await applyTo(scenarioId, [copy.id], move.choice)
      return
    case 'duplicateAndApply': {
      const { scenario } = (await user.call('duplicate_scenario', {
        p_scenario_id: scenarioId,
        p_name: 'Twin',
        p_request_id: randomUUID(),
      })) as { scenario: { id: string } }
      await applyTo(scenario.id, undefined, move.choice)
    }
  }
}

async function applyTo(scenarioId: string, ids: string[] | undefined, choice: number[]): Promise<void> {
  const resolutions = decide(await user.preview(scenarioId, {}, ids), choice)
  const { fingerprint } = await user.preview(scenarioId, resolutions, ids)
  const { status } = await user.apply({ scenarioId, fingerprint, resolutions, ...(ids ? { ids } : {}) })
  expect(status).toBe('success')
}

/** What the app would write to a file. */
async function exported(scenarioId: string) {
  const [scenario, instances] = await Promise.all([
    getScenario(owner.client, scenarioId),
    listScenarioInstances(owner.client, scenarioId),
  ])
  return JSON.parse(JSON.stringify(scenarioDocument(scenario, instances)))
}

/** A file is imported as it is read: by the answer, the database compared nothing with reality on its own account. */
async function imported(document: unknown): Promise<string> {
  const answer = importedScenarioSchema.parse(
    await user.call('import_scenario', { p_document: document, p_request_id: randomUUID() }),
  )
  expect(answer.compared_with_reality).toEqual([])
  return answer.scenario.id
}

/** A plan without what only tells one scenario from another. */
const planOf = ({ items, conflicts }: Preview) => ({
  items: items.map((item) => JSON.stringify({ ...item, scenario_instance_id: null })).sort(),
  conflicts: conflicts.map((conflict) => JSON.stringify({ ...conflict, scenario_instance_id: null })).sort(),
})

it('plans the same from a file as from the scenario that was exported', () =>
  fc.assert(
    fc.asyncProperty(story, fc.boolean(), async ({ real, before, after }, isLate) => {
      const rows = real.map((row) => ({ kind: 'property' as const, ...row }))
      const instanceIds = await user.insertInstances(rows)
      const world = { scenarioId: await user.createScenario(instanceIds), instanceIds }
      for (const move of before) await carryOut(world, move)
      const file = await exported(world.scenarioId)
      const early = isLate ? null : await imported(file)
      for (const move of after) await carryOut(world, move)
      const copy = early ?? (await imported(file))
      expect(planOf(await user.preview(copy))).toEqual(planOf(await user.preview(world.scenarioId)))
      // And so does a file of the file.
      expect(planOf(await user.preview(await imported(await exported(copy))))).toEqual(
        planOf(await user.preview(world.scenarioId)),
      )
    }),
    { numRuns: 60 },
  ))

it('keeps every invariant of the database', async () => {
  const row = await sole(sql`select private.verify_integrity() as answer`)
  const answer = row.answer as { name: string; violations: number }[]
  expect(answer.filter(({ violations }) => violations > 0)).toEqual([])
})
