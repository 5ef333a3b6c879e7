import { z } from 'zod'
import { appError } from './errors.ts'

/**
 * What the server answered, in the shape the app relies on. An answer of another shape is a defect of ours (an app
 * older than its database, say), so the person reads that something went wrong and the cause keeps the particulars.
 * @throws AppError `unexpected`
 */
export function parseAnswer<Schema extends z.ZodType>(schema: Schema, answer: unknown): z.output<Schema> {
  const parsed = schema.safeParse(answer)
  if (!parsed.success) throw appError('unexpected', { cause: parsed.error })
  return parsed.data
}

export function parseRows<Schema extends z.ZodType>(schema: Schema, rows: unknown): z.output<Schema>[] {
  return parseAnswer(z.array(schema), rows)
}
