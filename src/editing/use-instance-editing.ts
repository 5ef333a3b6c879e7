import type { Write } from '#data/writes.ts'
import { contentOf } from '#domain/instances/content.ts'
import type { InstanceContent, InstanceKind } from '#domain/instances/types.ts'
import { useInstanceDraft } from '#fields/use-instance-draft.ts'
import { useIsHere } from '#lib/use-is-here.ts'
import { useAdding } from './use-adding.ts'
import { useEditing } from './use-editing.ts'

interface EditedRow extends InstanceContent {
  readonly id: string
  readonly kind: InstanceKind
  readonly version: number
}

interface InstanceEditingOptions<Row extends EditedRow, Added> {
  stored: Row
  save: Write<Row, { id: string; version: number; content: InstanceContent }>
  onSaved: (row: Row) => void
  /** Adds what is typed as a new row, for when the edited one is gone. */
  add: Write<Row, Added>
  addedFrom: (added: InstanceContent & { kind: InstanceKind; requestId: string }) => Added
  onAdded: (row: Row) => void
  /** Leads to what was added, for whoever has not left the form. */
  onAddedHere: (row: Row) => void
  /** Resolves to the row as it is then, which `stored` brings by then, or to null when nothing was changed. */
  archive: (row: Row, isArchived: boolean) => Promise<Row | null>
  /** Resolves to whether it worked. */
  remove: (row: Row) => Promise<boolean>
  /** Leads away from what is gone, for whoever has not left it. */
  onRemovedHere: () => void
}

/** Editing an instance, real or in a scenario, and what is done with the whole of it. */
export function useInstanceEditing<Row extends EditedRow, Added>(
  options: InstanceEditingOptions<Row, Added>,
) {
  const { stored, save, onSaved, add, addedFrom, onAdded, onAddedHere } = options
  const { archive, remove, onRemovedHere } = options
  const isHere = useIsHere()
  const draft = useInstanceDraft({ kind: stored.kind, initial: contentOf(stored) })
  const editing = useEditing({
    stored,
    contentOf,
    draft,
    save,
    inputOf: ({ id, version }, content) => ({ id, version, content }),
    failed: 'Your changes were not saved',
    onSaved,
  })
  const { row, release, saving } = editing
  const adding = useAdding({
    draft,
    write: add,
    inputOf: (content, requestId) => addedFrom({ kind: row.kind, requestId, ...content }),
    release,
    onAdded,
    onAddedHere,
  })
  return {
    ...editing,
    draft,
    adding,
    submit: (content: InstanceContent) => {
      // Why adding failed is no news of this save.
      adding.reset()
      editing.submit(content)
    },
    archive: async () => {
      // The row is taken over as one that another tab saved: what was typed meanwhile stays.
      if (await archive(row, row.status === 'active')) saving.reset()
    },
    remove: async () => {
      if (!(await remove(row)) || !isHere()) return
      release()
      onRemovedHere()
    },
  }
}
