import type { ReactNode } from 'react'
import { isGone } from '#data/errors.ts'
import type { Attempt } from '#data/writes.ts'
import type { InstanceContent, Params } from '#domain/instances/types.ts'
import { InstanceConflict } from '#fields/conflict-panel.tsx'
import { type FieldEdit, InstanceForm } from '#fields/instance-form.tsx'
import type { RenderEffect } from '#fields/typed.ts'
import type { InstanceDraft } from '#fields/use-instance-draft.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { SaveProblem } from './save-problem.tsx'
import type { Conflict } from './use-editing.ts'

interface EditedInstanceFormProps {
  editing: {
    draft: InstanceDraft
    saving: Attempt
    adding: Attempt & { add: (content: InstanceContent) => void }
    conflict: Conflict<InstanceContent> | null
    submit: (content: InstanceContent) => void
  }
  /** By which others name it. */
  lineageId: string
  /** What it is projected under, sparse. */
  assumptions: Params
  /** What is said when the row is gone, and the button that adds what is typed as a new one. */
  gone: { title: string; label: string }
  /** Where "Cancel" and "Back" lead. */
  back: string
  pausedBecause?: string | null
  noteFor?: (field: string, edit: FieldEdit) => ReactNode
  renderEffect: RenderEffect<InstanceContent>
}

/** The form of an instance that is edited, and the ways on from whatever kept it from being saved. */
export function EditedInstanceForm({ editing, gone, back, ...rest }: EditedInstanceFormProps) {
  const { draft, saving, adding, conflict, submit } = editing
  const { kind, content, isDirty } = draft
  const problem = conflict ? (
    <InstanceConflict kind={kind} {...conflict} />
  ) : (
    saving.error && (
      <SaveProblem
        saving={saving}
        anew={isGone(saving.error) ? { ...gone, adding, onAdd: () => adding.add(content) } : null}
      />
    )
  )
  return (
    <InstanceForm
      draft={draft}
      submitLabel="Save"
      isSubmitting={saving.isPending || adding.isPending}
      problem={problem}
      secondaryActions={
        <LinkButton variant="subtle" to={back}>
          {isDirty ? 'Cancel' : 'Back'}
        </LinkButton>
      }
      onSubmit={submit}
      {...rest}
    />
  )
}
