/**
 * What an import file must be, said before it is sent: every place that is wrong, in words. The database judges again,
 * by the same catalogue.
 */
import { z } from 'zod'
import { fieldLabel } from '../instances/catalogue.ts'
import { instanceKindSchema, instanceStatusSchema, nameSchema, paramsSchema } from '../instances/schema.ts'
import type { InstanceKind, InstanceStatus, Params } from '../instances/types.ts'
import { assumptionFields } from '../scenarios/assumption-fields.ts'
import { assumptionsSchema } from '../scenarios/assumptions.ts'

export const documentFormats = { instances: 'scenarios/instances', scenario: 'scenarios/scenario' } as const
export type DocumentKind = keyof typeof documentFormats

/** The largest file that the database takes, in bytes, and the most instances in one. */
export const documentLimits = { bytes: 5 * 1024 * 1024, instances: 2_000 }

export interface DocumentProblem {
  /** Where it stands in the file, such as `instances[3].params.value`. */
  readonly path: string
  /** The same in words, such as "Value of “Index funds”". */
  readonly place: string
  readonly message: string
}

export interface DocumentInstance {
  readonly kind: InstanceKind
  readonly name: string
  readonly status: InstanceStatus
  readonly params: Params
  /** Which instance it was a copy of, in the file of a scenario. */
  readonly sourceId: string | null
}

export interface DocumentScenario {
  readonly name: string
  readonly description: string | null
  readonly assumptions: Params
}

export type CheckedDocument =
  | { readonly problems: readonly DocumentProblem[] }
  | {
      readonly problems: null
      /** As it is sent. */
      readonly document: unknown
      readonly scenario: DocumentScenario | null
      readonly instances: readonly DocumentInstance[]
    }

const unknownField = 'There is no such field.'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Keys that are null say nothing, as in the database. */
function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null))
}

const sparse = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(withoutNulls, schema)

const envelopeSchema = (kind: DocumentKind) =>
  z.object(
    {
      format: z.literal(
        documentFormats[kind],
        `The file must say format “${documentFormats[kind]}”. Was it exported from somewhere else?`,
      ),
      version: z.literal(1, 'Only version 1 can be read.'),
      instances: z
        .array(z.unknown(), 'The file must hold a list of instances.')
        .max(documentLimits.instances, `A file can hold at most ${documentLimits.instances} instances.`),
    },
    'The file must be an object with format, version and instances.',
  )

const scenarioSchema = sparse(
  z.strictObject(
    {
      name: nameSchema,
      description: z
        .string('The description must be text.')
        .max(2_000, 'The description must be at most 2000 characters long.')
        .optional(),
      status: z.enum(['draft', 'active', 'archived'], 'Status must be draft, active or archived.').optional(),
      tags: z
        .array(
          z.string('A tag must be text.').min(1, 'A tag cannot be empty.').max(40, 'A tag is too long.'),
          'Tags must be a list.',
        )
        .max(20, 'There can be at most 20 tags.')
        .optional(),
      assumptions: sparse(assumptionsSchema).optional(),
    },
    'The file must describe the scenario.',
  ),
)

const entrySchema = (kind: InstanceKind, documentKind: DocumentKind) => {
  const schema = z.strictObject({
    kind: instanceKindSchema,
    name: nameSchema,
    status: z.enum(instanceStatusSchema.options, 'Status must be active or archived.').optional(),
    params: sparse(paramsSchema(kind)),
    source_instance_id: z.string().regex(uuid, 'This is not the id of an instance.').optional(),
  })
  // Only a copy has a source.
  return sparse(
    documentKind === 'scenario' ? schema : (schema.omit({ source_instance_id: true }) as typeof schema),
  )
}

const kindSchema = z.object(
  { kind: z.enum(instanceKindSchema.options, 'The kind must be property, portfolio, cash or loan.') },
  'Each instance must be an object.',
)

/** Reads the text of a file. Answers what is in it, or everything that keeps it from being imported. */
export function checkDocument(text: string, kind: DocumentKind): CheckedDocument {
  let document: unknown
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return { problems: [{ path: '', place: 'The file', message: 'It is not JSON, as an export is.' }] }
  }
  const envelope = envelopeSchema(kind).safeParse(document)
  if (!envelope.success) return { problems: problemsOf(envelope.error, '', () => 'The file') }
  const entries = envelope.data.instances.map((value, index) => readEntry(value, index, kind))
  const described =
    kind === 'scenario' ? scenarioSchema.safeParse((document as { scenario?: unknown }).scenario) : null
  const problems = [
    ...unknownKeys(document as object, kind),
    ...(described && !described.success ? problemsOf(described.error, 'scenario', placeInScenario) : []),
    ...entries.flatMap((entry) => ('problems' in entry ? entry.problems : [])),
    ...repeatedSources(entries),
  ]
  if (problems.length > 0) return { problems }
  const scenario = described?.data
  return {
    problems: null,
    document,
    scenario: scenario
      ? {
          name: scenario.name,
          description: scenario.description ?? null,
          assumptions: scenario.assumptions ?? {},
        }
      : null,
    instances: entries.flatMap((entry) => ('problems' in entry ? [] : [entry])),
  }
}

type Entry = DocumentInstance | { readonly problems: readonly DocumentProblem[] }

/** Keys beside the contents, which would be lost. */
function unknownKeys(document: object, kind: DocumentKind): DocumentProblem[] {
  const known = [...Object.keys(envelopeSchema(kind).shape), ...(kind === 'scenario' ? ['scenario'] : [])]
  return Object.entries(document)
    .filter(([key, value]) => value !== null && !known.includes(key))
    .map(([key]) => ({ path: key, place: `${key} of the file`, message: unknownField }))
}

function readEntry(value: unknown, index: number, documentKind: DocumentKind): Entry {
  const path = `instances[${index}]`
  const name = nameOf(value, index)
  const kind = kindSchema.safeParse(value)
  if (!kind.success) return { problems: problemsOf(kind.error, path, () => name) }
  const entry = entrySchema(kind.data.kind, documentKind).safeParse(value)
  if (!entry.success)
    return {
      problems: problemsOf(entry.error, path, (field) =>
        field === '' || field === 'source_instance_id'
          ? name
          : `${fieldLabel(kind.data.kind, field)} of ${name}`,
      ),
    }
  const { status = 'active', source_instance_id: sourceId = null, ...content } = entry.data
  return { ...content, status, sourceId }
}

function nameOf(value: unknown, index: number): string {
  const name = typeof value === 'object' && value !== null && 'name' in value ? value.name : null
  return typeof name === 'string' && name.trim() !== '' ? `“${name.trim()}”` : `instance ${index + 1}`
}

/** A scenario holds at most one copy of an instance. */
function repeatedSources(entries: readonly Entry[]): DocumentProblem[] {
  const seen = new Set<string>()
  return entries.flatMap((entry, index) => {
    if ('problems' in entry || entry.sourceId === null) return []
    const id = entry.sourceId.toLowerCase()
    if (!seen.has(id)) {
      seen.add(id)
      return []
    }
    return {
      path: `instances[${index}].source_instance_id`,
      place: `“${entry.name}”`,
      message: 'The file holds another copy of the same instance.',
    }
  })
}

function placeInScenario(field: string): string {
  const key = field.replace(/^assumptions\./, '')
  const assumption = assumptionFields.find((candidate) => candidate.key === key)
  if (assumption && key !== field) return `${assumption.label} of the scenario`
  return field === '' ? 'The scenario' : `${field.replace(/\[.*/, '')} of the scenario`
}

function problemsOf(error: z.ZodError, at: string, placeOf: (field: string) => string): DocumentProblem[] {
  return error.issues.flatMap((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [null]
    return keys.map((key) => {
      const steps = key === null ? issue.path : [...issue.path, key]
      const field = steps.reduce<string>(
        (path, step) =>
          typeof step === 'number'
            ? `${path}[${step}]`
            : path === ''
              ? String(step)
              : `${path}.${String(step)}`,
        '',
      )
      return {
        path: [at, field].filter(Boolean).join('.'),
        place: placeOf(field),
        message: key === null ? issue.message : unknownField,
      }
    })
  })
}

/** What the database says of a place, in words; it speaks in codes. */
export function wordProblem(problem: {
  path: string
  problem: string
  min?: number | undefined
  max?: number | undefined
}): DocumentProblem {
  const { path, min, max } = problem
  if (problem.problem === 'unknown_field') return { path, place: path, message: unknownField }
  const range =
    min !== undefined && max !== undefined
      ? ` It must be between ${min} and ${max}.`
      : min !== undefined
        ? ` It must be at least ${min}.`
        : max !== undefined
          ? ` It must be at most ${max}.`
          : ''
  const words = problem.problem.replaceAll('_', ' ')
  return { path, place: path || 'The file', message: `${words[0]?.toUpperCase()}${words.slice(1)}.${range}` }
}
