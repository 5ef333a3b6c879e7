/** From a field's description to the zod schema that checks one value of it. */
import { z } from 'zod'
import { monthPattern } from '../calendar/month.ts'
import { formatExact } from '../money/format.ts'
import { rulesTogether } from './together.ts'
import type { FieldDefinition, Scalar } from './types.ts'

/** As the database writes numbers in its refusals. */
const plainLocale = 'en-AU'

/** "between 0 and 100", in the words of a refusal; null when the field has no limits. */
function rangeText(field: FieldDefinition, locale = plainLocale): string | null {
  const [min, max] = [field.min, field.max].map((limit) =>
    limit === undefined ? undefined : formatExact(limit, locale),
  )
  if (min !== undefined && max !== undefined) return `between ${min} and ${max}`
  if (min !== undefined) return `at least ${min}`
  if (max !== undefined) return `at most ${max}`
  return null
}

function numberSchema(field: FieldDefinition, locale: string): z.ZodType<Scalar> {
  // A duration may be typed in years, where bare limits would mislead.
  const unit = field.unit === 'months' ? ' months' : ''
  const outOfRange = `${field.label} must be ${rangeText(field, locale)}${unit}.`
  let schema = z.number({
    error: (issue) =>
      issue.input === undefined ? `${field.label} is needed.` : `${field.label} must be a number.`,
  })
  if (field.min !== undefined) schema = schema.gte(field.min, outOfRange)
  if (field.max !== undefined) schema = schema.lte(field.max, outOfRange)
  // As the database, which keeps no smaller one exactly.
  const isKept = (value: number) => value === 0 || Math.abs(value) >= 1e-300
  if (field.type !== 'integer') return schema.refine(isKept, `${field.label} is too close to 0.`)
  return schema.refine(Number.isInteger, `${field.label} must be a whole number.`)
}

function textSchema(field: FieldDefinition): z.ZodType<Scalar> {
  return z
    .string(`${field.label} must be text.`)
    .min(field.min ?? 0, `${field.label} is too short.`)
    .max(field.max ?? 500, `${field.label} must be at most ${field.max ?? 500} characters long.`)
    .regex(new RegExp(field.pattern ?? '', 'u'), `${field.label} must look like the example.`)
}

/** Checks one value. The messages are for people, name the field and write limits as the locale does. */
export function fieldSchema(field: FieldDefinition, locale = plainLocale): z.ZodType<Scalar> {
  switch (field.type) {
    case 'money':
    case 'percent':
    case 'number':
    case 'integer':
      return numberSchema(field, locale)
    case 'boolean':
      return z.boolean(`${field.label} must be yes or no.`)
    case 'month':
      return z
        .string(`${field.label} must be a month, such as 2027-03.`)
        .regex(monthPattern, `${field.label} must be a month between 1900-01 and 2199-12, such as 2027-03.`)
    case 'choice': {
      const options = field.options ?? []
      return z.enum(
        options.map((option) => option.value),
        `${field.label} must be one of: ${options.map((option) => option.label).join(', ')}.`,
      )
    }
    case 'reference':
      return z
        .string(`${field.label} must name an investment.`)
        .regex(new RegExp(field.pattern ?? '', 'u'), `${field.label} must name an investment.`)
    case 'text':
      return textSchema(field)
  }
}

/** A strict schema over flat values: a missing key means the default, an unknown one is refused by name. */
export function fieldsSchema(
  fields: readonly FieldDefinition[],
): z.ZodType<Record<string, Scalar>, Record<string, unknown>> {
  const shape = Object.fromEntries(
    fields.map((field) => [field.key, field.required ? fieldSchema(field) : fieldSchema(field).optional()]),
  )
  const known = new Set(fields.map((field) => field.key))
  const alone = z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `Unknown field: ${issue.keys.filter((key) => !known.has(key)).join(', ')}.`
        : 'Values must be an object of fields.',
  })
  // Whatever else is wrong with them, as the database does.
  const together = rulesTogether
    .filter(({ key }) => known.has(key))
    .reduce(
      (schema, { key, message, isBroken }) =>
        schema.refine((values) => !isBroken(values), {
          path: [key],
          message,
          when: ({ value }) => typeof value === 'object' && value !== null,
        }),
      alone,
    )
  return together.transform((values) => values as Record<string, Scalar>) as z.ZodType<
    Record<string, Scalar>,
    Record<string, unknown>
  >
}
