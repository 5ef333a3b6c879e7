/** zod schemas of a document and its parts. The database judges by the same rules (private.check_document). */
import { z } from 'zod'
import { fieldsOf } from '../instances/catalogue.ts'
import { withPresentKeys } from '../instances/former-keys.ts'
import {
  hasAtMost,
  instanceKindSchema,
  instanceStatusSchema,
  paramsSchema,
  storedNameSchema,
  visible,
  withoutControls,
} from '../instances/schema.ts'
import type { FieldDefinition, InstanceKind } from '../instances/types.ts'
import { assumptionFields } from '../scenarios/assumption-fields.ts'
import { assumptionsSchema } from '../scenarios/assumptions.ts'
import { type DocumentKind, documentFormats, documentLimits, documentVersions } from './formats.ts'

export const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Keys that are null say nothing, as in the database. */
function withoutNulls(value: unknown): unknown {
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null))
}

/** Values of fields, as they are called now. */
const fieldValues = <Schema extends z.ZodType>(fields: readonly FieldDefinition[], schema: Schema) =>
  z.preprocess((value) => (isObject(value) ? withoutNulls(withPresentKeys(fields, value)) : value), schema)

const sparse = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(withoutNulls, schema)

function inWords(versions: readonly number[]): string {
  return versions.length === 1
    ? `Only version ${versions[0]} can be read.`
    : `Only the versions ${versions.join(' and ')} can be read.`
}

export const envelopeSchema = (kind: DocumentKind) =>
  z.object(
    {
      format: z.literal(
        documentFormats[kind],
        `The file must say format “${documentFormats[kind]}”. Was it exported from somewhere else?`,
      ),
      version: z.literal([...documentVersions[kind]], inWords(documentVersions[kind])),
      instances: z
        .array(z.unknown(), 'The file must hold a list of investments, “instances”.')
        .max(documentLimits.instances, `A file can hold at most ${documentLimits.instances} investments.`),
    },
    'The file must be an object with format, version and instances.',
  )

const tagSchema = withoutControls(
  hasAtMost(
    40,
    z.string('A tag must be text.').regex(visible, 'A tag cannot be empty.'),
    'A tag is too long.',
  ),
  'A tag cannot hold tabs, line breaks or other control characters.',
)

export const scenarioSchema = sparse(
  z.strictObject(
    {
      name: storedNameSchema,
      description: hasAtMost(
        2_000,
        z.string('The description must be text.'),
        'The description must be at most 2000 characters long.',
      )
        .refine(
          (text) => !/[^\P{Cc}\t\n\r]/u.test(text),
          'The description cannot hold control characters other than tabs and line breaks.',
        )
        .optional(),
      status: z.enum(['draft', 'active', 'archived'], 'Status must be draft, active or archived.').optional(),
      tags: z.array(tagSchema, 'Tags must be a list.').max(20, 'There can be at most 20 tags.').optional(),
      assumptions: fieldValues(assumptionFields, assumptionsSchema).optional(),
    },
    'The file must describe the scenario.',
  ),
)

const idSchema = z.string('This is not an id.').regex(uuidPattern, 'This is not an id.').optional()

const paramsObject = 'Params must be an object of fields.'

/** Params are judged by themselves: what is needed of them is needed also where there are none. */
const contentShape = {
  name: storedNameSchema,
  status: z.enum(instanceStatusSchema.options, 'Status must be active or archived.').optional(),
  params: z.custom<Record<string, unknown>>(isObject, paramsObject),
}

/** Whether entries may say by which lineage others name them. */
export function hasLineages(documentKind: DocumentKind, version: number): boolean {
  return documentKind === 'instances' || version >= 2
}

/** An entry but for its params and for what is in its base. */
export const entrySchema = (documentKind: DocumentKind, version: number) =>
  sparse(
    z.strictObject(
      {
        kind: z.enum(
          instanceKindSchema.options,
          'The kind must be property, portfolio, cash, loan or cash_flow.',
        ),
        ...contentShape,
        ...(documentKind === 'scenario' ? { source_instance_id: idSchema } : {}),
        ...(hasLineages(documentKind, version) ? { lineage_id: idSchema } : {}),
        ...(version >= 2
          ? {
              base: z
                .custom<Record<string, unknown>>(isObject, 'What it was when copied must be an object.')
                .optional(),
            }
          : {}),
      },
      'Each investment must be an object.',
    ),
  )

/** What a copy was copied from, but for its params. */
export const baseSchema = sparse(z.strictObject(contentShape))

export function documentParamsSchema(kind: InstanceKind) {
  return fieldValues(fieldsOf(kind), paramsSchema(kind))
}
