/** What several scenarios change, laid side by side. */
import type { Scalar } from '../instances/types.ts'
import type { ScenarioRow } from '../merge/merge-copy.ts'
import type { Change } from './changes.ts'

/** What one scenario makes of it; its value, or that the holding as a whole is new. */
interface ChangedCell {
  readonly to: Scalar | null
  /** It counts as it is now until somebody decides. */
  readonly isUndecided: boolean
}

export interface ChangedRow {
  /** The same in every scenario: of a holding by its lineage. */
  readonly key: string
  /** The holding as the first of the scenarios has it; null: an assumption. */
  readonly copy: ScenarioRow | null
  /** `name`, `status`, `params.<key>` or the key of an assumption; null: the holding as a whole. */
  readonly field: string | null
  /** Of the change that it is a part of. */
  readonly decision: string
  /** As it is in reality. */
  readonly from: Scalar | null
  /** In the order of the scenarios; null where it is as in reality. */
  readonly cells: readonly (ChangedCell | null)[]
}

/** One row a field, or a holding that is new or deleted in reality, in the order in which the scenarios tell them. */
export function sideBySide(scenarios: readonly (readonly Change[])[]): ChangedRow[] {
  const rows = new Map<string, Omit<ChangedRow, 'cells'> & { cells: (ChangedCell | null)[] }>()
  const put = (
    place: number,
    { copy, decision }: Change,
    field: string | null,
    from: Scalar | null,
    cell: ChangedCell,
  ) => {
    const key = `${copy?.lineage_id ?? 'assumptions'} ${field ?? decision}`
    const row = rows.get(key) ?? { key, copy, field, decision, from, cells: scenarios.map(() => null) }
    row.cells[place] = cell
    rows.set(key, row)
  }
  scenarios.forEach((changes, place) => {
    for (const change of changes) {
      const isUndecided = change.waitsFor !== null
      if (change.fields.length === 0) put(place, change, null, null, { to: null, isUndecided })
      for (const { field, from, to, isUndecided: isOpen } of change.fields)
        put(place, change, field, from, { to, isUndecided: isUndecided || isOpen })
    }
  })
  return [...rows.values()]
}

/** Whether every scenario makes the same of it. */
export function isShared({ cells }: ChangedRow): boolean {
  const [first] = cells
  return cells.every(
    (cell) => cell && first && cell.to === first.to && cell.isUndecided === first.isUndecided,
  )
}
