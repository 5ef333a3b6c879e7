import { beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '#data/client-type.ts'
import { VersionConflictError } from '#data/errors.ts'
import { fieldErrorsOf } from '#data/instances/field-errors.ts'
import {
  createInstance,
  createInstances,
  deleteInstance,
  getInstance,
  listInstances,
  restoreInstance,
  updateInstance,
} from '#data/instances/instances.api.ts'
import { toMonth } from '#domain/calendar/month.ts'
import { fieldsOf, instanceKinds, valueKey } from '#domain/instances/catalogue.ts'
import { fieldSchema } from '#domain/instances/field-schema.ts'
import { samplePortfolio } from '#domain/instances/sample-portfolio.ts'
import type { FieldDefinition, InstanceKind, Params, Scalar } from '#domain/instances/types.ts'
import { sure } from '../../scripts/sure.ts'
import { contentOf, newInstance } from '../support/factories.ts'
import { adminConnection, signUp } from '../support/stack.ts'
import { taxTwoPeople } from '../support/two-people.ts'

let client: Client
beforeAll(async () => {
  const user = await signUp()
  client = user.client
  // Whose an investment is can be stated in full where two are taxed.
  await taxTwoPeople(adminConnection(), user.id)
})

it('stores the sample portfolio as it is written, and lists it by name', async () => {
  const { client: own } = await signUp()
  const sample = samplePortfolio(toMonth('2026-11'))
  const rows = await createInstances(own, sample)
  expect(rows.map(({ kind, ...row }) => ({ kind, ...contentOf(row) }))).toEqual(sample)
  expect((await listInstances(own)).map(({ name }) => name)).toEqual([
    'Car loan',
    'Home',
    'Index funds',
    'Living costs',
    'Living costs in retirement',
    'Pension',
    'Salary',
    'Savings account',
    'Two-bedroom flat, Brunswick',
  ])
})

it('adds all of several instances or none', async () => {
  const { client: own } = await signUp()
  const adding = createInstances(own, [newInstance(), newInstance({ params: { value: -1 } })])
  await expect(adding).rejects.toMatchObject({ code: 'invalid' })
  expect(await listInstances(own)).toEqual([])
})

it('lists past the thousand rows that the API answers at once', async () => {
  const { client: own } = await signUp()
  const names = Array.from({ length: 1_005 }, (_, index) => `Deposit ${String(index).padStart(4, '0')}`)
  await createInstances(
    own,
    names.map((name) => newInstance({ name })),
  )
  expect((await listInstances(own)).map(({ name }) => name)).toEqual(names)
})

describe('a request whose answer was lost', () => {
  it('adds nothing when it comes again, and leaves what it added as it is typed now', async () => {
    const { client: own } = await signUp()
    const requestId = crypto.randomUUID()
    const added = await createInstance(own, { ...newInstance(), requestId })
    expect(await createInstance(own, { ...newInstance(), requestId })).toEqual(added)
    const edited = await createInstance(own, { ...newInstance({ name: 'Typed since' }), requestId })
    expect(edited).toMatchObject({ id: added.id, name: 'Typed since', version: 2 })
    expect(await listInstances(own)).toEqual([edited])
  })

  it('adds none of several again', async () => {
    const { client: own } = await signUp()
    const several = ['First', 'Second'].map((name) => ({
      ...newInstance({ name }),
      requestId: crypto.randomUUID(),
    }))
    const added = await createInstances(own, several)
    expect(await createInstances(own, several)).toEqual(expect.arrayContaining(added))
    expect(await listInstances(own)).toHaveLength(2)
  })

  it('shares its id with no other user: the other one adds their own and learns nothing', async () => {
    const [{ client: own }, { client: other }] = [await signUp(), await signUp()]
    const requestId = crypto.randomUUID()
    const mine = await createInstance(own, { ...newInstance({ name: 'Mine' }), requestId })
    const theirs = await createInstance(other, { ...newInstance({ name: 'Theirs' }), requestId })
    expect(theirs).toMatchObject({ name: 'Theirs', version: 1 })
    expect(theirs.id).not.toBe(mine.id)
    expect(await listInstances(own)).toEqual([mine])
  })
})

describe('saving', () => {
  it('raises the version and keeps what is not content', async () => {
    const row = await createInstance(client, newInstance())
    const content = { ...contentOf(row), name: 'Renamed', params: { value: 2_000 } }
    const saved = await updateInstance(client, { id: row.id, version: 1, content })
    expect(saved).toMatchObject({ ...content, version: 2, lineage_id: row.lineage_id, kind: 'cash' })
  })

  it('never overwrites a newer version, and answers with it', async () => {
    const row = await createInstance(client, newInstance())
    const first = { id: row.id, version: 1, content: { ...contentOf(row), name: 'First' } }
    const saved = await updateInstance(client, first)
    const second = updateInstance(client, { ...first, content: { ...first.content, name: 'Second' } })
    await expect(second).rejects.toBeInstanceOf(VersionConflictError)
    await expect(second).rejects.toMatchObject({ current: saved })
    // The answer to the first was lost and the app tries again.
    expect(await updateInstance(client, first)).toEqual(saved)
  })

  it('refuses a wrong value, naming the field for the form', async () => {
    const row = await createInstance(client, newInstance())
    const error = await updateInstance(client, {
      id: row.id,
      version: 1,
      content: { ...contentOf(row), params: { value: 1, interest_rate: 101 } },
    }).catch((error: unknown) => error)
    expect(Object.keys(fieldErrorsOf(error))).toEqual(['params.interest_rate'])
  })
})

it('deletes so that it can be restored, unchanged and in the same version', async () => {
  const row = await createInstance(client, newInstance({ name: 'Gone for a moment' }))
  await deleteInstance(client, row.id)
  await deleteInstance(client, row.id)
  await expect(getInstance(client, row.id)).rejects.toMatchObject({ code: 'not_found' })
  expect((await listInstances(client)).map(({ id }) => id)).not.toContain(row.id)
  const late = updateInstance(client, { id: row.id, version: 1, content: contentOf(row) })
  await expect(late).rejects.toMatchObject({ code: 'not_found' })
  expect(await restoreInstance(client, row.id)).toMatchObject({ ...contentOf(row), version: 1 })
})

it.each([
  ['a malformed id', 'nonsense'],
  ['an unknown id', '7b0ed0a4-0000-4000-8000-000000000000'],
])('an instance with %s is not found', async (_, id) => {
  await expect(getInstance(client, id)).rejects.toMatchObject({ code: 'not_found' })
})

it("an instance is not found when it is someone else's, whatever one tries", async () => {
  const { client: stranger } = await signUp()
  const row = await createInstance(client, newInstance())
  const content = contentOf(row)
  await expect(getInstance(stranger, row.id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(updateInstance(stranger, { id: row.id, version: 1, content })).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(deleteInstance(stranger, row.id)).rejects.toMatchObject({ code: 'not_found' })
  expect(await getInstance(client, row.id)).toEqual(row)
})

describe.each(instanceKinds)('the database judges the params of a %s as the catalogue does', (kind) => {
  const required = { [valueKey(kind)]: 1_000 }
  const write = (params: Params) => createInstance(client, { kind, name: 'Limits', status: 'active', params })

  it('at both ends of every range', async () => {
    for (const pick of [0, 1]) {
      // A reference has no ends: it names what is there, or nothing.
      const ranges = fieldsOf(kind).filter(({ type }) => type !== 'reference')
      const params = Object.fromEntries(ranges.map((field) => [field.key, sure(limits(field)[pick])]))
      // What happens to a loan lies after the beginning and before the sale, and no lump sum has a month: each is tried without the other.
      for (const leaves of [
        /refinance_|lump_sum/,
        pick === 0 ? /^(start|sale|.*lump_sum)_month$/ : /^(start|sale)_month$/,
      ]) {
        const some = Object.fromEntries(Object.entries(params).filter(([key]) => !leaves.test(key)))
        expect((await write({ ...required, ...some })).params).toEqual({ ...required, ...some })
      }
    }
  })

  it('just past every range', async () => {
    for (const field of fieldsOf(kind))
      for (const value of wrongValues(field)) {
        expect(fieldSchema(field).safeParse(value).success, `${field.key} = ${value}`).toBe(false)
        const error = await write({ ...required, [field.key]: value }).catch((error: unknown) => error)
        expect(Object.keys(fieldErrorsOf(error)), `${field.key} = ${value}`).toEqual([`params.${field.key}`])
      }
  })

  it('with an unknown key, or without the value', async () => {
    await expect(write({ ...required, colour: 'blue' })).rejects.toMatchObject({
      code: 'invalid',
      detail: { field: 'params.colour' },
    })
    await expect(write({})).rejects.toMatchObject({
      code: 'invalid',
      detail: { field: `params.${valueKey(kind as InstanceKind)}` },
    })
  })
})

/** The least and the greatest value that a field takes. */
function limits(field: FieldDefinition): [Scalar, Scalar] {
  switch (field.type) {
    case 'boolean':
      return [false, true]
    case 'month':
      return ['1900-01', '2199-12']
    case 'choice':
      return [sure(field.options?.at(0)).value, sure(field.options?.at(-1)).value]
    default:
      return [sure(field.min), sure(field.max)]
  }
}

function wrongValues(field: FieldDefinition): Scalar[] {
  switch (field.type) {
    case 'boolean':
      return ['yes']
    case 'month':
      return ['2027-13', 202701]
    case 'choice':
      return ['something else']
    case 'reference':
      return ['Home', 5]
    case 'integer':
      return [sure(field.min) - 1, sure(field.max) + 1, sure(field.min) + 0.5]
    default:
      return [sure(field.min) - 0.01, sure(field.max) + 0.01, String(field.max)]
  }
}
