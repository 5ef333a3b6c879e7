/** Where a path of a document leads, in words: "Investment 3 “Flat in Coburg”, Loan balance". */
import { fieldLabel, isInstanceKind, nounOf } from '../instances/catalogue.ts'
import { instanceKindSchema } from '../instances/schema.ts'
import { assumptionFields } from '../scenarios/assumption-fields.ts'
import { isObject } from './document-schema.ts'

const whole = 'The file'

/** @param document as it was parsed, whatever is in it; investments are named by it. */
export function placeInWords(path: string, document: unknown): string {
  if (path === '') return whole
  const [, index, rest = ''] = /^instances\[(\d+)\]\.?(.*)$/s.exec(path) ?? []
  if (index !== undefined)
    return joined(entryInWords(Number(index), document), fieldInWords(rest, index, document))
  const [, field = null] = /^scenario\.?(.*)$/s.exec(path) ?? []
  if (field !== null) return joined('The scenario', scenarioFieldInWords(field))
  const part: Record<string, string> = {
    format: 'format',
    version: 'version',
    instances: 'list of investments',
  }
  return joined(whole, part[path] ?? `“${path}”`)
}

const joined = (place: string, field: string) => (field === '' ? place : `${place}, ${field}`)

function entryOf(index: number, document: unknown): Record<string, unknown> {
  const instances = isObject(document) ? document.instances : null
  const entry = Array.isArray(instances) ? instances[index] : null
  return isObject(entry) ? entry : {}
}

function entryInWords(index: number, document: unknown): string {
  const { kind, name } = entryOf(index, document)
  const title = typeof name === 'string' ? name.trim() : ''
  const short = title.length > 60 ? `${title.slice(0, 60)}…` : title
  const noun = isInstanceKind(kind) ? nounOf(kind) : 'investment'
  const entry = `${noun.charAt(0).toUpperCase()}${noun.slice(1)} ${index + 1}`
  return short === '' ? entry : `${entry} “${short}”`
}

const parts: Record<string, string> = {
  name: 'name',
  kind: 'kind',
  status: 'status',
  params: 'fields',
  source_instance_id: 'id of its source',
  lineage_id: 'lineage',
  base: 'what it was when copied',
}

function fieldInWords(field: string, index: string, document: unknown): string {
  const inBase = field.replace(/^base\./, '')
  if (inBase !== field) return `${fieldInWords(inBase, index, document)} when copied`
  const key = field.replace(/^params\./, '')
  if (key === field) return parts[field] ?? (field === '' ? '' : `“${field}”`)
  const kind = instanceKindSchema.safeParse(entryOf(Number(index), document).kind).data
  const label = kind ? fieldLabel(kind, key) : key
  return label === key ? `“${key}”` : label
}

function scenarioFieldInWords(field: string): string {
  const key = field.replace(/^assumptions\./, '')
  const assumption = key === field ? null : assumptionFields.find((candidate) => candidate.key === key)
  if (assumption) return assumption.label
  const [, tag] = /^tags\[(\d+)\]/.exec(field) ?? []
  if (tag !== undefined) return `tag ${Number(tag) + 1}`
  const known = ['name', 'description', 'status', 'tags', 'assumptions']
  return field === '' || known.includes(field) ? field : `“${key}”`
}
