/** Documents as people, programs and spreadsheets write them: every field of the catalogue, numbers in every notation. */
import fc from 'fast-check'
import { fieldsOf, instanceKinds, valueKey } from '#domain/instances/catalogue.ts'
import { tidyName } from '#domain/instances/tidy-name.ts'
import { problemsTogether } from '#domain/instances/together.ts'
import type { FieldDefinition, InstanceKind, Scalar } from '#domain/instances/types.ts'
import { assumptionFields } from '#domain/scenarios/assumption-fields.ts'
import { sure } from '../../scripts/sure.ts'

/**
 * Text of one line with something in it, as names are stored and therefore exported: any script, marks, emoji, quotes; no half
 * characters, which no database stores.
 */
const words = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength }),
      fc.constantFrom('Zoë’s "flat" \\ 3', '日本の家', 'בית', '👩‍👩‍👧 home', ' padded ', 'null', '{}'),
    )
    .map(tidyName)
    .filter(
      (text) => text.trim() !== '' && [...text].length <= maxLength && !/[\p{Cc}\u2028\u2029]/u.test(text),
    )

function anyValue(field: FieldDefinition): fc.Arbitrary<Scalar> {
  const [min, max] = [field.min ?? 0, field.max ?? 0]
  switch (field.type) {
    case 'boolean':
      return fc.boolean()
    case 'choice':
      return fc.constantFrom(...sure(field.options).map(({ value }) => value))
    case 'month':
      return fc
        .tuple(fc.integer({ min: 1900, max: 2199 }), fc.integer({ min: 1, max: 12 }))
        .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`)
    case 'text':
      return field.notation === 'tax_brackets'
        ? fc.constantFrom('0:0, 18200:16, 45000:30, 135000:37, 190000:45', '0:0')
        : fc.constantFrom('Crash|share_value|-30|2030-01|', 'Rates|loan_rate|2||;Let go|rent|-50|2030-01|6')
    case 'integer':
      return fc.integer({ min, max })
    default:
      // The doubles in the range and the round numbers that people write. A database has one zero, and refuses
      // fractions too small for it to write out.
      return fc
        .oneof(
          fc.double({ min, max, noNaN: true }),
          fc.integer({ min: Math.ceil(min), max: Math.floor(max) }),
          fc.constantFrom(min, max),
        )
        .map((value) => (Math.abs(value) < 1e-300 ? 0 : value))
  }
}

/** Some of the fields; what is left out means the default. */
function valuesOf(fields: readonly FieldDefinition[], required: string[] = []) {
  // What references name has to be there: security.test.ts.
  const alone = fields.filter(({ type }) => type !== 'reference')
  const arbitraries = Object.fromEntries(alone.map((field) => [field.key, anyValue(field)]))
  return fc.record(arbitraries, { requiredKeys: required }) as fc.Arbitrary<Record<string, Scalar>>
}

/** An end that is not before its beginning, and no refinancing, lump sum or access that cannot be. */
function inOrder(params: Record<string, Scalar>): Record<string, Scalar> {
  const { start_month: start, end_month: end } = params
  const isTurned = typeof start === 'string' && typeof end === 'string' && end < start
  const ordered = isTurned ? { ...params, start_month: end, end_month: start } : params
  const broken = problemsTogether(ordered).flatMap(({ fields }) => fields)
  const left = ['refinance_', 'lump_sum', 'access_month'].filter((part) =>
    broken.some((key) => key.includes(part)),
  )
  return Object.fromEntries(
    Object.entries(ordered).filter(([key]) => !left.some((part) => key.includes(part))),
  )
}

export interface Entry {
  kind: InstanceKind
  name: string
  status?: 'active' | 'archived'
  params: Record<string, Scalar>
}

const entry: fc.Arbitrary<Entry> = fc.constantFrom(...instanceKinds).chain((kind) =>
  fc.record(
    {
      kind: fc.constant(kind),
      name: words(120),
      status: fc.constantFrom('active', 'archived'),
      params: valuesOf(fieldsOf(kind), [valueKey(kind)]).map(inOrder),
    },
    { requiredKeys: ['kind', 'name', 'params'] },
  ),
)

export const entries = fc.array(entry, { minLength: 1, maxLength: 4 })

/** What a document says of the scenario itself. Correlations between classes must hold together, and with parts of two people no
 * scenario is of one: not at random. */
export const scenarioHead = fc.record(
  {
    name: words(120),
    description: fc.option(fc.array(words(60), { maxLength: 3 }).map((lines) => lines.join('\r\n\t'))),
    status: fc.constantFrom('draft', 'active', 'archived'),
    tags: fc.array(words(40), { maxLength: 4 }),
    assumptions: valuesOf(
      assumptionFields.filter(({ key }) => !/^(correlation_(property|shares|bonds)_|taxpayers$)/.test(key)),
    ),
  },
  { requiredKeys: ['name'] },
)

/** Ways of writing the same number; which one is taken turns with each number met. */
const notations: ((value: number) => string)[] = [
  (value) => JSON.stringify(value),
  (value) => (Number.isInteger(value) && Math.abs(value) < 1e15 ? `${value}.0` : JSON.stringify(value)),
  (value) => (Number.isInteger(value) && Math.abs(value) < 1e15 ? `${value}.000e0` : JSON.stringify(value)),
  (value) => value.toExponential(),
]

/** JSON text of a document with its numbers in several notations. */
export function inOtherNotations(document: unknown, from: number): string {
  let turn = from
  const write = (value: unknown): string => {
    if (typeof value === 'number') return sure(notations[turn++ % notations.length])(value)
    if (Array.isArray(value)) return `[${value.map(write).join(',')}]`
    if (typeof value !== 'object' || value === null) return JSON.stringify(value)
    const members = Object.entries(value).filter(([, member]) => member !== undefined)
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${write(member)}`).join(',')}}`
  }
  return write(document)
}
