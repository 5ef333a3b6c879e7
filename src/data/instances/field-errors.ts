import { z } from 'zod'
import { securityMessages } from '#domain/instances/secured.ts'
import { isFailure } from '../errors.ts'

/** What the server says about refused values: `detail` names the field, the message says what is wrong with it. */
const problemSchema = z.object({ field: z.string(), problem: z.string().optional() })
const detailSchema = problemSchema.extend({ errors: z.array(problemSchema).default([]) })

/** What only the server may know is said in the words of the form. */
const inWords: Readonly<Record<string, string>> = securityMessages

/** A refusal by field (`name`, `params.<key>`), so that a form can show it beside the input; empty for other errors. */
export function fieldErrorsOf(error: unknown): Readonly<Record<string, string>> {
  if (!isFailure(error, 'invalid')) return {}
  const detail = detailSchema.safeParse(error.detail)
  if (!detail.success) return {}
  const { field, problem, errors } = detail.data
  const wordsOf = (code: string | undefined, otherwise: string) =>
    (code === undefined ? undefined : inWords[code]) ?? otherwise
  return {
    ...Object.fromEntries(
      errors.map((other) => [other.field, wordsOf(other.problem, 'This value is refused.')]),
    ),
    [field]: wordsOf(problem, error.message),
  }
}
