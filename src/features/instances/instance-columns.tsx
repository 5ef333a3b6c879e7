import { Badge, Box, Group, Text } from '@mantine/core'
import {
  createColumnHelper,
  createSortedRowModel,
  metaHelper,
  rowSortingFeature,
  type SortFn,
  sortFn_basic,
  sortFn_datetime,
  tableFeatures,
} from '@tanstack/react-table'
import type { Instance } from '#data/instances/instance.ts'
import { kindLabelOf, summaryOf } from '#domain/instances/summary.ts'
import type { MoneyFormat } from '#domain/money/format.ts'
import { KindIcon } from '#fields/kind-icon.tsx'
import { comparingText } from '#lib/by-name.ts'
import { paths } from '#lib/paths.ts'
import { useFormat } from '#ui/format.ts'
import { overRowLink, RowLink } from '#ui/row-link.tsx'
import { InstanceMenu } from './instance-menu.tsx'
import type { WorthNow } from './use-worth-now.ts'
import { ValueCell } from './value-cell.tsx'
import { amountNow, worthText } from './worth-now.ts'

interface ColumnMeta {
  align?: 'right'
  /** Hidden on screens narrower than this. */
  visibleFrom?: 'sm' | 'md'
  width?: number
}

export const tableParts = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: {
    basic: sortFn_basic,
    datetime: sortFn_datetime,
  },
  columnMeta: metaHelper<ColumnMeta>(),
})

const helper = createColumnHelper<typeof tableParts, Instance>()

export function instanceColumns(format: MoneyFormat, { states, today, staleAfter }: WorthNow) {
  const compare = comparingText(format.locale)
  const inWords: SortFn<typeof tableParts, Instance> = (a, b, column) =>
    compare(String(a.getValue(column)), String(b.getValue(column)))
  const date = new Intl.DateTimeFormat(format.locale, { dateStyle: 'medium' })
  return helper.columns([
    helper.accessor('name', {
      header: 'Name',
      sortFn: inWords,
      cell: ({ row: { original } }) => <NameCell instance={original} />,
    }),
    helper.accessor(({ kind, params }) => kindLabelOf(kind, params), {
      id: 'kind',
      header: 'Kind',
      sortFn: inWords,
      meta: { visibleFrom: 'sm', width: 150 },
      cell: ({ getValue }) => <span className={overRowLink}>{getValue()}</span>,
    }),
    helper.accessor((row) => amountNow(row, states.get(row.id)), {
      id: 'value',
      header: 'Worth now',
      sortFn: 'basic',
      sortDescFirst: true,
      meta: { align: 'right', width: 148 },
      cell: ({ row: { original } }) => (
        <ValueCell {...worthText(original, states.get(original.id), today, format, staleAfter)} />
      ),
    }),
    helper.accessor('updated_at', {
      header: 'Changed',
      sortFn: 'datetime',
      sortDescFirst: true,
      meta: { visibleFrom: 'md', width: 140 },
      cell: ({ getValue }) => <span className={overRowLink}>{date.format(getValue())}</span>,
    }),
    helper.display({
      id: 'actions',
      meta: { width: 56 },
      cell: ({ row: { original } }) => <InstanceMenu instance={original} />,
    }),
  ])
}

function NameCell({ instance }: { instance: Instance }) {
  const format = useFormat()
  const { id, kind, name, status, params } = instance
  const label = kindLabelOf(kind, params)
  const summary = summaryOf(kind, params, format)
  return (
    <Group gap="sm" wrap="nowrap">
      <Box visibleFrom="sm">
        <KindIcon kind={kind} />
      </Box>
      <div style={{ minWidth: 0 }}>
        <Group gap="xs">
          <RowLink to={paths.instance(id)}>{name}</RowLink>
          {status === 'archived' && (
            <Badge variant="light" color="gray" size="sm" flex="none">
              Archived
            </Badge>
          )}
        </Group>
        <Text size="xs" c="dimmed" className={overRowLink} w="fit-content">
          {/* The summary of an expense begins with that word already. */}
          {!summary.startsWith(label) && (
            <Text span inherit hiddenFrom="sm">
              {label} ·{' '}
            </Text>
          )}
          {summary}
        </Text>
      </div>
    </Group>
  )
}
