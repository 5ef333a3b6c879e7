/** Of any document the browser names the places that the database names, however it was spoilt. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { checkDocument } from '#domain/documents/check-document.ts'
import type { DocumentKind } from '#domain/documents/formats.ts'
import { sure } from '../../scripts/sure.ts'
import { callTakenBack } from '../support/postgrest.ts'
import { adminConnection, signUp, type TestUser } from '../support/stack.ts'
import { taxTwoPeople } from '../support/two-people.ts'
import { entries, scenarioHead } from './documents.ts'

const sql = adminConnection()
let user: TestUser
beforeAll(async () => {
  user = await signUp()
  await taxTwoPeople(sql, user.id)
})

/** The paths that are wrong; null when the document is taken. */
async function refusedThere(kind: DocumentKind, document: unknown): Promise<string[] | null> {
  const body = JSON.stringify({ p_document: document, p_request_id: randomUUID() })
  const name = kind === 'scenario' ? 'import_scenario' : 'import_instances'
  const { error } = await callTakenBack(sql, user.id, name, body)
  if (!error) return null
  const detail = JSON.parse(sure(error.detail)) as { reason: string; errors: { path: string }[] }
  expect(detail.reason, error.message).toBe('invalid_document')
  return [...new Set(detail.errors.map(({ path }) => path))].sort()
}

function refusedHere(kind: DocumentKind, document: unknown): string[] | null {
  const { problems } = checkDocument(document, kind)
  return problems && [...new Set(problems.map(({ path }) => path))].sort()
}

const ids = ['3f2b6c1e-0000-4000-8000-000000000001', '3F2B6C1E-0000-4000-8000-000000000001', randomUUID()]

/** What stands where something else should. */
const odd = fc.constantFrom<unknown[]>(
  null,
  true,
  0,
  -1,
  1.5,
  1e13,
  '',
  ' ',
  'x',
  'two\nlines',
  '👍'.repeat(120),
  '👍'.repeat(121),
  '\ufb2c'.repeat(41), // 123 characters once it is composed
  'x'.repeat(2_001),
  '2027-03',
  '2190-01',
  'active',
  'loan',
  ...ids,
  [],
  [1],
  {},
  { value: 1 },
  { name: 'Base', status: 'active', params: { value: 1 } },
)

const names = [
  'name',
  'kind',
  'status',
  'params',
  'base',
  'lineage_id',
  'source_instance_id',
  'value',
  'balance',
  'start_month',
  'end_month',
  'tax_wrapper',
  'access_month',
  'sale_month',
  'description',
  'tags',
  'assumptions',
  'household_monthly_surplus',
  'other_income',
  'format',
  'version',
  'instances',
  'scenario',
  'colour',
  `long ${'👍'.repeat(150)}`,
  '__proto__',
  'constructor',
  'a.b[0]',
  '',
]

interface Change {
  /** Which object or list of the document, in the order in which they stand. */
  at: number
  /** A key of it, or a new one. */
  key: { old: number } | { new: string }
  to: unknown
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(40),
  key: fc.oneof(fc.record({ old: fc.nat(20) }), fc.record({ new: fc.constantFrom(...names) })),
  to: fc.oneof({ weight: 4, arbitrary: odd }, { weight: 1, arbitrary: fc.constant(undefined) }),
})

function spoilt(document: object, changes: readonly Change[]): unknown {
  const copy = structuredClone(document)
  for (const { at, key, to } of changes) {
    const containers: object[] = []
    const collect = (value: unknown) => {
      if (typeof value !== 'object' || value === null) return
      containers.push(value)
      Object.values(value).forEach(collect)
    }
    collect(copy)
    const target = sure(containers[at % containers.length])
    const keys = Object.keys(target)
    const chosen = 'new' in key ? key.new : keys[key.old % Math.max(1, keys.length)]
    if (chosen === undefined) continue
    if (Array.isArray(target)) {
      if (to === undefined) target.pop()
      else target[Number(chosen) || 0] = structuredClone(to)
    } else {
      Object.defineProperty(target, chosen, {
        value: structuredClone(to),
        enumerable: true,
        configurable: true,
        writable: true,
      })
    }
  }
  return JSON.parse(JSON.stringify(copy))
}

const changes = fc.array(change, { minLength: 1, maxLength: 4 })
const runs = { numRuns: 400 }

it('of a document of instances the browser names every place that the database names', () =>
  fc.assert(
    fc.asyncProperty(entries, changes, async (instances, spoil) => {
      const document = spoilt({ format: 'scenarios/instances', version: 1, instances }, spoil)
      expect(refusedHere('instances', document)).toEqual(await refusedThere('instances', document))
    }),
    runs,
  ))

it('of a document of a scenario, in each version, the browser names every place that the database names', () =>
  fc.assert(
    fc.asyncProperty(
      scenarioHead,
      entries,
      fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      fc.constantFrom(1, 2),
      changes,
      async (scenario, given, isCopy, version, spoil) => {
        const instances = given.map((entry, index) => {
          const source_instance_id = isCopy[index] ? randomUUID() : null
          if (version === 1) return { ...entry, source_instance_id }
          const { name, status, params } = entry
          const base = source_instance_id === null ? null : { name, status, params }
          return { ...entry, source_instance_id, lineage_id: randomUUID(), base }
        })
        const document = spoilt({ format: 'scenarios/scenario', version, scenario, instances }, spoil)
        expect(refusedHere('scenario', document)).toEqual(await refusedThere('scenario', document))
      },
    ),
    runs,
  ))
