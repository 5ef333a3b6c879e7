/** A document says nothing that an import would lose: keys outside its format are refused, each with its path. */
import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { checkDocument } from '#domain/documents/check-document.ts'
import type { DocumentKind } from '#domain/documents/formats.ts'
import { instancesDocument, scenarioDocument } from '#domain/documents/write-document.ts'
import { type Sandbox, sandbox } from '../support/factories.ts'
import { refusalOf } from '../support/refusal.ts'
import { signUp, type TestUser } from '../support/stack.ts'

let user: TestUser
let box: Sandbox
beforeAll(async () => {
  user = await signUp()
  box = await sandbox(user.client)
})

const send = (kind: DocumentKind, document: object) =>
  user.client.rpc(kind === 'scenario' ? 'import_scenario' : 'import_instances', {
    p_document: document as never,
    p_request_id: randomUUID(),
  })

/** The paths that the database names, once the browser is found to name the same. */
async function unknownKeys(kind: DocumentKind, document: object): Promise<string[]> {
  const { error } = await send(kind, document)
  expect(error?.code, error?.message).toBe('PT422')
  const { errors } = refusalOf(error) as unknown as { errors: { path: string; problem: string }[] }
  expect(errors.map(({ problem }) => problem)).toEqual(errors.map(() => 'unknown_field'))
  const paths = errors.map(({ path }) => path).sort()
  const checked = checkDocument(document, kind).problems ?? []
  expect(checked.map(({ path }) => path).sort()).toEqual(paths)
  expect(new Set(checked.map(({ message }) => message))).toEqual(
    new Set(['There is no such field. Take it out, or write it under its present name.']),
  )
  return paths
}

const entry = { name: 'n', kind: 'cash', params: { value: 1 } }

it('a refusal names keys that a document, its scenario and its instances do not have, all at once', async () => {
  const document = {
    format: 'scenarios/scenario',
    version: 1,
    junk: 1,
    scenario: { name: 'x', asumptions: { seed: 1 } },
    instances: [entry, { ...entry, staus: 'archived', params: { value: 1, rate: 2 } }],
  }
  expect(await unknownKeys('scenario', document)).toEqual([
    'instances[1].params.rate',
    'instances[1].staus',
    'junk',
    'scenario.asumptions',
  ])
})

it('a refusal names what belongs to the other format', async () => {
  const document = {
    format: 'scenarios/instances',
    version: 1,
    scenario: { name: 'x' },
    instances: [{ ...entry, source_instance_id: randomUUID() }],
  }
  expect(await unknownKeys('instances', document)).toEqual(['instances[0].source_instance_id', 'scenario'])
})

it('an import takes what the app exports, and keys that are null, which say nothing', async () => {
  const exported = [
    ['scenario', scenarioDocument(box.scenario, box.copies)],
    ['instances', instancesDocument(box.instances)],
    ['instances', { ...instancesDocument([]), junk: null, instances: [{ ...entry, junk: null }] }],
  ] as const
  for (const [kind, document] of exported) {
    expect(checkDocument(document, kind).problems).toBeNull()
    expect((await send(kind, document)).error).toBeNull()
  }
})
