import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconRestore } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { Moment } from '#ui/moment.tsx'
import { notifyDone } from '#ui/notify.tsx'

/** How long the database keeps what was deleted, in days. */
const keptFor = 30

interface DeletedRow {
  readonly id: string
  readonly name: string
  readonly deleted_at: Date | null
}

interface DeletedListProps<Row extends DeletedRow> {
  title: string
  query: {
    data?: readonly Row[] | undefined
    error: unknown
    isFetching: boolean
    refetch: () => unknown
  }
  nothing: string
  detailOf: (row: Row) => ReactNode
  /** Why nothing can be restored for now. */
  pausedBecause?: string | null
  onRestore: (row: Row) => Promise<unknown>
}

/** What was deleted of one sort, latest first, each with the way back. */
export function DeletedList<Row extends DeletedRow>(props: DeletedListProps<Row>) {
  const { title, query, nothing, detailOf, pausedBecause = null, onRestore } = props
  const { data, error, isFetching, refetch } = query
  return (
    <Stack gap="sm" component="section" aria-label={title}>
      <Title order={2} fz="h3">
        {title}
      </Title>
      {data === undefined &&
        (error ? (
          <ErrorState
            error={error}
            title="What was deleted could not be loaded"
            onRetry={() => void refetch()}
            isRetrying={isFetching}
          />
        ) : (
          <LoadingState rows={2} label={`Loading ${title.toLowerCase()}`} />
        ))}
      {data?.length === 0 && <Text c="dimmed">{nothing}</Text>}
      {data && data.length > 0 && pausedBecause && <Text role="status">{pausedBecause}</Text>}
      {data && data.length > 0 && (
        <Paper withBorder component="ul" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {data.map((row, index) => (
            <Group
              key={row.id}
              component="li"
              justify="space-between"
              gap="sm"
              p="md"
              style={index > 0 ? { borderTop: '1px solid var(--mantine-color-default-border)' } : {}}
            >
              <div style={{ flex: '1 1 14rem', minWidth: 0 }}>
                <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
                  {row.name}
                </Text>
                <Text size="sm" c="dimmed">
                  {detailOf(row)}
                </Text>
                {row.deleted_at && <Times deletedAt={row.deleted_at} />}
              </div>
              <RestoreButton row={row} isDisabled={pausedBecause !== null} onRestore={onRestore} />
            </Group>
          ))}
        </Paper>
      )}
    </Stack>
  )
}

function Times({ deletedAt }: { deletedAt: Date }) {
  const { locale } = usePreferences()
  const until = new Date(deletedAt.getTime() + keptFor * 86_400_000)
  return (
    <Text size="sm" c="dimmed">
      Deleted <Moment date={deletedAt} locale={locale} />, kept until{' '}
      {new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(until)}
    </Text>
  )
}

interface RestoreButtonProps<Row> {
  row: Row
  isDisabled: boolean
  onRestore: (row: Row) => Promise<unknown>
}

function RestoreButton<Row extends DeletedRow>({ row, isDisabled, onRestore }: RestoreButtonProps<Row>) {
  const { mutate, isPending } = useMutation({
    meta: { failed: `“${row.name}” was not restored` },
    mutationFn: () => onRestore(row),
    onSuccess: () => notifyDone(`“${row.name}” is restored.`),
  })
  return (
    <Button
      variant="default"
      size="sm"
      leftSection={<IconRestore size={16} aria-hidden />}
      loading={isPending}
      disabled={isDisabled}
      aria-label={`Restore ${row.name}`}
      onClick={() => mutate()}
    >
      Restore
    </Button>
  )
}
