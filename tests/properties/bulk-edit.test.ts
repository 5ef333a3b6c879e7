/** What the browser says a bulk edit will do is what the database does, to the last digit. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { type BulkChange, effectsOf } from '#domain/instances/bulk-change.ts'
import { fieldsOf, instanceKinds } from '#domain/instances/catalogue.ts'
import { problemsTogether } from '#domain/instances/together.ts'
import type { FieldDefinition, InstanceContent, InstanceKind, Scalar } from '#domain/instances/types.ts'
import { sure } from '../../scripts/sure.ts'
import { type Direct, direct } from '../support/direct.ts'
import { adminConnection, signUp } from '../support/stack.ts'
import { taxTwoPeople } from '../support/two-people.ts'

const sql = adminConnection()
let user: Direct
const begin = async () => {
  const { id } = await signUp()
  await taxTwoPeople(sql, id)
  user = direct(sql, id)
}
beforeAll(begin)

type Row = InstanceContent & { kind: InstanceKind }

/** Decimals as people write them, fractions of two, whose halves are exact, and whatever a double may be. */
function numbersBetween(min: number, max: number): fc.Arbitrary<number> {
  return fc
    .oneof(
      fc
        .tuple(fc.double({ min, max, noNaN: true }), fc.nat(9))
        .map(([value, digits]) => Number(value.toFixed(digits))),
      fc
        .tuple(fc.integer({ min: -(2 ** 20), max: 2 ** 20 }), fc.nat(20))
        .map(([units, power]) => units / 2 ** power),
      fc.double({ min, max, noNaN: true }),
      fc.constantFrom(0, 1, 0.1, 4, 100),
    )
    .map((value) => (Math.abs(value) < 1e-290 ? 0 : Math.min(max, Math.max(min, value))))
}

function valuesOf({ type, min = -1e12, max = 1e12, options = [] }: FieldDefinition): fc.Arbitrary<Scalar> {
  switch (type) {
    case 'boolean':
      return fc.boolean()
    case 'choice':
      return fc.constantFrom(...options.map(({ value }) => value))
    case 'month':
      return fc.constantFrom('2020-01', '2027-03', '2030-12')
    case 'integer':
      return fc.integer({ min, max })
    default:
      return numbersBetween(min, max)
  }
}

/** What references name has to be there: secured-loans.test.ts. */
const fieldsAlone = (kind: InstanceKind) => fieldsOf(kind).filter(({ type }) => type !== 'reference')

const isNumeric = ({ type }: FieldDefinition) => ['money', 'percent', 'number', 'integer'].includes(type)

const anyRow: fc.Arbitrary<Row> = fc.constantFrom(...instanceKinds).chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    name: fc.constantFrom('Home', 'Shed'),
    status: fc.constantFrom('active', 'archived'),
    params: fc.record(Object.fromEntries(fieldsAlone(kind).map((field) => [field.key, valuesOf(field)])), {
      requiredKeys: fieldsAlone(kind).flatMap((field) => (field.required ? [field.key] : [])),
    }) as fc.Arbitrary<Row['params']>,
  }),
)

const row = anyRow.filter(({ params }) => problemsTogether(params).length === 0)

const change: fc.Arbitrary<[string, BulkChange]> = fc.oneof(
  fc.constantFrom('Home', 'Barn').map((set): [string, BulkChange] => ['name', { set }]),
  fc.constantFrom('active', 'archived').map((set): [string, BulkChange] => ['status', { set }]),
  fc
    .constantFrom(...instanceKinds.flatMap(fieldsAlone))
    .chain((field): fc.Arbitrary<[string, BulkChange]> => {
      const sets = fc.option(valuesOf(field)).map((set): BulkChange => ({ set }))
      const steps = fc.oneof(
        numbersBetween(-10, 10).map((add): BulkChange => ({ add })),
        numbersBetween(-2, 2).map((multiply): BulkChange => ({ multiply })),
      )
      return (isNumeric(field) ? fc.oneof(sets, steps, steps) : sets).map((way) => [
        `params.${field.key}`,
        way,
      ])
    }),
)
const changes = fc.array(change, { minLength: 1, maxLength: 4 }).map((pairs) => Object.fromEntries(pairs))

let runs = 0
it('does what was shown to every field of every row, or nothing', () =>
  fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), changes, async (rows, given) => {
      // Nobody may have more than 2,000 investments, and a failure is shrunk in many more runs.
      runs += 1
      if (runs % 150 === 0) await begin()
      const scenarioId = await user.createScenario(await user.insertInstances(rows))
      const copies = await user.copies(scenarioId)
      const kindOf = new Map(
        (
          await user.as(
            (sql) => sql`select id, kind from public.scenario_instances where scenario_id = ${scenarioId}`,
          )
        ).map(({ id, kind }) => [id as string, kind as InstanceKind]),
      )
      const shown = copies.map((copy) => ({
        copy,
        effects: effectsOf({ ...copy, kind: sure(kindOf.get(copy.id)) }, given),
      }))
      const answer = (await user.call('bulk_edit_scenario_instances', {
        p_scenario_id: scenarioId,
        p_scenario_instance_ids: null,
        p_changes: given,
        p_request_id: randomUUID(),
      })) as { status: string; changed: { scenario_instance_id: string }[]; not_concerned: object[] }

      const isRefused = shown.some(({ effects }) =>
        effects.some(({ effect }) => effect.outcome === 'refused'),
      )
      expect(answer.status).toBe(isRefused ? 'failed' : 'success')
      const expected = shown.map(({ copy, effects }) => {
        const fields: Record<string, Scalar | null> = {}
        if (!isRefused)
          for (const { field, effect } of effects)
            if (effect.outcome === 'changed') fields[field] = effect.after
        const { name = copy.name, status = copy.status, ...params } = fields
        const next: Record<string, Scalar> = { ...copy.params }
        for (const [field, value] of Object.entries(params))
          if (value === null) delete next[field.slice(7)]
          else next[field.slice(7)] = value
        return { id: copy.id, name, status, params: next, isChanged: Object.keys(fields).length > 0 }
      })
      const stored = new Map((await user.copies(scenarioId)).map((copy) => [copy.id, copy]))
      for (const { isChanged: _, ...content } of expected)
        expect(stored.get(content.id)).toMatchObject(content)
      expect(new Set(answer.changed.map(({ scenario_instance_id }) => scenario_instance_id))).toEqual(
        new Set(expected.flatMap(({ id, isChanged }) => (isChanged ? [id] : []))),
      )
      if (!isRefused)
        expect(answer.not_concerned).toHaveLength(
          shown.flatMap(({ effects }) => effects.filter(({ effect }) => effect.outcome === 'not_concerned'))
            .length,
        )
    }),
    { numRuns: 150 },
  ))
