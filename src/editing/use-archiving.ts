import type { StatusChange } from '#data/instances/write-fields.ts'
import { useCarryOut, type Write } from '#data/writes.ts'
import type { InstanceContent, InstanceKind } from '#domain/instances/types.ts'
import { askAboutArchiving } from '#fields/ask-about-archiving.tsx'
import { useGoToField } from '#fields/asked-field.ts'
import { useFormat } from '#ui/format.ts'
import { notifyDone } from '#ui/notify.tsx'

interface ArchivingOptions<Row> {
  write: Write<Row, StatusChange<Row>>
  isInScenario?: boolean
  /** Where the row is edited. */
  pathOf: (row: Row) => string
  wordsFor: (row: Row, isArchived: boolean) => { done: string; failed: string }
}

/**
 * Archives a row or makes it active again, from wherever it is listed or edited. What leaves is said first, and the way to
 * what may be meant instead; what was done can be taken back for a while. Resolves to the row as it is then, or to null
 * when nothing was changed.
 */
export function useArchiving<Row extends InstanceContent & { kind: InstanceKind }>(
  options: ArchivingOptions<Row>,
): (row: Row, isArchived: boolean) => Promise<Row | null> {
  const { write, isInScenario = false, pathOf, wordsFor } = options
  const format = useFormat()
  const goToField = useGoToField()
  const carryOut = useCarryOut()
  return async (row, isArchived) => {
    if (isArchived) {
      const choice = await askAboutArchiving({ holding: row, isInScenario, format })
      if (choice !== null && choice !== 'archive') goToField(pathOf(row), choice.goTo)
      if (choice !== 'archive') return null
    }
    const { done, failed } = wordsFor(row, isArchived)
    const saved = await carryOut(write, { row, status: isArchived ? 'archived' : 'active' }, failed)
    if (saved === null) return null
    notifyDone(done, {
      onUndo: () => void carryOut(write, { row: saved, status: row.status }, 'This could not be undone'),
    })
    return saved
  }
}
