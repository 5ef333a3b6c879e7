/** The planner is a faster form of `private.merge_fields`, which is the definition: they must never disagree. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { adminConnection } from '../support/stack.ts'

const sql = adminConnection()

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
  })
  .map(({ name, status, params }) => {
    const entries = Object.entries(params).map(([key, value]) => `${JSON.stringify(key)}: ${value}`)
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
      async (base, moved, proposed, isUnmoved, isKnown) => {
        const current = isUnmoved ? base : moved
        const [row] = await sql<{ planned: unknown[]; defined: unknown[] }[]>`
        with given as (
          select jsonb_strip_nulls(${base}::text::jsonb) as base, jsonb_strip_nulls(${current}::text::jsonb) as current,
            jsonb_strip_nulls(${proposed}::text::jsonb) as proposed
        ),
        planned as (
          select json_array_elements(plan.fields)::jsonb as field
          from given cross join lateral unnest(private.plan_merge(array[(
            gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'property', 1,
            1, ${isUnmoved ? 1 : 2}::integer, base, current ->> 'name', current ->> 'status', current -> 'params',
            proposed ->> 'name', proposed ->> 'status', proposed -> 'params',
            case when ${isKnown} then private.edited_params(base -> 'params', proposed -> 'params') end)::private.merge_input], '{}')) as plan
        )
        select
          (select coalesce(jsonb_agg(field - 'resolution' order by field ->> 'field'), '[]') from planned) as planned,
          (select coalesce(jsonb_agg(jsonb_build_object('field', merged.field, 'base', merged.base, 'current', merged.current,
              'proposed', merged.proposed, 'outcome', merged.outcome, 'result', merged.result) order by merged.field), '[]')
            from given cross join lateral private.merge_fields(base, current, proposed) as merged
            where merged.outcome <> 'unchanged') as defined`
        expect(row!.planned).toEqual(row!.defined)
      },
    ),
    { numRuns: 400 },
  ))
