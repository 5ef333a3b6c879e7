/** Whatever an import accepts can be read back by the app, and imported again as it was exported. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { importedInstancesSchema, importInstances, listInstances } from '#data/instances/instances.api.ts'
import { listScenarioInstances } from '#data/scenario-instances/scenario-instances.api.ts'
import { getScenario, importedScenarioSchema, importScenario } from '#data/scenarios/scenarios.api.ts'
import { instancesDocument, scenarioDocument } from '#domain/documents/write-document.ts'
import { sole } from '../../scripts/sure.ts'
import { odd, replacePart } from '../fuzz/odd.ts'
import { asUser } from '../support/as-user.ts'
import { adminConnection, signUp, type TestUser } from '../support/stack.ts'
import { taxTwoPeople } from '../support/two-people.ts'
import { entries, scenarioHead } from './documents.ts'

const sql = adminConnection()
let user: TestUser
beforeAll(async () => {
  user = await signUp()
  await taxTwoPeople(sql, user.id)
})

/** The answer, or null where it was refused: by us, or by PostgreSQL as no JSON that it can store. */
async function accepted(name: string, text: string): Promise<unknown> {
  try {
    return await asUser(sql, user.id, async (transaction) => {
      const row = await sole(
        transaction.unsafe(`select public.${name}($1::text::jsonb, gen_random_uuid()) as answer`, [text]),
      )
      return row.answer
    })
  } catch (error) {
    expect((error as { code: string }).code).toMatch(/^(PT422|22...)$/)
    return null
  }
}

/** Up to three of a document's values replaced by something odd. */
const changes = fc.array(fc.tuple(fc.nat(60), odd), { maxLength: 3 })
const spoilt = (document: object, replaced: [number, string][]) =>
  replaced.reduce((text, [where, value]) => replacePart(text, where, value), JSON.stringify(document))

it('instances are read back as the app wrote them', async () => {
  let taken = 0
  await fc.assert(
    fc.asyncProperty(entries, changes, async (instances, replaced) => {
      const text = spoilt({ format: 'scenarios/instances', version: 1, instances }, replaced)
      const answer = await accepted('import_instances', text)
      if (answer === null) return
      taken++
      const ids = importedInstancesSchema.parse(answer).imported.map(({ instance_id }) => instance_id)
      const rows = (await listInstances(user.client)).filter(({ id }) => ids.includes(id))
      expect(rows).toHaveLength(ids.length)
      const { imported } = await importInstances(user.client, {
        document: instancesDocument(rows),
        requestId: randomUUID(),
      })
      expect(imported).toHaveLength(ids.length)
      await sql`delete from public.instances where user_id = ${user.id}`
    }),
    { numRuns: 60 },
  )
  expect(taken).toBeGreaterThan(5)
})

it('scenarios are read back as the app wrote them', async () => {
  let taken = 0
  await fc.assert(
    fc.asyncProperty(scenarioHead, entries, changes, async (scenario, instances, replaced) => {
      const text = spoilt({ format: 'scenarios/scenario', version: 2, scenario, instances }, replaced)
      const answer = await accepted('import_scenario', text)
      if (answer === null) return
      taken++
      const { id } = importedScenarioSchema.parse(answer).scenario
      const document = scenarioDocument(
        await getScenario(user.client, id),
        await listScenarioInstances(user.client, id),
      )
      const { imported } = await importScenario(user.client, { document, requestId: randomUUID() })
      expect(imported).toHaveLength(document.instances.length)
    }),
    { numRuns: 60 },
  )
  expect(taken).toBeGreaterThan(5)
})
