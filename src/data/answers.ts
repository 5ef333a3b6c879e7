/**
 * Requests whose answers have the shape that the app relies on. An answer of another shape is a defect of ours (an app
 * older than its database, say), so the person reads that something went wrong and the cause keeps the particulars.
 */
import { z } from 'zod'
import type { Json } from './database.types.ts'
import { appError, VersionConflictError } from './errors.ts'
import { type Answer, type RequestOptions, request, requestMaybe } from './request.ts'

/** @throws AppError `unexpected` */
export function parseAnswer<Schema extends z.ZodType>(schema: Schema, answer: unknown): z.output<Schema> {
  const parsed = schema.safeParse(answer)
  if (!parsed.success) throw appError('unexpected', { cause: parsed.error })
  return parsed.data
}

/** What the server answers. */
export async function requestAnswer<Schema extends z.ZodType>(
  schema: Schema,
  query: PromiseLike<Answer<unknown>>,
  options?: RequestOptions,
): Promise<z.output<Schema>> {
  return parseAnswer(schema, await request(query, options))
}

/** The rows of a list that is never longer than a page. */
export function requestRows<Schema extends z.ZodType>(
  schema: Schema,
  query: PromiseLike<Answer<unknown>>,
  options?: RequestOptions,
): Promise<z.output<Schema>[]> {
  return requestAnswer(z.array(schema), query, options)
}

/** PostgREST answers at most this many rows a request. */
export const pageSize = 1_000

interface PagedQuery extends PromiseLike<Answer<unknown>> {
  gt(column: 'id', value: string): PagedQuery
  order(column: 'id'): PagedQuery
  limit(count: number): PagedQuery
}

/**
 * Every row of a list that may be longer than a page. `newQuery` makes the query of all of them; each page asks for the
 * rows whose id comes after the last: rows added or deleted meanwhile can then neither repeat nor hide others.
 */
export async function requestAllRows<Row extends { id: string }>(
  schema: z.ZodType<Row>,
  newQuery: () => PagedQuery,
  options?: RequestOptions,
): Promise<Row[]> {
  const rows: Row[] = []
  for (;;) {
    const last = rows.at(-1)
    const rest = last ? newQuery().gt('id', last.id) : newQuery()
    const page = await requestRows(schema, rest.order('id').limit(pageSize), options)
    rows.push(...page)
    if (page.length < pageSize) return rows
  }
}

interface RowQuery {
  maybeSingle(): PromiseLike<Answer<unknown>>
}

/** The one row there is, or null. */
export async function requestRowMaybe<Schema extends z.ZodType>(
  schema: Schema,
  query: RowQuery,
  options?: RequestOptions,
): Promise<z.output<Schema> | null> {
  const row = await requestMaybe(query.maybeSingle(), options)
  return row === null ? null : parseAnswer(schema, row)
}

/** The one row there is. @throws AppError `not_found` where there is none. */
export async function requestRow<Schema extends z.ZodType>(
  schema: Schema,
  query: RowQuery,
  options?: RequestOptions,
): Promise<z.output<Schema>> {
  const row = await requestRowMaybe(schema, query, options)
  if (row === null) throw appError('not_found')
  return row
}

interface Update<Schema extends z.ZodType> {
  /** Of the row in the version that the user began with. */
  readonly query: RowQuery
  readonly readNow: () => Promise<z.output<Schema>>
  /** Whether the row already says all of what was to be saved: the answer to an earlier try was lost. */
  readonly isSaved: (row: z.output<Schema>) => boolean
}

/** The row as an update left it. @throws VersionConflictError where somebody was faster; nothing was written. */
export async function requestUpdate<Schema extends z.ZodType>(
  schema: Schema,
  { query, readNow, isSaved }: Update<Schema>,
): Promise<z.output<Schema>> {
  const row = await requestRowMaybe(schema, query)
  if (row !== null) return row
  const now = await readNow()
  if (isSaved(now)) return now
  throw new VersionConflictError(now)
}

/** What is sent as JSON: the generated types know no read-only values. */
export function asJson(value: unknown): Json {
  return value as Json
}
