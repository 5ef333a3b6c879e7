import type { Attempt, Write } from '#data/writes.ts'
import { currentMonth } from '#domain/calendar/month.ts'
import { fieldLabel, valueKey } from '#domain/instances/catalogue.ts'
import { newContent } from '#domain/instances/content.ts'
import type { InstanceContent, InstanceKind, Params } from '#domain/instances/types.ts'
import { InstanceForm } from '#fields/instance-form.tsx'
import type { RenderEffect } from '#fields/typed.ts'
import { type InstanceDraft, useInstanceDraft } from '#fields/use-instance-draft.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { useUnsavedChanges } from '#ui/unsaved-changes.ts'
import { SaveProblem } from './save-problem.tsx'
import { useAdding } from './use-adding.ts'

interface NewInstanceOptions<Row, Added> {
  kind: InstanceKind
  /** What of it is known before it is entered. */
  given: Params
  write: Write<Row, Added>
  addedFrom: (added: InstanceContent & { kind: InstanceKind; requestId: string }) => Added
  onAdded: (row: Row) => void
  /** Leads on from the form, for whoever has not left it. */
  onAddedHere: () => void
}

/** An instance of this kind that is being entered. */
export function useNewInstance<Row, Added>(options: NewInstanceOptions<Row, Added>) {
  const { kind, given, write, addedFrom, onAdded, onAddedHere } = options
  const draft = useInstanceDraft({ kind, initial: newContent(currentMonth(new Date()), given) })
  const { release } = useUnsavedChanges(draft.isDirty)
  const adding = useAdding({
    draft,
    write,
    inputOf: (content, requestId) => addedFrom({ kind, requestId, ...content }),
    release,
    onAdded,
    onAddedHere,
  })
  return { draft, adding }
}

interface NewInstanceFormProps {
  instance: { draft: InstanceDraft; adding: Attempt & { add: (content: InstanceContent) => void } }
  /** What it is projected under, sparse. */
  assumptions: Params
  submitLabel: string
  /** Where "Cancel" leads. */
  back: string
  pausedBecause?: string | null
  renderEffect: RenderEffect<InstanceContent>
}

export function NewInstanceForm({ instance: { draft, adding }, back, ...form }: NewInstanceFormProps) {
  return (
    <InstanceForm
      draft={draft}
      isSubmitting={adding.isPending}
      problem={adding.error && <SaveProblem saving={adding} />}
      secondaryActions={
        <LinkButton variant="subtle" to={back}>
          Cancel
        </LinkButton>
      }
      onSubmit={adding.add}
      {...form}
    />
  )
}

/** What the address says of a new instance: whether money comes in or goes out. */
export function givenBy(parameters: URLSearchParams, kind: InstanceKind): Params {
  const direction = parameters.get('direction')
  return kind === 'cash_flow' && (direction === 'income' || direction === 'expense') ? { direction } : {}
}

/** What of an instance of this kind has to be entered. */
export function neededFields(kind: InstanceKind): string {
  const value = fieldLabel(kind, valueKey(kind)).toLowerCase()
  return `Only the name and the ${value} are needed; everything else has a sensible default`
}
