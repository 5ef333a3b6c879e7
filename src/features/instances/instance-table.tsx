import { Table, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { FlexRender, type Row, type SortingState, useTable } from '@tanstack/react-table'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { memo, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Instance } from '#data/instances/instance.ts'
import { useFormat } from '#ui/format.ts'
import { usePrinting } from '#ui/printing.ts'
import { rowOfLink } from '#ui/row-link.tsx'
import { instanceColumns, tableParts } from './instance-columns.tsx'
import type { Sorting } from './use-instance-filters.ts'
import type { WorthNow } from './use-worth-now.ts'

interface InstanceTableProps {
  instances: Instance[]
  worth: WorthNow
  sorting: Sorting
  onSortingChange: (sorting: Sorting) => void
}

const rowHeight = 61
/** Shorter lists are rendered whole: the browser finds text in them. */
const virtualFrom = 100

export function InstanceTable({ instances, worth, sorting, onSortingChange }: InstanceTableProps) {
  const format = useFormat()
  const columns = useMemo(() => instanceColumns(format, worth), [format, worth])
  const state = useMemo(
    () => [{ id: sorting.column, desc: sorting.isDescending }],
    [sorting.column, sorting.isDescending],
  )
  const table = useTable({
    features: tableParts,
    columns,
    data: instances,
    getRowId: (row) => row.id,
    enableSortingRemoval: false,
    state: { sorting: state },
    onSortingChange: (updater) => {
      const next: SortingState = typeof updater === 'function' ? updater(state) : updater
      if (next[0]) onSortingChange({ column: next[0].id, isDescending: next[0].desc })
    },
  })
  const { rows } = table.getRowModel()
  const { ref, measure, visible, before, after } = useVisibleRows(rows.length)

  return (
    <Table highlightOnHover verticalSpacing="sm" layout="fixed" aria-rowcount={rows.length + 1} ref={ref}>
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
          const row = rows[index]!
          return <InstanceRow key={row.id} row={row} index={index} measure={measure} />
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

/** Which rows to render, and how much room those before and after them take. */
function useVisibleRows(count: number) {
  const ref = useRef<HTMLTableElement>(null)
  const [offset, setOffset] = useState(0)
  useLayoutEffect(() => setOffset(ref.current?.offsetTop ?? 0), [])
  // On paper there is no scrolling to what is not drawn.
  const isPrinting = usePrinting()
  const isVirtual = count >= virtualFrom && !isPrinting
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: offset,
    enabled: isVirtual,
  })
  if (!isVirtual)
    return {
      ref,
      measure: null,
      visible: Array.from({ length: count }, (_, index) => index),
      before: 0,
      after: 0,
    }
  const items = virtualizer.getVirtualItems()
  const [first, last] = [items[0], items.at(-1)]
  return {
    ref,
    measure: virtualizer.measureElement,
    visible: items.map((item) => item.index),
    before: first ? first.start - offset : 0,
    after: last ? virtualizer.getTotalSize() - (last.end - offset) : 0,
  }
}
