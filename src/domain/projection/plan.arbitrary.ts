/** Any plan that the schemas allow, for property-based tests: every value from the catalogue's own ranges. */
import fc from 'fast-check'
import { addMonths, toMonth } from '#domain/calendar/month.ts'
import { fieldsOf, instanceKinds } from '#domain/instances/catalogue.ts'
import { problemsTogether } from '#domain/instances/together.ts'
import type { FieldDefinition, InstanceKind, Params, Scalar } from '#domain/instances/types.ts'
import { assumptionFields } from '#domain/scenarios/assumption-fields.ts'
import { areCorrelationsConsistent } from '#domain/scenarios/correlations.ts'
import { entry } from './entry.ts'
import type { Plan, PlanInstance } from './plan.ts'

const anyMonth = fc
  .tuple(fc.integer({ min: 1990, max: 2070 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`)

/** Months about a plan that begins in 2026-01: some decades before and after it, often near and twelve months apart. */
const month = fc.oneof(
  anyMonth,
  fc.constantFrom('2025-01', '2025-12', '2026-01', '2026-06', '2026-12', '2027-01', '2027-05', '2028-04'),
)

/** Keeps a field to what happens in life, so that a cent can be seen in the results. */
export function ordinary(field: FieldDefinition): FieldDefinition {
  const amounts = field.unit === undefined ? 1e6 : field.unit === 'a year' ? 1e5 : 5_000
  const max = field.type === 'money' ? amounts : (field.usualMax ?? field.max)
  const min = field.type === 'money' ? Math.max(field.min ?? 0, -amounts) : field.min
  const isLow = field.type !== 'money' && min !== undefined && min < 0
  return {
    ...field,
    ...(max !== undefined && { max }),
    ...(min !== undefined && { min: isLow ? (field.usualMin ?? min) : min }),
  }
}

type Narrow = (field: FieldDefinition) => FieldDefinition

function numberOf(field: FieldDefinition): fc.Arbitrary<number> {
  const min = field.min ?? -1e12
  const max = field.max ?? 1e12
  const [low, high] = [Math.max(min, field.usualMin ?? min), Math.min(max, field.usualMax ?? max)]
  if (field.type === 'integer')
    return fc.oneof(fc.integer({ min, max }), fc.integer({ min: Math.ceil(low), max: Math.floor(high) }))
  // As the schemas: what is closer to 0 is not kept.
  const double = (from: number, to: number) =>
    fc.double({ min: from, max: to, noNaN: true }).map((value) => (Math.abs(value) < 1e-300 ? 0 : value))
  return fc.oneof(fc.constantFrom(min, max), double(min, max), double(low, high))
}

/** Any value of a field. */
export function scalarOf(field: FieldDefinition): fc.Arbitrary<Scalar> {
  switch (field.type) {
    case 'month':
      return month
    case 'boolean':
      return fc.boolean()
    case 'choice':
      return fc.constantFrom(...(field.options ?? []).map((option) => option.value))
    case 'reference':
      return fc.constantFrom(...Array.from({ length: 5 }, (_, index) => `${field.refersTo}-${index}`))
    case 'text':
      return fc.constantFrom('0:0, 18200:16, 45000:30', '0:100', '0:0', '0:50, 1:0, 1000000:20')
    default:
      return numberOf(field)
  }
}

/** Sparse params: required fields always, others mostly. */
function paramsOf(fields: readonly FieldDefinition[], narrow: Narrow): fc.Arbitrary<Params> {
  const entries = fields.map((field) => [field.key, scalarOf(narrow(field))] as const)
  return fc.record(Object.fromEntries(entries), {
    requiredKeys: fields.filter((field) => field.required).map((field) => field.key),
  }) as fc.Arbitrary<Params>
}

/** The same with an end that is not before its beginning, and no refinancing, lump sum or access that cannot be. */
export function inOrder(params: Params): Params {
  const { start_month: start, end_month: end } = params
  const isTurned = typeof start === 'string' && typeof end === 'string' && end < start
  const ordered: Params = isTurned ? { ...params, start_month: end, end_month: start } : params
  const broken = problemsTogether(ordered).flatMap(({ fields }) => fields)
  const parts = ['refinance_', 'lump_sum', 'access_month']
  const left = parts.filter((part) => broken.some((key) => key.includes(part)))
  return Object.fromEntries(
    Object.entries(ordered).filter(([key]) => !left.some((part) => key.includes(part))),
  )
}

/** An instance of a kind, active, with every field anywhere in its range; `narrow` keeps fields to some of theirs. */
export function instanceArbitrary(
  kind: InstanceKind,
  id: string,
  narrow: Narrow,
): fc.Arbitrary<PlanInstance> {
  return paramsOf(fieldsOf(kind), narrow).map((params) => ({
    id,
    lineageId: id,
    name: id,
    kind,
    status: 'active',
    params: inOrder(params),
  }))
}

const assumptionsArbitrary = (narrow: Narrow) =>
  paramsOf(assumptionFields, narrow).filter((values) =>
    areCorrelationsConsistent(
      Number(values.correlation_property_shares ?? 0.2),
      Number(values.correlation_property_rates ?? -0.2),
      Number(values.correlation_shares_rates ?? -0.1),
    ),
  )

/** The first month of every plan here. */
export const knownSince = toMonth('2026-01')
/** A plan of one to `most` instances over at most `years` years; `narrow` keeps the fields to some of their range. */
export function planArbitrary(
  most: number,
  years: number,
  narrow: Narrow = (field) => field,
): fc.Arbitrary<Plan> {
  const kinds = fc.array(fc.constantFrom(...instanceKinds), { minLength: 1, maxLength: most })
  const instances = kinds.chain((list) =>
    fc.tuple(...list.map((kind, index) => instanceArbitrary(kind, `${kind}-${index}`, narrow))),
  )
  return fc
    .tuple(instances, assumptionsArbitrary(narrow), fc.integer({ min: 1, max: years }))
    .map(([list, assumptions, horizon_years]) => ({
      instances: list,
      assumptions: { ...assumptions, horizon_years },
      startMonth: knownSince,
    }))
}

const monthsBefore = (most: number) => fc.integer({ min: -most, max: 0 }).map((k) => addMonths(knownSince, k))

/** Any plan whose amounts are known in January 2026: none is of a later month, and nothing is supposed of the future alone. */
export const knownPlans = planArbitrary(5, 6, ordinary).chain((plan) =>
  fc
    .record({
      household_as_of_month: monthsBefore(20),
      months: fc.array(monthsBefore(40), {
        minLength: plan.instances.length,
        maxLength: plan.instances.length,
      }),
      // Some years before and after, so that much is bought and sold between two openings.
      moved: fc.array(fc.integer({ min: -30, max: 60 }), { minLength: 10, maxLength: 10 }),
    })
    .map(({ household_as_of_month, months, moved }): Plan => {
      const near = (params: Params, key: string, k: number) =>
        key in params ? { [key]: addMonths(knownSince, entry(moved, k)) } : {}
      return {
        ...plan,
        assumptions: {
          ...plan.assumptions,
          household_as_of_month,
          horizon_years: 6,
          loan_rate_shift: 0,
          growth_shift: 0,
          // Today's law is another's on another day.
          law_changes: 'apply',
        },
        instances: plan.instances.map((one, i) => ({
          ...one,
          params: inOrder({
            ...one.params,
            as_of_month: entry(months, i),
            ...near(one.params, 'start_month', i),
            ...near(one.params, 'sale_month', i + 5),
            ...near(one.params, 'access_month', (i + 3) % 10),
            ...near(one.params, 'refinance_month', (i + 7) % 10),
            ...near(one.params, 'loan_refinance_month', (i + 7) % 10),
            ...near(one.params, 'lump_sum_month', (i + 8) % 10),
            ...near(one.params, 'loan_lump_sum_month', (i + 8) % 10),
          }),
        })),
      }
    }),
)
