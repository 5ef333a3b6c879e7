import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { applicationsOfQuery } from '#data/applications/applications.queries.ts'
import { Disclosure } from '#ui/disclosure.tsx'
import { useFirstOfMany } from '#ui/first-of-many.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { HistoryEntries } from './history-entries.tsx'
import type { Undoing } from './history-entry.tsx'

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
            <HistoryEntries
              label="Its history, latest first"
              entries={entries}
              shown={shown}
              isScenarioNamed={({ scenario_name }) => scenario_name !== null}
              instanceId={instanceId}
              renderUndo={renderUndo}
            />
            {showMore}
          </Stack>
        )
      }
    </Loaded>
  )
}
