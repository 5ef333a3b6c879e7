/** Buttons in the cells of a table are one stop for the keyboard: arrows, Home and End move among them. */
import type { FocusEvent, KeyboardEvent } from 'react'

const steps: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, Number.NEGATIVE_INFINITY],
  End: [0, Number.POSITIVE_INFINITY],
}

/** Marks the buttons that take part. */
export const cellButton = { 'data-cell': true } as const

function cellsOf(table: Element): HTMLElement[][] {
  return Array.from(table.querySelectorAll('tr'), (row) =>
    Array.from(row.querySelectorAll<HTMLElement>('[data-cell]')),
  ).filter((cells) => cells.length > 0)
}

const columnOf = (cell: Element) => cell.closest('td')?.cellIndex ?? 0

/** Moves the focus to the cell in that direction, if there is one. */
export function moveAmongCells(event: KeyboardEvent<HTMLTableElement>): void {
  const step = steps[event.key]
  const from = event.target
  if (!step || !(from instanceof HTMLElement) || !from.matches('[data-cell]')) return
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const rows = cellsOf(event.currentTarget)
  const place = rows.findIndex((cells) => cells.includes(from))
  const row = rows[place + step[0]] ?? rows[place] ?? []
  const column = columnOf(from) + step[1]
  // Of a flow the beginning has no cell.
  const nearest = row.reduce<HTMLElement | undefined>(
    (best, cell) =>
      best && Math.abs(columnOf(best) - column) <= Math.abs(columnOf(cell) - column) ? best : cell,
    undefined,
  )
  const target = step[1] === Number.POSITIVE_INFINITY ? row.at(-1) : nearest
  event.preventDefault()
  target?.focus()
}

/** The cell last in focus is the one that the Tab key comes back to. */
export function keepStop({ currentTarget, target }: FocusEvent<HTMLTableElement>): void {
  if (!target.matches('[data-cell]')) return
  for (const cell of currentTarget.querySelectorAll<HTMLElement>('[data-cell][tabindex="0"]'))
    cell.tabIndex = -1
  target.tabIndex = 0
}
