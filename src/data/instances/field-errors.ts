import { z } from 'zod'
import { isFailure } from '../errors.ts'

/** What the server says about refused values: `detail` names the field, the message says what is wrong with it. */
const detailSchema = z.object({
  field: z.string(),
  errors: z.array(z.object({ field: z.string() })).default([]),
})

/** A refusal by field (`name`, `params.<key>`), so that a form can show it beside the input; empty for other errors. */
export function fieldErrorsOf(error: unknown): Readonly<Record<string, string>> {
  if (!isFailure(error, 'invalid')) return {}
  const detail = detailSchema.safeParse(error.detail)
  if (!detail.success) return {}
  const { field, errors } = detail.data
  return {
    ...Object.fromEntries(errors.map((other) => [other.field, 'This value is refused.'])),
    [field]: error.message,
  }
}
