/**
 * What a document must be, said before it is sent: every place that is wrong. The database judges again, by the same
 * rules; tests hold the two together.
 */
import type { z } from 'zod'
import { currentMonth } from '../calendar/month.ts'
import { lineagePattern } from '../instances/ranges.ts'
import { instanceKindSchema } from '../instances/schema.ts'
import { securityMessages, securityProblems } from '../instances/secured.ts'
import type { InstanceContent, InstanceKind, Params } from '../instances/types.ts'
import {
  baseSchema,
  documentParamsSchema,
  entrySchema,
  envelopeSchema,
  hasLineages,
  isObject,
  scenarioSchema,
  uuidPattern,
} from './document-schema.ts'
import type { DocumentKind } from './formats.ts'
import { withoutFormerAssumptions } from './former-assumptions.ts'

export interface DocumentProblem {
  /** Where it stands in the document, such as `instances[3].params.value`; empty for the whole of it. */
  readonly path: string
  readonly message: string
}

export interface DocumentInstance extends InstanceContent {
  readonly kind: InstanceKind
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

const lineage = new RegExp(lineagePattern, 'u')

const notInDocument = 'The file holds no property with this lineage_id.'

/** Also what a file of an older kind says under a name that a field has no more. */
export const unknownField = 'There is no such field. Take it out, or write it under its present name.'

/** Judges a parsed document. Answers what is in it, or everything that keeps it from being imported. */
export function checkDocument(given: unknown, kind: DocumentKind): CheckedDocument {
  const { document, flows } =
    kind === 'scenario' ? withoutFormerAssumptions(given) : { document: given, flows: [] }
  const envelope = envelopeSchema(kind).safeParse(document)
  if (!envelope.success) return { problems: problemsOf(envelope.error, '') }
  const { version, instances } = envelope.data
  const schema = entrySchema(kind, version)
  const entries = instances.map((value, index) => readEntry(value, `instances[${index}]`, schema, version))
  const described =
    kind === 'scenario' ? scenarioSchema.safeParse((document as { scenario?: unknown }).scenario) : null
  const problems = [
    ...unknownKeys(document as object, kind),
    ...(described && !described.success ? problemsOf(described.error, 'scenario') : []),
    ...entries.flatMap((entry) => ('problems' in entry ? entry.problems : [])),
    ...repeated(instances, kind, version),
    ...insecure(instances, kind, version),
  ]
  if (problems.length > 0) return { problems }
  const scenario = described?.data
  return {
    problems: null,
    document: given,
    scenario: scenario
      ? {
          name: scenario.name,
          description: scenario.description ?? null,
          assumptions: scenario.assumptions ?? {},
        }
      : null,
    instances: [...entries.flatMap((entry) => ('problems' in entry ? [] : [entry])), ...flows],
  }
}

/** Keys beside the contents, which would be lost. */
function unknownKeys(document: object, kind: DocumentKind): DocumentProblem[] {
  const known = [...Object.keys(envelopeSchema(kind).shape), ...(kind === 'scenario' ? ['scenario'] : [])]
  return Object.entries(document)
    .filter(([key, value]) => value !== null && !known.includes(key))
    .map(([key]) => ({ path: shortened(key), message: unknownField }))
}

type Entry = DocumentInstance | { readonly problems: readonly DocumentProblem[] }

function readEntry(
  value: unknown,
  path: string,
  schema: ReturnType<typeof entrySchema>,
  version: number,
): Entry {
  const entry = schema.safeParse(value)
  if (!isObject(value)) return { problems: entry.success ? [] : problemsOf(entry.error, path) }
  const kind = instanceKindSchema.safeParse(value.kind).data
  const params = kind && documentParamsSchema(kind).safeParse(isObject(value.params) ? value.params : {})
  const problems = [
    ...(entry.success ? [] : problemsOf(entry.error, path)),
    ...(!params || params.success ? [] : problemsOf(params.error, `${path}.params`)),
    ...(version >= 2 ? baseProblems(value, path, kind) : []),
  ]
  if (problems.length > 0 || !entry.success || !params?.data) return { problems }
  const { kind: entryKind, name, status = 'active' } = entry.data
  return { kind: entryKind, name, status, params: params.data }
}

/** A base is what a source held; its kind is that of the entry. */
function baseProblems(
  { base, source_instance_id: source }: Record<string, unknown>,
  path: string,
  kind: InstanceKind | undefined,
): DocumentProblem[] {
  if (base === undefined || base === null) return []
  const problems =
    source === undefined || source === null
      ? [{ path: `${path}.source_instance_id`, message: 'What it was when copied says nothing without it.' }]
      : []
  if (!isObject(base)) return problems
  const checked = baseSchema.safeParse(base)
  const params = kind && documentParamsSchema(kind).safeParse(isObject(base.params) ? base.params : {})
  return [
    ...problems,
    ...(checked.success ? [] : problemsOf(checked.error, `${path}.base`)),
    ...(!params || params.success ? [] : problemsOf(params.error, `${path}.base.params`)),
  ]
}

/** A scenario holds at most one copy of an instance. It can hold a copy of what it brought forth: one of each lineage. */
function repeated(entries: readonly unknown[], kind: DocumentKind, version: number): DocumentProblem[] {
  const seen = new Set<string>()
  const isSeen = (...identity: unknown[]) => {
    const key = JSON.stringify(identity)
    return seen.size === seen.add(key).size
  }
  const isId = (value: unknown): value is string => typeof value === 'string' && uuidPattern.test(value)
  return entries.flatMap((entry, index) => {
    if (!isObject(entry)) return []
    const { lineage_id: lineage } = entry
    const source = kind === 'scenario' ? entry.source_instance_id : undefined
    const isCopy = source !== undefined && source !== null
    const path = `instances[${index}]`
    return [
      ...(isId(source) && isSeen('source', source.toLowerCase())
        ? [
            {
              path: `${path}.source_instance_id`,
              message: 'The file holds another copy of the same investment.',
            },
          ]
        : []),
      ...(hasLineages(kind, version) && isId(lineage) && isSeen('lineage', lineage.toLowerCase(), isCopy)
        ? [{ path: `${path}.lineage_id`, message: 'The file holds the same investment once more.' }]
        : []),
    ]
  })
}

/**
 * Loans beside the properties of the document that they are secured on. In a scenario they may be secured on one that it does not
 * copy: whether that is there only the database knows.
 */
function insecure(entries: readonly unknown[], kind: DocumentKind, version: number): DocumentProblem[] {
  const now = currentMonth(new Date())
  const paramsOf = (entry: unknown): Record<string, unknown> | null =>
    isObject(entry) && isObject(entry.params) ? entry.params : null
  const properties = Map.groupBy(
    entries.filter((entry) => isObject(entry) && entry.kind === 'property' && isObject(entry.params)),
    (entry) => {
      const { lineage_id: lineage } = entry as Record<string, unknown>
      return hasLineages(kind, version) && typeof lineage === 'string' ? lineage.toLowerCase() : null
    },
  )
  return entries.flatMap((entry, index) => {
    const loan = isObject(entry) && entry.kind === 'loan' ? paramsOf(entry) : null
    if (typeof loan?.secured_on !== 'string' || !lineage.test(loan.secured_on)) return []
    const named = (properties.get(loan.secured_on) ?? []).map(paramsOf).filter((params) => params !== null)
    if (kind === 'scenario' && named.length === 0) return []
    return securityProblems(loan, named, now).map(({ key, problem }) => ({
      path: `instances[${index}].params.${key}`,
      message: problem === 'not_there' ? notInDocument : securityMessages[problem],
    }))
  })
}

function problemsOf(error: z.ZodError, at: string): DocumentProblem[] {
  return error.issues.flatMap((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [null]
    return keys.map((key) => {
      const steps = key === null ? issue.path : [...issue.path, shortened(key)]
      return {
        path: steps.reduce<string>(
          (path, step) =>
            typeof step === 'number'
              ? `${path}[${step}]`
              : path === ''
                ? String(step)
                : `${path}.${String(step)}`,
          at,
        ),
        message: key === null ? issue.message : unknownField,
      }
    })
  })
}

/** A key may be as long as the file: no known one is. */
function shortened(key: string): string {
  return [...key.slice(0, 200)].slice(0, 100).join('')
}
