import { Paper, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { applicationsOfQuery } from '#data/applications/applications.queries.ts'
import { Disclosure } from '#ui/disclosure.tsx'
import { useFirstOfMany } from '#ui/first-of-many.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { HistoryEntry, type Undoing } from './history-entry.tsx'
import { isRedo, revertedIds } from './wording.ts'

interface InstanceHistoryProps {
  instanceId: string
  /** Shows what undoing an entry would set back, and does it; given by the page. */
  renderUndo: (undoing: Undoing) => ReactNode
}

/** What was done to one investment, by hand, by applies or by updates; folded until it is asked for. */
export function InstanceHistory(props: InstanceHistoryProps) {
  return (
    <Disclosure show="Show its history" hide="Hide its history">
      {() => <Entries {...props} />}
    </Disclosure>
  )
}

function Entries({ instanceId, renderUndo }: InstanceHistoryProps) {
  const query = useQuery(applicationsOfQuery(instanceId))
  const entries = query.data ?? []
  const undone = revertedIds(entries)
  const { shown, showMore } = useFirstOfMany(entries, 10)
  return (
    <Loaded
      query={query}
      failed="Its history could not be loaded"
      loading={<LoadingState rows={2} height={60} label="Loading its history" />}
    >
      {() =>
        entries.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nothing of it is kept any longer.
          </Text>
        ) : (
          <Stack gap="sm">
            <Paper
              withBorder
              component="ol"
              aria-label="Its history, latest first"
              style={{ listStyle: 'none', margin: 0, padding: 0 }}
            >
              {shown.map((entry) => (
                <HistoryEntry
                  key={entry.id}
                  entry={entry}
                  instanceId={instanceId}
                  isScenarioNamed={entry.scenario_name !== null}
                  isUndone={undone.has(entry.id)}
                  isRedo={isRedo(entry, entries)}
                  renderUndo={renderUndo}
                />
              ))}
            </Paper>
            {showMore}
          </Stack>
        )
      }
    </Loaded>
  )
}
