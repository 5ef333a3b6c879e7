import { z } from 'zod'
import { AppError } from '../errors.ts'

/** What the server says about refused values: `detail` names the field, the message says what is wrong with it. */
const detailSchema = z.object({ field: z.string() })

/** A refusal by field (`name`, `params.<key>`), so that a form can show it beside the input; empty for other errors. */
export function fieldErrorsOf(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof AppError) || error.code !== 'invalid') return {}
  const detail = detailSchema.safeParse(error.detail)
  return detail.success ? { [detail.data.field]: error.message } : {}
}
