/** The field catalogue as the database holds it: rows of private.field_definitions. A release keeps them as catalogue.json. */
import { z } from 'zod'
import { monthPattern } from '#domain/calendar/month.ts'
import { fieldsOf, instanceKinds } from '#domain/instances/catalogue.ts'
import { scalarSchema } from '#domain/instances/schema.ts'
import type { FieldDefinition } from '#domain/instances/types.ts'
import { assumptionFields } from '#domain/scenarios/assumption-fields.ts'

const definitionSchema = z.strictObject({
  /** A kind of instance, or `assumptions`. */
  entity: z.string(),
  key: z.string(),
  type: z.enum(['money', 'percent', 'number', 'integer', 'month', 'boolean', 'choice', 'text', 'reference']),
  min: z.number().nullable(),
  max: z.number().nullable(),
  required: z.boolean(),
  default: scalarSchema.nullable(),
  options: z.array(z.string()).nullable(),
  pattern: z.string().nullable(),
  formerKeys: z.array(z.string()),
  /** The app has no such field any more; what was stored in it stays valid. */
  isRetired: z.boolean(),
})

export type Definition = z.infer<typeof definitionSchema>

export const definitionsSchema = z.array(definitionSchema)

/** Every field that the app knows, in the order of its forms. */
export function definitionsOfCatalogue(): Definition[] {
  return [
    ...instanceKinds.flatMap((kind) => fieldsOf(kind).map((field) => definitionOf(kind, field))),
    ...assumptionFields.map((field) => definitionOf('assumptions', field)),
  ]
}

function definitionOf(entity: string, field: FieldDefinition): Definition {
  return {
    entity,
    key: field.key,
    type: field.type,
    min: field.min ?? null,
    max: field.max ?? null,
    required: field.required ?? false,
    default: field.default,
    options: field.options?.map(({ value }) => value) ?? (field.refersTo ? [field.refersTo] : null),
    pattern: (field.type === 'month' ? monthPattern.source : field.pattern) ?? null,
    formerKeys: [...(field.formerKeys ?? [])],
    isRetired: false,
  }
}

/** `property.weekly_rent`, as people are told of a field. */
export function nameOf({ entity, key }: Pick<Definition, 'entity' | 'key'>): string {
  return `${entity}.${key}`
}
