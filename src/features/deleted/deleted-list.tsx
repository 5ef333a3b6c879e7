import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconRestore } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useWrite, type Write } from '#data/writes.ts'
import { useFormat } from '#ui/format.ts'
import { HeldUp } from '#ui/loaded.tsx'
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

interface DeletedListProps<Row extends DeletedRow, Restored> {
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
  restore: Write<Restored, string>
}

/** What was deleted of one sort, latest first, each with the way back. */
export function DeletedList<Row extends DeletedRow, Restored>(props: DeletedListProps<Row, Restored>) {
  const { title, query, nothing, detailOf, pausedBecause = null, restore } = props
  const { data } = query
  return (
    <Stack gap="sm" component="section" aria-label={title}>
      <Title order={2} fz="h3">
        {title}
      </Title>
      {data === undefined && (
        <HeldUp
          query={query}
          failed="What was deleted could not be loaded"
          loading={<LoadingState rows={2} label={`Loading ${title.toLowerCase()}`} />}
        />
      )}
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
              <RestoreButton row={row} isDisabled={pausedBecause !== null} restore={restore} />
            </Group>
          ))}
        </Paper>
      )}
    </Stack>
  )
}

function Times({ deletedAt }: { deletedAt: Date }) {
  const { locale } = useFormat()
  const until = new Date(deletedAt.getTime() + keptFor * 86_400_000)
  return (
    <Text size="sm" c="dimmed">
      Deleted <Moment date={deletedAt} />, kept until{' '}
      {new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(until)}
    </Text>
  )
}

interface RestoreButtonProps<Restored> {
  row: DeletedRow
  isDisabled: boolean
  restore: Write<Restored, string>
}

function RestoreButton<Restored>({ row, isDisabled, restore }: RestoreButtonProps<Restored>) {
  const { mutate, isPending } = useWrite(restore, {
    failed: `“${row.name}” was not restored`,
    onSuccess: () => notifyDone(`“${row.name}” is restored.`),
    isSaidInNotice: true,
  })
  return (
    <Button
      variant="default"
      size="sm"
      leftSection={<IconRestore size={16} aria-hidden />}
      loading={isPending}
      disabled={isDisabled}
      aria-label={`Restore ${row.name}`}
      onClick={() => mutate(row.id)}
    >
      Restore
    </Button>
  )
}
