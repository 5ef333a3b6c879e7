/** What a file of a scenario says when it comes back: to its owner the same scenario, to anybody else only something new. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { previewApply } from '#data/applications/applications.api.ts'
import type { Client } from '#data/client-type.ts'
import { createInstance, deleteInstance, getInstance, updateInstance } from '#data/instances/instances.api.ts'
import {
  createScenarioInstance,
  listScenarioInstances,
} from '#data/scenario-instances/scenario-instances.api.ts'
import {
  deleteScenario,
  duplicateScenario,
  importScenario,
  previewImportScenario,
} from '#data/scenarios/scenarios.api.ts'
import { scenarioDocument } from '#domain/documents/write-document.ts'
import { sure } from '../../scripts/sure.ts'
import { apply } from '../support/apply.ts'
import { contentOf, newInstance, propose, sandbox } from '../support/factories.ts'
import { refusalOf } from '../support/refusal.ts'
import { adminConnection, signUp, type TestUser } from '../support/stack.ts'

const sql = adminConnection()
let owner: TestUser
let client: Client
let stranger: TestUser
beforeAll(async () => {
  owner = await signUp()
  client = owner.client
  stranger = await signUp()
})

type ScenarioDocument = ReturnType<typeof scenarioDocument>
type Entry = ScenarioDocument['instances'][number]

/** Two investments, one of them changed in the scenario, and one that is new there. */
async function exported(by: Client = client) {
  const box = await sandbox(by, [newInstance({ name: 'Flat' }), newInstance({ name: 'Fund' })])
  await propose(by, box.copies[1], { params: { value: 2_000 } })
  await createScenarioInstance(by, { ...newInstance({ name: 'New' }), scenarioId: box.scenario.id })
  const document = scenarioDocument(box.scenario, await listScenarioInstances(by, box.scenario.id))
  return { ...box, document }
}

async function imported(document: unknown, by: Client = client) {
  const answer = await importScenario(by, { document, requestId: randomUUID() })
  const rows = await listScenarioInstances(by, answer.scenario.id)
  return { ...answer, rows: new Map(rows.map((row) => [row.name, row])) }
}

/** The same document as it was before bases and lineages were written. */
function firstVersion(document: ScenarioDocument) {
  return {
    ...document,
    version: 1,
    instances: document.instances.map(({ base: _, lineage_id: __, ...entry }) => entry),
  }
}

const entryOf = ({ instances }: ScenarioDocument, name: string) =>
  sure(instances.find((entry) => entry.name === name))
const only = (document: ScenarioDocument, entry: object) => ({ ...document, instances: [entry] })

async function moveReality(id: string, value: number) {
  const instance = await getInstance(client, id)
  const content = { ...contentOf(instance), params: { ...instance.params, value } }
  return updateInstance(client, { id, version: instance.version, content })
}

describe('to its owner', () => {
  it('leaves reality as it moved when what was never touched is applied', async () => {
    const { instances, document } = await exported()
    const untouched = only(document, entryOf(document, 'Flat'))
    const moved = await moveReality(instances[0].id, 1_500)
    const { scenario, compared_with_reality, rows } = await imported(untouched)
    expect(compared_with_reality).toEqual([])
    expect(rows.get('Flat')).toMatchObject({ base: contentOf(instances[0]), source_instance_id: moved.id })
    expect((await previewApply(client, { scenarioId: scenario.id })).conflicts).toEqual([])
    expect(await apply(client, scenario.id)).toMatchObject({ status: 'success' })
    expect(await getInstance(client, moved.id)).toEqual(moved)
  })

  it('asks where both moved', async () => {
    const { instances, document } = await exported()
    await moveReality(instances[1].id, 1_500)
    const { scenario } = await imported(document)
    const { items, conflicts } = await previewApply(client, { scenarioId: scenario.id })
    expect(conflicts).toMatchObject([{ instance_id: instances[1].id, field: 'params.value' }])
    expect(items.flatMap(({ fields }) => fields).find(({ field }) => field === 'params.value')).toMatchObject(
      {
        base: 1_000,
        current: 1_500,
        proposed: 2_000,
      },
    )
  })

  it('knows the version of reality where nothing moved, and none where it did', async () => {
    const { instances, document } = await exported()
    await moveReality(instances[1].id, 1_500)
    const { rows } = await imported(document)
    expect(sure(rows.get('Flat')).base_version).toBe(1)
    expect(sure(rows.get('Fund')).base_version).toBe(0)
  })

  it('takes a null of what was copied for nothing said, as of everything else', async () => {
    const { instances, document } = await exported()
    const entry = entryOf(document, 'Flat')
    const base = { ...entry.base, status: null, params: { ...sure(entry.base).params, as_of_month: null } }
    const { scenario, rows } = await imported(only(document, { ...entry, base }))
    expect(rows.get('Flat')).toMatchObject({ base: contentOf(instances[0]), base_version: 1 })
    expect((await previewApply(client, { scenarioId: scenario.id })).items).toEqual([])
  })

  it('compares with reality as it is when the file does not say what was copied, and says so', async () => {
    const { instances, document } = await exported()
    await moveReality(instances[0].id, 1_500)
    for (const file of [
      firstVersion(document),
      { ...document, instances: document.instances.map((entry) => ({ ...entry, base: null })) },
    ]) {
      const { scenario, compared_with_reality, rows } = await imported(file)
      expect(compared_with_reality).toEqual(
        ['Flat', 'Fund'].map((name) => ({
          scenario_instance_id: sure(rows.get(name)).id,
          instance_id: sure(rows.get(name)).source_instance_id,
        })),
      )
      const { items, conflicts } = await previewApply(client, { scenarioId: scenario.id })
      expect(conflicts).toEqual([])
      // So the value of before is what the scenario proposes now.
      expect(items.find(({ name }) => name === 'Flat')?.after).toMatchObject({ params: { value: 1_000 } })
    }
  })

  it('makes new what was deleted meanwhile, if the file does not say what was copied, of the same lineage', async () => {
    const { instances, document } = await exported()
    await deleteInstance(client, instances[0].id)
    const { rows, compared_with_reality } = await imported(firstVersion(document))
    expect(rows.get('Flat')).toMatchObject({
      source_instance_id: null,
      base: null,
      lineage_id: instances[0].lineage_id,
    })
    expect(compared_with_reality).toHaveLength(1)
  })

  it('keeps lineages: of a source, of what reality or a scenario has, of what was deleted and purged', async () => {
    const { instances, scenario, document } = await exported()
    const lineage = entryOf(document, 'New').lineage_id
    const lineageOf = async (name: string) => sure((await imported(document)).rows.get(name)).lineage_id
    expect(await lineageOf('Flat')).toBe(instances[0].lineage_id)
    expect(await lineageOf('New')).toBe(lineage)
    const twin = { scenarioId: scenario.id, name: 'Twin', requestId: randomUUID() }
    await apply(client, (await duplicateScenario(client, twin)).scenario.id)
    await sql`delete from public.scenarios where user_id = ${owner.id} and name in ('What if', 'Twin')`
    expect(await lineageOf('New')).toBe(lineage)
    await sql`delete from public.scenarios where user_id = ${owner.id}`
    await deleteInstance(client, instances[0].id)
    await sql`delete from public.instances where user_id = ${owner.id} and lineage_id = ${lineage}`
    const { rows } = await imported(document)
    expect(sure(rows.get('New')).lineage_id).toBe(lineage)
    expect(sure(rows.get('Flat')).lineage_id).toBe(instances[0].lineage_id)
  })

  it('takes no lineage and no source for one of another kind', async () => {
    const { instances, document } = await exported()
    const loan = { kind: 'loan', name: 'Loan', params: { balance: 1 }, lineage_id: instances[0].lineage_id }
    const { rows } = await imported(
      only(document, {
        ...loan,
        source_instance_id: instances[0].id,
        base: { name: 'Loan', status: 'active', params: { balance: 1 } },
      }),
    )
    expect(rows.get('Loan')).toMatchObject({ source_instance_id: null, base: null })
    expect(sure(rows.get('Loan')).lineage_id).not.toBe(instances[0].lineage_id)
  })

  it('says beforehand what becomes of each entry', async () => {
    const { instances, document } = await exported()
    const becomes = async (file: unknown) =>
      (await previewImportScenario(client, file)).map((entry) => `${entry.becomes} ${entry.name}`)
    expect(await becomes(document)).toEqual(['copy Flat', 'copy Fund', 'new null'])
    expect(await becomes(firstVersion(document))).toEqual([
      'copy_of_now Flat',
      'copy_of_now Fund',
      'new null',
    ])
    await apply(client, (await imported(document)).scenario.id)
    await deleteInstance(client, instances[0].id)
    expect(await becomes(document)).toEqual(['copy_of_deleted null', 'copy Fund', 'twin New'])
    await sql`delete from public.instances where id = ${instances[0].id}`
    expect(await becomes(document)).toEqual(['copy_of_deleted null', 'copy Fund', 'twin New'])
  })
})

describe('to somebody else', () => {
  it('is new as a whole, and of lineages of their own', async () => {
    const { document } = await exported()
    const theirs = await imported(document, stranger.client)
    expect(theirs.imported.map(({ instance_id }) => instance_id)).toEqual([null, null, null])
    expect(theirs.compared_with_reality).toEqual([])
    const foreign = document.instances.map(({ lineage_id }) => lineage_id)
    for (const row of theirs.rows.values()) {
      expect(row).toMatchObject({ source_instance_id: null, base: null, base_version: null })
      expect(foreign).not.toContain(row.lineage_id)
    }
    expect(new Set([...theirs.rows.values()].map(({ lineage_id }) => lineage_id)).size).toBe(3)
    expect(await previewImportScenario(stranger.client, document)).toEqual(
      document.instances.map(() => ({ becomes: 'new', instance_id: null, name: null })),
    )
  })

  it('is known as the same holdings when it comes twice', async () => {
    const { document } = await exported()
    const [once, twice] = [
      await imported(document, stranger.client),
      await imported(document, stranger.client),
    ]
    for (const [name, row] of once.rows) expect(sure(twice.rows.get(name)).lineage_id).toBe(row.lineage_id)
  })

  it('gives each row a lineage of its own where its owner had a copy beside its twin', async () => {
    const { scenario, instances, document } = await exported()
    const twin = { ...entryOf(document, 'New'), lineage_id: instances[0].lineage_id }
    const file = { ...document, instances: [entryOf(document, 'Flat'), twin] }
    const theirs = await imported(file, stranger.client)
    const lineages = [...theirs.rows.values()].map(({ lineage_id }) => lineage_id)
    expect(new Set(lineages).size).toBe(2)
    // So the file that they write of it can be read again, and says the same.
    const again = await imported(scenarioDocument(scenario, [...theirs.rows.values()]), stranger.client)
    expect([...again.rows.values()].map(({ lineage_id }) => lineage_id)).toEqual(lineages)
  })

  it('tells nothing of what is somebody’s: a foreign id is as one that nobody has', async () => {
    const { instances, document } = await exported()
    const entry = entryOf(document, 'Flat')
    const purged = (await exported()).instances[0]
    await sql`delete from public.instances where id = ${purged.id}`
    const nobodys = { ...entry, source_instance_id: randomUUID(), lineage_id: randomUUID() }
    const seen = [entry, { ...entry, source_instance_id: purged.id, lineage_id: purged.lineage_id }, nobodys]
    const shape = async (one: Entry) => {
      const {
        imported: ids,
        compared_with_reality,
        rows,
      } = await imported(only(document, one), stranger.client)
      const {
        id: _,
        lineage_id,
        scenario_id: __,
        created_at: ___,
        updated_at: ____,
        ...row
      } = sure(rows.get('Flat'))
      expect([instances[0].lineage_id, purged.lineage_id, one.lineage_id]).not.toContain(lineage_id)
      return { ids: ids.map(({ instance_id }) => instance_id), compared_with_reality, row }
    }
    const [first, ...others] = await Promise.all(seen.map(shape))
    for (const other of others) expect(other).toEqual(first)
  })
})

it('keeps what a file says that was written before a field was called otherwise, also of what was copied', async () => {
  const flat = newInstance({ kind: 'property', name: 'Flat', params: { value: 500_000 } })
  const { scenario, instances } = await sandbox(client, [flat])
  const document = scenarioDocument(scenario, await listScenarioInstances(client, scenario.id))
  const entry = entryOf(document, 'Flat')
  const params = (main_residence: boolean) => ({ value: 500_000, main_residence })
  const former = only(document, {
    ...entry,
    params: params(true),
    base: { ...entry.base, params: params(false) },
  })
  const { rows, scenario: again } = await imported(former)
  expect(rows.get('Flat')).toMatchObject({
    params: { value: 500_000, use: 'main_residence' },
    base: { params: { value: 500_000, use: 'let' } },
    source_instance_id: instances[0].id,
  })
  // Nobody had said it of reality, where it means what is let.
  const { items, conflicts } = await previewApply(client, { scenarioId: again.id })
  expect(conflicts).toEqual([])
  expect(items.flatMap(({ fields }) => fields)).toMatchObject([
    { field: 'params.use', outcome: 'proposed_only', proposed: 'main_residence' },
  ])
})

describe('a hostile file', () => {
  const refusedPaths = async (document: unknown) => {
    const { error } = await client.rpc('import_scenario', {
      p_document: document as never,
      p_request_id: randomUUID(),
    })
    expect(error?.code, error?.message).toBe('PT422')
    const { errors } = refusalOf(error) as unknown as { errors: { path: string; problem: string }[] }
    return errors.map(({ path, problem }) => `${path} ${problem}`).sort()
  }

  it('is refused for a base that the catalogue does not know, of another kind, or of nothing', async () => {
    const { document } = await exported()
    const entry = entryOf(document, 'Flat')
    const wrong = (changes: object) => refusedPaths(only(document, { ...entry, ...changes }))
    expect(await wrong({ base: { ...entry.base, name: '', params: { value: -1, weekly_rent: 5 } } })).toEqual(
      [
        'instances[0].base.name required',
        'instances[0].base.params.value out_of_range',
        'instances[0].base.params.weekly_rent unknown_field',
      ],
    )
    expect(await wrong({ kind: 'loan', params: { balance: 1 } })).toEqual([
      'instances[0].base.params.balance required',
      'instances[0].base.params.interest_rate unknown_field',
      'instances[0].base.params.value unknown_field',
    ])
    expect(await wrong({ base: 'none' })).toEqual(['instances[0].base wrong_type'])
    expect(await wrong({ source_instance_id: null })).toEqual(['instances[0].source_instance_id required'])
    expect(await wrong({ base_version: 1, version: 9 })).toEqual([
      'instances[0].base_version unknown_field',
      'instances[0].version unknown_field',
    ])
  })

  it('is refused for versions that there are not', async () => {
    const { document } = await exported()
    for (const version of [0, 1.5, 3, '2', null, 1e300, [2]])
      expect(await refusedPaths({ ...document, version })).toEqual(['version not_an_option'])
  })

  it('cannot hide a change of reality behind a base that was never there', async () => {
    const { instances, document } = await exported()
    const entry = entryOf(document, 'Flat')
    const forged = { ...entry, base: { ...sure(entry.base), params: { value: 77 } }, params: { value: 77 } }
    const moved = await moveReality(instances[0].id, 1_500)
    const { scenario } = await imported(only(document, forged))
    // It proposes nothing but what its base said, so it writes nothing.
    expect((await previewApply(client, { scenarioId: scenario.id })).items).toMatchObject([
      { action: 'none' },
    ])
    await apply(client, scenario.id)
    expect(await getInstance(client, moved.id)).toEqual(moved)
  })

  it('is refused for a source or a lineage given twice', async () => {
    const { document } = await exported()
    const [flat, fresh] = [entryOf(document, 'Flat'), entryOf(document, 'New')]
    const upper = { ...flat, source_instance_id: sure(flat.source_instance_id).toUpperCase() }
    expect(await refusedPaths({ ...document, instances: [flat, upper, fresh, fresh] })).toEqual([
      'instances[1].lineage_id duplicate',
      'instances[1].source_instance_id duplicate',
      'instances[3].lineage_id duplicate',
    ])
  })
})

it('a document comes back after its scenario was deleted', async () => {
  const { scenario, document } = await exported()
  await deleteScenario(client, scenario.id)
  const { rows } = await imported(document)
  expect(scenarioDocument(scenario, [...rows.values()])).toEqual(document)
})

it('an instance is what reality has, when it is created from two files', async () => {
  const instance = await createInstance(client, newInstance({ name: 'Real' }))
  const { document } = await exported()
  const file = only(document, { ...entryOf(document, 'New'), lineage_id: instance.lineage_id })
  expect(await previewImportScenario(client, file)).toEqual([
    { becomes: 'twin', instance_id: instance.id, name: 'Real' },
  ])
})
