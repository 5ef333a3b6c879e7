/** The planner is a faster form of `private.merge_fields`, which is the definition: they must never disagree. */
import { randomUUID } from 'node:crypto'
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

/** Fields that may be left for later. */
const left = fc.uniqueArray(
  fc.constantFrom(
    'name',
    'status',
    'params.a',
    'params.value',
    'params.name',
    'params.*',
    'params.growth_rate',
  ),
  { maxLength: 3 },
)

it('agrees with the definition of the merge on every field, and leaves alone what is left for later', () =>
  fc.assert(
    fc.asyncProperty(
      content,
      content,
      content,
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom('property', 'loan'),
      left,
      async (base, moved, proposed, isUnmoved, isKnown, kind, left) => {
        const current = isUnmoved ? base : moved
        const rowKey = randomUUID()
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
            ${rowKey}::uuid, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), ${kind}::text, 1,
            1, ${isUnmoved ? 1 : 2}::integer, base, current ->> 'name', current ->> 'status', current -> 'params',
            proposed ->> 'name', proposed ->> 'status', proposed -> 'params',
            case when ${isKnown} then private.edited_params(base -> 'params', proposed -> 'params') end, null, null)::private.merge_input],
            case when ${left}::text[] = '{}' then '{}' else jsonb_build_object(${rowKey}::text,
              (select jsonb_object_agg(field, '{"take": "later"}'::jsonb) from unnest(${left}::text[]) as field)) end)) as plan
        ),
        merged as (
          select field, merged.base, merged.current, merged.proposed, outcome,
            case when is_left then merged.current else result end as result, is_left
          from given cross join lateral private.merge_fields(base, current, proposed, ${kind}::text)
            as merged (field, base, current, proposed, outcome, result)
          cross join lateral (select outcome in ('proposed_only', 'conflict') and field = any (${left}::text[])) as decided (is_left)
        )
        select
          (select coalesce(jsonb_agg(field - 'resolution'
              || jsonb_build_object('is_left', field -> 'resolution' = '{"take": "later"}') order by field ->> 'field'), '[]')
            from plan cross join lateral jsonb_array_elements(plan.fields::jsonb) as field) as planned,
          (select coalesce(jsonb_agg(to_jsonb(merged) order by field), '[]') from merged where outcome <> 'unchanged')
            as defined,
          (select after from plan),
          (select private.with_fields(current, (select coalesce(jsonb_object_agg(field, result), '{}') from merged
            where outcome = 'proposed_only' and not is_left)) from given) as merged`)
        expect(row.planned).toEqual(row.defined)
        // What nobody changed stays as reality writes it, a default written out or left out. (What was edited is not known
        // of a revert alone, whose rows differ in value wherever they differ.)
        if (isKnown || !isUnmoved) expect(row.after).toEqual(row.merged)
      },
    ),
    { numRuns: 400 },
  ))
