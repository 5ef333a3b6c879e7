import { useState } from 'react'
import { movedRow } from '#data/errors.ts'
import { fieldErrorsOf } from '#data/instances/field-errors.ts'
import { useWrite, type Write } from '#data/writes.ts'
import type { ContentDraft } from '#fields/content-draft.ts'
import { useUnsavedChanges } from '#ui/unsaved-changes.ts'

interface EditingOptions<Row, Content, Input> {
  /** The row as it is known now; null where there is none yet. */
  stored: Row
  contentOf: (row: Row) => Content
  draft: ContentDraft<Content>
  save: Write<NonNullable<Row>, Input>
  /** What is sent to make this the content of the row that was begun with. */
  inputOf: (row: Row, content: Content) => Input
  /** What did not happen if saving fails. */
  failed: string
  onSaved: (row: NonNullable<Row>) => void
}

/** Another's change came first: the sides, and the two ways on. */
export interface Conflict<Content> {
  readonly began: Content
  readonly now: Content
  readonly edited: Content
  readonly isSaving: boolean
  readonly onKeepMine: (merged: Content) => void
  readonly onTakeCurrent: () => void
}

/**
 * Editing a row that has a version: the row that the edits began with, what is typed, and saving it. A row that moves on
 * meanwhile is taken over silently only while nothing is typed; else saving stops at it, nothing is overwritten, and the
 * user keeps theirs on top of it or takes what is there.
 */
export function useEditing<Row extends { readonly version: number } | null, Content, Input>(
  options: EditingOptions<Row, Content, Input>,
) {
  const { stored, contentOf, draft, save, inputOf, failed, onSaved } = options
  const [row, setRow] = useState(stored)
  const { release } = useUnsavedChanges(draft.isDirty)
  const saving = useWrite(save, {
    failed,
    onSuccess: (saved) => {
      beginWith(saved)
      onSaved(saved)
    },
    onError: (error) => draft.refuse(fieldErrorsOf(error)),
  })
  const { error, isPending } = saving

  function beginWith(next: Row, startWith?: Content) {
    setRow(next)
    draft.begin(contentOf(next), startWith)
  }

  if (versionOf(stored) > versionOf(row) && !draft.isDirty && !isPending && error === null) beginWith(stored)

  /** Begins anew with a row, and with more in the inputs where there is more. */
  function standOn(next: Row, startWith?: Content) {
    saving.reset()
    beginWith(next, startWith)
  }

  const moved = movedRow<NonNullable<Row>>(error)
  const conflict: Conflict<Content> | null = moved && {
    began: draft.began,
    now: contentOf(moved),
    edited: draft.content,
    isSaving: isPending,
    onKeepMine: (merged) => {
      standOn(moved, merged)
      saving.mutate(inputOf(moved, merged))
    },
    onTakeCurrent: () => standOn(moved),
  }
  return {
    row,
    saving,
    conflict,
    submit: (content: Content) => saving.mutate(inputOf(row, content)),
    /** To be called before leaving what need not be saved any more. */
    release,
  }
}

function versionOf(row: { readonly version: number } | null): number {
  return row?.version ?? 0
}
