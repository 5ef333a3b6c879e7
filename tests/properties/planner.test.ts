/** The planner is a faster form of `private.merge_fields`, which is the definition: they must never disagree. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sole } from '../../scripts/sure.ts'
import { adminConnection } from '../support/stack.ts'

const sql = adminConnection()

/** Of params that the catalogue knows of one kind or the other: their defaults, written in more than one form. */
const defaults: Record<string, readonly string[]> = {
  growth_rate: ['4', '4.0'],
  price_grows_until_purchase: ['false'],
  plant_depreciation_method: ['"diminishing_value"'],
}

/** Scalars as JSON text, so that 5, 5.0 and 5e0 arrive as they are written. */
const scalar = fc.constantFrom(
  '5',
  '5.0',
  '50e-1',
  '-0.1',
  '0',
  '0.0',
  '1e12',
  '"5"',
  '""',
  '"x\\"✓"',
  'true',
  'false',
  'null',
)
const content = fc
  .record({
    name: fc.constantFrom('"Home"', '"Shed"'),
    status: fc.constantFrom('"active"', '"archived"'),
    params: fc.dictionary(fc.constantFrom('a', 'b', 'value', 'name', 'status', 'with.dot', '*'), scalar, {
      maxKeys: 5,
    }),
    known: fc.record(
      Object.fromEntries(
        Object.entries(defaults).map(([key, forms]) => [key, fc.constantFrom(...forms, '5', 'true', 'null')]),
      ),
      { requiredKeys: [] },
    ),
  })
  .map(({ name, status, params, known }) => {
    const entries = Object.entries({ ...params, ...known }).map(
      ([key, value]) => `${JSON.stringify(key)}: ${value}`,
    )
    return `{"name": ${name}, "status": ${status}, "params": {${entries.join(', ')}}}`
  })

it('agrees with the definition of the merge on every field', () =>
  fc.assert(
    fc.asyncProperty(
      content,
      content,
      content,
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom('property', 'loan'),
      async (base, moved, proposed, isUnmoved, isKnown, kind) => {
        const current = isUnmoved ? base : moved
        const row = await sole(sql<
          { planned: unknown[]; defined: unknown[]; after: unknown; merged: unknown }[]
        >`
        with given as (
          select jsonb_strip_nulls(${base}::text::jsonb) as base, jsonb_strip_nulls(${current}::text::jsonb) as current,
            jsonb_strip_nulls(${proposed}::text::jsonb) as proposed
        ),
        plan as (
          select plan.fields, plan.after
          from given cross join lateral unnest(private.plan_merge(array[(
            gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), ${kind}::text, 1,
            1, ${isUnmoved ? 1 : 2}::integer, base, current ->> 'name', current ->> 'status', current -> 'params',
            proposed ->> 'name', proposed ->> 'status', proposed -> 'params',
            case when ${isKnown} then private.edited_params(base -> 'params', proposed -> 'params') end, null, null)::private.merge_input], '{}')) as plan
        ),
        merged as (
          select merged.* from given cross join lateral private.merge_fields(base, current, proposed, ${kind}::text) as merged
        )
        select
          (select coalesce(jsonb_agg(field - 'resolution' order by field ->> 'field'), '[]')
            from plan cross join lateral jsonb_array_elements(plan.fields::jsonb) as field) as planned,
          (select coalesce(jsonb_agg(to_jsonb(merged) order by field), '[]') from merged where outcome <> 'unchanged')
            as defined,
          (select after from plan),
          (select private.with_fields(current, (select coalesce(jsonb_object_agg(field, result), '{}') from merged
            where outcome = 'proposed_only')) from given) as merged`)
        expect(row.planned).toEqual(row.defined)
        // What nobody changed stays as reality writes it, a default written out or left out. (What was edited is not known
        // of a revert alone, whose rows differ in value wherever they differ.)
        if (isKnown || !isUnmoved) expect(row.after).toEqual(row.merged)
      },
    ),
    { numRuns: 400 },
  ))
