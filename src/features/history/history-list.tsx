import { Alert, Button, Stack } from '@mantine/core'
import { IconHistory, IconLock } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { applicationsQuery } from '#data/applications/applications.queries.ts'
import { useFeatureFlag } from '#data/feature-flags/use-feature-flag.ts'
import { isOfReality } from '#fields/undo-words.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { HeldUp } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { HistoryEntries } from './history-entries.tsx'
import type { Undoing } from './history-entry.tsx'
import { canBeUndone } from './wording.ts'

interface HistoryListProps {
  /** Missing: the history of all scenarios. */
  scenarioId?: string
  /** All of it, with what applies and undos did open: for paper, where nothing can be pressed. */
  isWhole?: boolean
  /** Shows what undoing an entry would set back, and does it; given by the page. */
  renderUndo: (undoing: Undoing) => ReactNode
}

/** What was done, latest first: in one scenario, or without one in all of them. */
export function HistoryList({ scenarioId, isWhole = false, renderUndo }: HistoryListProps) {
  const scenarios = useFeatureFlag('feature:scenarios')
  const apply = useFeatureFlag('feature:scenarios:apply')
  const query = useInfiniteQuery(applicationsQuery(scenarioId))
  const { data, error } = query
  const { isFetchingNextPage, isFetchNextPageError, hasNextPage, fetchNextPage } = query
  const isMoreAsked = isWhole && hasNextPage && !isFetchingNextPage && !isFetchNextPageError
  useEffect(() => {
    if (isMoreAsked) void fetchNextPage()
  }, [isMoreAsked, fetchNextPage])
  if (data === undefined)
    return (
      <HeldUp
        query={query}
        failed="The history could not be loaded"
        loading={<LoadingState label="Loading the history" />}
      />
    )
  const entries = data.pages.flatMap((page) => page.applications)
  if (entries.length === 0)
    return (
      <EmptyState icon={<IconHistory size={32} />} title="Nothing has happened yet">
        {scenarioId
          ? 'Here you will find every apply of this scenario, with each field before and after.'
          : 'Here you will find every scenario you created, every apply and every change of your investments, with each field before and after.'}
      </EmptyState>
    )
  // With all of the feature off, a banner above says so.
  const isUndoOff =
    scenarios.enabled && !apply.enabled && entries.some((entry) => canBeUndone(entry) && !isOfReality(entry))
  return (
    <Stack gap="sm">
      {isUndoOff && (
        <Alert
          color="yellow"
          icon={<IconLock aria-hidden />}
          title="Undoing an apply is switched off at the moment"
          role="status"
        >
          {apply.message ?? 'It will be back.'} The history is kept, with what was before each apply. What you
          changed by hand can be undone.
        </Alert>
      )}
      <HistoryEntries
        label="History, latest first"
        entries={entries}
        isScenarioNamed={() => scenarioId === undefined}
        areAppliesOpen={isWhole}
        renderUndo={renderUndo}
      />
      {isFetchNextPageError && (
        <ErrorState error={error} title="More could not be loaded" onRetry={() => void fetchNextPage()} />
      )}
      {hasNextPage && !isWhole && (
        <Button
          variant="default"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
          style={{ alignSelf: 'center' }}
        >
          Show earlier
        </Button>
      )}
    </Stack>
  )
}
