/** The import of an export equals the original, for scenarios and for instances, whatever is in them. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import {
  createInstances,
  type ImportedInstances,
  importedInstancesSchema,
  importInstances,
  listInstances,
} from '#data/instances/instances.api.ts'
import { listScenarioInstances } from '#data/scenario-instances/scenario-instances.api.ts'
import { getScenario, importedScenarioSchema, importScenario } from '#data/scenarios/scenarios.api.ts'
import { instancesDocument, scenarioDocument } from '#domain/documents/write-document.ts'
import { instanceKinds, valueKey } from '#domain/instances/catalogue.ts'
import type { InstanceKind } from '#domain/instances/types.ts'
import { sole, sure } from '../../scripts/sure.ts'
import { asUser } from '../support/as-user.ts'
import { adminConnection, signUp, type TestUser } from '../support/stack.ts'
import { taxTwoPeople } from '../support/two-people.ts'
import { entries, inOtherNotations, scenarioHead } from './documents.ts'

const sql = adminConnection()
let user: TestUser
/** Three real instances of each kind, for copies to come from. */
let sources: Map<InstanceKind, string[]>

beforeAll(async () => {
  user = await signUp()
  await taxTwoPeople(sql, user.id)
  sources = new Map()
  for (const kind of instanceKinds) {
    const params = { [valueKey(kind)]: 1_000 }
    const named = ['One', 'Two', 'Three'].map((name) => ({ kind, name, status: 'active' as const, params }))
    sources.set(
      kind,
      (await createInstances(user.client, named)).map(({ id }) => id),
    )
  }
})

/** Calls an import with the text as it is: the API's stand-in would write the numbers anew. */
async function importText(name: string, text: string): Promise<unknown> {
  return asUser(sql, user.id, async (transaction) => {
    const row = await sole(
      transaction.unsafe(`select public.${name}($1::text::jsonb, gen_random_uuid()) as answer`, [text]),
    )
    return row.answer
  })
}

/** Entries as a set, keys in one order: lists are sorted by name, and equal names come in any order. */
const asSet = (list: readonly object[]) =>
  list
    .map((entry) =>
      JSON.stringify(entry, (_, part: unknown) =>
        typeof part === 'object' && part !== null
          ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
          : part,
      ),
    )
    .sort()

const notation = fc.nat(3)

it('imports instances as they were exported', () =>
  fc.assert(
    fc.asyncProperty(entries, notation, async (given, from) => {
      const document = { format: 'scenarios/instances', version: 1, instances: given }
      const first = importedInstancesSchema.parse(
        await importText('import_instances', inOtherNotations(document, from)),
      )
      const exported = await exportOf(first)
      // What was left out was said by leaving it out; a missing status is the usual one.
      expect(exported.instances).toEqual(given.map((entry) => ({ status: 'active', ...entry })))

      const again = await importInstances(user.client, { document: exported, requestId: randomUUID() })
      expect(await exportOf(again)).toEqual(exported)
      const ids = ({ imported }: ImportedInstances) => imported.map(({ instance_id }) => instance_id)
      expect(await differences('instances', 'id', ids(first), ids(again))).toBe(0)
    }),
    { numRuns: 30 },
  ))

/** What the app would write to a file, in the order of the import. */
async function exportOf({ imported }: ImportedInstances) {
  const rows = new Map((await listInstances(user.client)).map((row) => [row.id, row]))
  return instancesDocument(imported.map(({ instance_id }) => sure(rows.get(instance_id))))
}

it('imports a scenario as it was exported: copies stay copies, new instances new, each of its lineage', () =>
  fc.assert(
    fc.asyncProperty(
      scenarioHead,
      entries,
      fc.array(fc.boolean()),
      notation,
      async (head, given, isCopy, from) => {
        const left = new Map([...sources].map(([kind, ids]) => [kind, [...ids]]))
        const instances = given.map((entry, index) => ({
          ...entry,
          source_instance_id: isCopy[index] ? (sure(left.get(entry.kind)).pop() ?? null) : null,
        }))
        const document = { format: 'scenarios/scenario', version: 1, scenario: head, instances }
        const first = importedScenarioSchema.parse(
          await importText('import_scenario', inOtherNotations(document, from)),
        )
        const exported = await exportOfScenario(first.scenario.id)
        const usual = { description: null, status: 'active', tags: [], assumptions: {} }
        expect(exported.scenario).toEqual({ ...usual, ...head })
        const said = exported.instances.map(({ base: _, lineage_id: __, ...entry }) => entry)
        expect(asSet(said)).toEqual(asSet(instances.map((entry) => ({ status: 'active', ...entry }))))

        const input = { document: exported, requestId: randomUUID() }
        const { scenario } = await importScenario(user.client, input)
        const again = await exportOfScenario(scenario.id)
        expect(again.scenario).toEqual(exported.scenario)
        expect(asSet(again.instances)).toEqual(asSet(exported.instances))
        const both = [[first.scenario.id], [scenario.id]] as const
        expect(await differences('scenario_instances', 'scenario_id', ...both)).toBe(0)
      },
    ),
    { numRuns: 30 },
  ))

async function exportOfScenario(scenarioId: string) {
  const [scenario, instances] = await Promise.all([
    getScenario(user.client, scenarioId),
    listScenarioInstances(user.client, scenarioId),
  ])
  return scenarioDocument(scenario, instances)
}

/** How many stored rows of one import the other lacks, to the last digit, with base and lineage of copies. */
async function differences(
  table: 'instances' | 'scenario_instances',
  key: string,
  some: readonly string[],
  others: readonly string[],
) {
  const origin =
    table === 'instances' ? sql`` : sql`, source_instance_id, base, base_version, edited_params, lineage_id`
  const stored = (ids: readonly string[]) => sql`
    select kind, name, status, params ${origin} from ${sql(`public.${table}`)} where ${sql(key)} = any (${[...ids]})`
  const row = await sole(sql`
    select count(*)::integer as count from (
      (${stored(some)} except all ${stored(others)}) union all (${stored(others)} except all ${stored(some)})) as difference`)
  return row.count as number
}
