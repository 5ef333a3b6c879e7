import { Alert, Text } from '@mantine/core'
import { IconFileAlert } from '@tabler/icons-react'
import { z } from 'zod'
import { AppError } from '#data/errors.ts'
import { wordRefusal } from '#domain/documents/problem-words.ts'
import type { DocumentFile } from '#domain/documents/read-document.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { ProblemTable } from './problem-table.tsx'

const refusalSchema = z.object({
  errors: z.array(
    z.object({
      path: z.string(),
      problem: z.string(),
      min: z.number().optional(),
      max: z.number().optional(),
      options: z.array(z.string()).optional(),
    }),
  ),
  left_out: z.number().default(0),
})

export type ReadFile = Extract<DocumentFile, { problems: null }>

interface RefusalProps {
  error: unknown
  /** The file that was sent. */
  read: ReadFile
  /** What could not be done, as a heading; for errors that are not the file's. */
  title: string
  onRetry?: () => void
  isRetrying?: boolean
}

/**
 * What came back instead of an answer. The database judges a file by the rules of the app, so it refuses none but for
 * another version of them; then it speaks of paths, and people read of the places of their file.
 */
export function Refusal({ error, read, title, onRetry, isRetrying = false }: RefusalProps) {
  const refusal = error instanceof AppError ? refusalSchema.safeParse(error.detail).data : undefined
  if (!refusal)
    return (
      <ErrorState error={error} title={title} {...(onRetry ? { onRetry, isRetrying } : {})}>
        {!onRetry && <Text size="sm">What you chose is still here; the same button tries again.</Text>}
      </ErrorState>
    )
  return (
    <>
      <Alert
        color="orange"
        icon={<IconFileAlert aria-hidden />}
        title="The database does not take this file as it is"
        role="alert"
      >
        Nothing was imported. Correct the places below in the file, or load this page anew, in case it is of
        an older version, and choose it again.
      </Alert>
      <ProblemTable
        problems={refusal.errors.map((entry) => read.inFile(wordRefusal(entry)))}
        leftOut={refusal.left_out}
      />
    </>
  )
}
