/** zod schemas of instances, built from the catalogue. */
import { z } from 'zod'
import { fieldsOf, instanceKinds } from './catalogue.ts'
import { fieldsSchema } from './field-schema.ts'
import { tidyName } from './tidy-name.ts'
import type { InstanceKind, Scalar } from './types.ts'

export const instanceKindSchema = z.enum(instanceKinds)
export const instanceStatusSchema = z.enum(['active', 'archived'])

/** The longest name that the database takes. */
export const nameLimit = 120

/** Something that a person can see; private.name_problem asks for the same. */
export const visible = /[^\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u

/** Characters as people and the database count them: an emoji is one. */
function isAtMost(limit: number, text: string) {
  return text.length <= limit || [...text].length <= limit
}

export function hasAtMost<Schema extends z.ZodType<string>>(limit: number, schema: Schema, message: string) {
  return schema.refine((text) => isAtMost(limit, text), message)
}

/** Text of one line; private.has_controls asks for the same. */
export function withoutControls<Schema extends z.ZodType<string>>(schema: Schema, message: string) {
  return schema.refine((text) => !/[\p{Cc}\u2028\u2029]/u.test(text), message)
}

/** A name as it is stored. */
export const storedNameSchema = withoutControls(
  z
    .string('A name is needed.')
    .regex(visible, { error: 'A name is needed.', abort: true })
    // Nor as it will be stored: composed it can be up to three times as long.
    .refine(
      (name) =>
        isAtMost(nameLimit, name) && (name.length <= nameLimit / 3 || isAtMost(nameLimit, tidyName(name))),
      `The name must be at most ${nameLimit} characters long.`,
    ),
  'The name cannot hold tabs, line breaks or other control characters.',
)

/** A name as it is typed. */
export const nameSchema = z.string('A name is needed.').overwrite(tidyName).pipe(storedNameSchema)

export const scalarSchema = z.union([z.string(), z.number(), z.boolean()])

/** Any flat params, as they come from the server: keys of a newer version must not break an older app. */
export const storedParamsSchema = z.record(z.string(), scalarSchema)

const schemas = {
  property: fieldsSchema(fieldsOf('property')),
  portfolio: fieldsSchema(fieldsOf('portfolio')),
  cash: fieldsSchema(fieldsOf('cash')),
  loan: fieldsSchema(fieldsOf('loan')),
  cash_flow: fieldsSchema(fieldsOf('cash_flow')),
} satisfies Record<InstanceKind, unknown>

/** The params of a kind as a user may write them: strict, within ranges, sparse except for the required field. */
export function paramsSchema(kind: InstanceKind): z.ZodType<Record<string, Scalar>, Record<string, unknown>> {
  return schemas[kind]
}
