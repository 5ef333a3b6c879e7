import { Table, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { FlexRender, type Row, type SortingState, useTable } from '@tanstack/react-table'
import { memo, useMemo, useRef } from 'react'
import type { Instance } from '#data/instances/instance.ts'
import { useFormat } from '#ui/format.ts'
import { rowOfLink } from '#ui/row-link.tsx'
import { useVisibleRows } from '#ui/visible-rows.ts'
import { instanceColumns, tableParts } from './instance-columns.tsx'
import type { WorthNow } from './use-worth-now.ts'

interface InstanceTableProps {
  instances: Instance[]
  worth: WorthNow
  /** The column that is sorted by, after a minus where the last come first. */
  sort: string
  onSort: (sort: string) => void
}

const usualHeight = 61

export function InstanceTable({ instances, worth, sort, onSort }: InstanceTableProps) {
  const format = useFormat()
  const columns = useMemo(() => instanceColumns(format, worth), [format, worth])
  const state = useMemo(() => [{ id: sort.replace(/^-/, ''), desc: sort.startsWith('-') }], [sort])
  const table = useTable({
    features: tableParts,
    columns,
    data: instances,
    getRowId: (row) => row.id,
    enableSortingRemoval: false,
    state: { sorting: state },
    onSortingChange: (updater) => {
      const [next]: SortingState = typeof updater === 'function' ? updater(state) : updater
      if (next) onSort(`${next.desc ? '-' : ''}${next.id}`)
    },
  })
  const { rows } = table.getRowModel()
  const list = useRef<HTMLTableElement>(null)
  const ids = useMemo(() => rows.map(({ id }) => id), [rows])
  const { visible, measure, before, after } = useVisibleRows({ list, ids, usualHeight })

  return (
    <Table highlightOnHover verticalSpacing="sm" layout="fixed" aria-rowcount={rows.length + 1} ref={list}>
      <Table.Thead>
        {table.getHeaderGroups().map((group) => (
          <Table.Tr key={group.id}>
            {group.headers.map((header) => {
              const { column } = header
              const { align, visibleFrom, width } = column.columnDef.meta ?? {}
              const direction = column.getIsSorted()
              return (
                <Table.Th
                  key={header.id}
                  {...(visibleFrom && { visibleFrom })}
                  w={width}
                  ta={align ?? 'left'}
                  aria-sort={direction ? (direction === 'asc' ? 'ascending' : 'descending') : undefined}
                >
                  {column.getCanSort() ? (
                    <UnstyledButton
                      fz="sm"
                      fw={600}
                      onClick={column.getToggleSortingHandler()}
                      style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}
                    >
                      <table.FlexRender header={header} />
                      {direction === 'asc' && <IconArrowUp size={14} aria-hidden />}
                      {direction === 'desc' && <IconArrowDown size={14} aria-hidden />}
                    </UnstyledButton>
                  ) : (
                    <VisuallyHidden>Actions</VisuallyHidden>
                  )}
                </Table.Th>
              )
            })}
          </Table.Tr>
        ))}
      </Table.Thead>
      <Table.Tbody>
        <Gap height={before} />
        {visible.map((index) => {
          const row = rows[index]
          return row && <InstanceRow key={row.id} row={row} index={index} measure={measure} />
        })}
        <Gap height={after} />
      </Table.Tbody>
    </Table>
  )
}

interface InstanceRowProps {
  row: Row<typeof tableParts, Instance>
  index: number
  measure: ((element: HTMLElement | null) => void) | null
}

/** Scrolling renders the rows that come into sight and leaves the others alone. */
const InstanceRow = memo(function InstanceRow({ row, index, measure }: InstanceRowProps) {
  return (
    <Table.Tr ref={measure} data-index={index} aria-rowindex={index + 2} {...rowOfLink}>
      {row.getAllCells().map((cell) => {
        const { align, visibleFrom } = cell.column.columnDef.meta ?? {}
        return (
          <Table.Td key={cell.id} {...(visibleFrom && { visibleFrom })} ta={align ?? 'left'}>
            <FlexRender cell={cell} />
          </Table.Td>
        )
      })}
    </Table.Tr>
  )
})

/** Stands for the rows that are out of sight. */
function Gap({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden style={{ height }} /> : null
}
