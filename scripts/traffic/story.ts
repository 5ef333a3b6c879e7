/**
 * A story: requests that one end-to-end test made, in their order, with what was answered. Requests keep their values but
 * for those that differ from run to run: `{{name.path}}` stands for a value of an earlier answer of the story,
 * `{{new-1}}` for an id that the client made up, `{{key}}` for the publishable key, `{{app}}` for the app's address. Answers
 * keep their shape alone.
 */
import { sure } from '../sure.ts'

/** Part of a request or an answer, as JSON has it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** One request as it went over the wire. */
export interface Exchange {
  method: string
  /** Path and query. */
  address: string
  headers: Record<string, string>
  body: Json
  status: number
  answerHeaders: Record<string, string>
  answer: Json
}

/** One request as it is kept. */
export interface Step {
  /** What later steps call its answer. */
  name: string
  method: string
  address: string
  headers: Record<string, string>
  body: Json
  status: number
  answerHeaders: Record<string, string>
  /** What the answer is made of: "[].id: uuid". */
  shape: string[]
}

export interface Story {
  title: string
  steps: Step[]
}

/** Headers that change what is done; keys and tokens are among them, as references. */
export const requestHeaders = [
  'accept',
  'authorization',
  'content-type',
  'prefer',
  'range',
  'x-supabase-api-version',
]

/** Headers that the app, or PostgREST's client, reads. */
export const answerHeaders = ['content-type', 'content-range', 'preference-applied']

export function headersOf(names: readonly string[], headers: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = headers[name]
      // "application/json; charset=utf-8" and "application/json" say the same.
      return value ? [[name, name === 'content-type' ? sure(value.split(';')[0]).trim() : value]] : []
    }),
  )
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const time = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/

function kindOf(value: Json): string {
  if (value === null) return 'null'
  if (typeof value !== 'string') return typeof value
  if (uuid.test(value)) return 'uuid'
  return time.test(value) ? 'time' : 'text'
}

/** Every place of a value with the kinds found there, elements of a list taken together. */
export function shapeOf(value: Json): string[] {
  const kinds = new Map<string, Set<string>>()
  const visit = (part: Json, path: string) => {
    const children: [string, Json][] = Array.isArray(part)
      ? part.map((element) => [`${path}[]`, element])
      : part !== null && typeof part === 'object'
        ? Object.entries(part).map(([key, child]) => {
            // What is kept by id has other ids in each run.
            const name = uuid.test(key) ? '{id}' : key
            return [path ? `${path}.${name}` : name, child]
          })
        : []
    const kind = Array.isArray(part)
      ? 'list'
      : children.length > 0 || isObject(part)
        ? 'object'
        : kindOf(part)
    kinds.set(path, (kinds.get(path) ?? new Set()).add(kind))
    for (const [place, child] of children) visit(child, place)
  }
  visit(value, '')
  return [...kinds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, found]) => `${path}: ${[...found].sort().join('|')}`)
}

function isObject(value: Json): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

/** Ids, tokens, fingerprints, times: what another run has other values of. Words are the same in each. */
function isOfThisRun(text: string): boolean {
  return time.test(text) || (text.length >= 16 && /\d/.test(text) && !/\s/.test(text))
}

/** Where a value stands in an answer; elements with a name are found by it, because lists come in any order. */
export function placesOf(answer: Json): Map<string, string> {
  const places = new Map<string, string>()
  const visit = (part: Json, path: string) => {
    if (typeof part === 'string' && isOfThisRun(part) && !places.has(part)) places.set(part, path)
    if (Array.isArray(part))
      for (const [index, element] of part.entries())
        visit(element, `${path}.${selectorOf(element, index, part)}`)
    else if (part !== null && typeof part === 'object')
      for (const [key, child] of Object.entries(part)) visit(child, `${path}.${key}`)
  }
  visit(answer, '')
  return places
}

function selectorOf(element: Json, index: number, list: Json[]): string {
  const name = nameOf(element)
  const isOnlyOne = name !== null && list.filter((other) => nameOf(other) === name).length === 1
  return isOnlyOne && /^[^.{}[\]]+$/.test(name) ? `[name=${name}]` : String(index)
}

function nameOf(element: Json): string | null {
  if (element === null || typeof element !== 'object' || Array.isArray(element)) return null
  return typeof element.name === 'string' ? element.name : null
}

/** The value at a place that `placesOf` named; undefined where there is none. */
export function valueAt(answer: Json, path: string): Json | undefined {
  let part: Json | undefined = answer
  for (const key of path.split('.').filter(Boolean)) {
    if (part === null || part === undefined || typeof part !== 'object') return undefined
    const name = /^\[name=(.*)\]$/.exec(key)?.[1]
    if (!Array.isArray(part)) part = part[key]
    else part = name === undefined ? part[Number(key)] : part.find((element) => nameOf(element) === name)
  }
  return part
}

/** Replaces in every string of a value, keys included. */
export function mapStrings(value: Json, map: (text: string) => string): Json {
  if (typeof value === 'string') return map(value)
  if (Array.isArray(value)) return value.map((element) => mapStrings(element, map))
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [map(key), mapStrings(child, map)]))
  return value
}

/** What an address is for: the last part of its path. */
export function subjectOf(address: string): string {
  return sure(address.split('?')[0]?.split('/').at(-1))
}
