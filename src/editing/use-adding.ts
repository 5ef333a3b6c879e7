import { useState } from 'react'
import { fieldErrorsOf } from '#data/instances/field-errors.ts'
import { useWrite, type Write } from '#data/writes.ts'
import type { ContentDraft } from '#fields/content-draft.ts'

interface AddingOptions<Row, Content, Input> {
  draft: ContentDraft<Content>
  write: Write<Row, Input>
  inputOf: (content: Content, requestId: string) => Input
  /** Lets what is typed go: it is saved. */
  release: () => void
  onAdded: (row: Row) => void
  /** Leads on from the form, for whoever has not left it. */
  onAddedHere: (row: Row) => void
}

/** Adding what is typed as a new row, once: a retry after a lost answer finds what the first try added. */
export function useAdding<Row, Content, Input>(options: AddingOptions<Row, Content, Input>) {
  const { draft, write, inputOf, release, onAdded, onAddedHere } = options
  const [requestId] = useState(() => crypto.randomUUID())
  const adding = useWrite(write, {
    failed: 'It was not added',
    onSuccess: onAdded,
    onSuccessHere: (row) => {
      release()
      onAddedHere(row)
    },
    onError: (error) => draft.refuse(fieldErrorsOf(error)),
  })
  return { ...adding, add: (content: Content) => adding.mutate(inputOf(content, requestId)) }
}
