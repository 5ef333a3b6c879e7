import { z } from 'zod'
import { AppError } from '#data/errors.ts'
import { type CheckedDocument, type DocumentProblem, wordProblem } from '#domain/documents/check-document.ts'

export interface ChosenFile {
  readonly file: File
  readonly checked: CheckedDocument
}

/** What is in a file; one that is too large or cannot be read says so as any other problem does. */
export async function readFile(
  file: File,
  check: (text: string) => CheckedDocument,
  limit: number,
): Promise<ChosenFile> {
  const wrong = (message: string): ChosenFile => ({
    file,
    checked: { problems: [{ path: '', place: 'The file', message }] },
  })
  if (file.size > limit) return wrong(`It is larger than ${Math.round(limit / 1024 / 1024)} MB.`)
  try {
    return { file, checked: check(await file.text()) }
  } catch {
    return wrong('It could not be read. Was it moved or deleted meanwhile?')
  }
}

const refusalSchema = z.object({
  errors: z.array(
    z.object({
      path: z.string(),
      problem: z.string(),
      min: z.number().optional(),
      max: z.number().optional(),
    }),
  ),
})

/** The places that the database refused. It judges by the same catalogue, so there are none but for another version. */
export function problemsOfRefusal(error: unknown): DocumentProblem[] {
  const refusal = error instanceof AppError ? refusalSchema.safeParse(error.detail) : null
  return refusal?.success ? refusal.data.errors.map(wordProblem) : []
}
