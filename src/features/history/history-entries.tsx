import { Paper } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Application } from '#data/applications/application.ts'
import { HistoryEntry, type Undoing } from './history-entry.tsx'
import { isRedo, revertedIds } from './wording.ts'

interface HistoryEntriesProps {
  label: string
  /** All that are known, which say what is undone. */
  entries: readonly Application[]
  /** Those to list. */
  shown?: readonly Application[]
  isScenarioNamed: (entry: Application) => boolean
  /** What applies and undos did is shown at once. */
  areAppliesOpen?: boolean
  /** The one investment to tell of; missing: all of them. */
  instanceId?: string
  /** Shows what undoing an entry would set back, and does it; given by the page. */
  renderUndo: (undoing: Undoing) => ReactNode
}

/** Entries of the history, latest first, each with what is to be said and done of it. */
export function HistoryEntries({
  label,
  entries,
  shown = entries,
  isScenarioNamed,
  areAppliesOpen = false,
  ...each
}: HistoryEntriesProps) {
  const undone = revertedIds(entries)
  return (
    <Paper withBorder component="ol" aria-label={label} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {shown.map((entry) => (
        <HistoryEntry
          key={entry.id}
          entry={entry}
          isScenarioNamed={isScenarioNamed(entry)}
          isUndone={undone.has(entry.id)}
          isRedo={isRedo(entry, entries)}
          isOpenAtFirst={areAppliesOpen && ['apply', 'revert'].includes(entry.operation)}
          {...each}
        />
      ))}
    </Paper>
  )
}
