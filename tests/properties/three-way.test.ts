/** What the browser compares itself it compares as `private.merge_fields` does, which is the definition. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fieldsOf, instanceKinds } from '#domain/instances/catalogue.ts'
import type { InstanceContent, InstanceKind, Scalar } from '#domain/instances/types.ts'
import { type MergedField, mergeContents } from '#domain/merge/three-way.ts'
import { adminConnection } from '../support/stack.ts'

const sql = adminConnection()

/** Few values, so that the sides meet in every way; of each field its default is among them. */
const others: readonly Scalar[] = [0, 5, 5.5, -1, 1e12, '', '5', 'x"✓', true, false, '2031-07']

function paramsOf(kind: InstanceKind): fc.Arbitrary<Record<string, Scalar>> {
  const keys = fieldsOf(kind)
    .slice(0, 6)
    .map(
      ({ key, default: standard }) =>
        [key, fc.constantFrom(...others, ...(standard === null ? [] : [standard, standard]))] as const,
    )
  const unknown = ['of.a.newer.version', '*', 'name', 'constructor'].map(
    (key) => [key, fc.constantFrom(...others)] as const,
  )
  const params = fc.record(Object.fromEntries([...keys, ...unknown]), { requiredKeys: [] })
  return params as fc.Arbitrary<Record<string, Scalar>>
}

const cases = fc.constantFrom(...instanceKinds).chain((kind) => {
  const content: fc.Arbitrary<InstanceContent> = fc.record({
    name: fc.constantFrom('Home', 'Shed'),
    status: fc.constantFrom('active', 'archived'),
    params: paramsOf(kind),
  })
  const side = fc.option(content, { freq: 10 })
  return fc.record({
    kind: fc.constant(kind),
    hasDefaults: fc.boolean(),
    sides: fc.oneof(
      fc.tuple(side, side, side),
      content.map((same) => [same, same, same] as const),
      fc.tuple(content, content).map(([base, moved]) => [base, base, moved] as const),
    ),
  })
})

it('the app compares as the definition of the merge does, defaults included', () =>
  fc.assert(
    fc.asyncProperty(cases, async ({ kind, hasDefaults, sides: [base, current, proposed] }) => {
      const text = (content: InstanceContent | null) => content && JSON.stringify(content)
      const defined = await sql<MergedField[]>`
        select * from private.merge_fields(${text(base)}::text::jsonb, ${text(current)}::text::jsonb,
          ${text(proposed)}::text::jsonb, ${hasDefaults ? kind : null})`
      const byField = (fields: readonly MergedField[]) =>
        Object.fromEntries(fields.map((field) => [field.field, { ...field }]))
      const compared = mergeContents(base, current, proposed, hasDefaults ? kind : undefined)
      expect(byField(compared)).toEqual(byField(defined))
    }),
    { numRuns: 500 },
  ))
