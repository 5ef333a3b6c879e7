/**
 * A wide table of years: names of rows stay in sight on the left while the years scroll; on paper ten years go on a
 * sheet, each with the names.
 */

import { UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { Fragment, type ReactNode } from 'react'
import { formatMonth } from '#domain/calendar/month.ts'
import { Amount } from '#fields/amount.tsx'
import { useFormat } from '#ui/format.ts'
import { usePrinting } from '#ui/printing.ts'
import type { Part } from './breakdown.ts'
import { cellButton, keepStop, moveAmongCells } from './cell-keys.ts'
import { type ChartPoint, pointLabel } from './chart-lines.ts'
import { ColumnHeads, GroupHead, ScrolledFigures } from './figures-frame.tsx'
import classes from './projections.module.css'
import { at } from './series.ts'
import { decadesOf } from './sheets.ts'

interface YearTableRow extends Part {
  readonly help?: string
  readonly isTotal?: boolean
  /** A flow has nothing to show at the beginning. */
  readonly isFlow?: boolean
  /** Differences carry their sign. */
  readonly isSigned?: boolean
  /** Present when the row can be taken apart; empty while it is closed. */
  readonly parts?: readonly Part[]
  readonly isOpen?: boolean
}

export interface YearTableGroup {
  readonly label: string
  readonly rows: readonly YearTableRow[]
}

interface YearTableProps {
  caption: string
  points: readonly ChartPoint[]
  groups: readonly YearTableGroup[]
  onToggle?: (key: string) => void
  /** Explains a figure: of a row, and of a part of it where one is given. */
  onExplain?: ((row: string, part: string | null, year: number) => void) | undefined
}

/** From nine digits on a column of a sheet takes smaller type. */
const longAmount = 1e8

export function YearTable(props: YearTableProps) {
  const { caption, points, groups } = props
  const isPrinting = usePrinting()
  if (!isPrinting)
    return (
      <ScrolledFigures label={caption}>
        <Years {...props} />
      </ScrolledFigures>
    )
  const isLong = groups.some(({ rows }) =>
    rows.some(({ values }) => values.some((amount) => Math.abs(amount) >= longAmount)),
  )
  return (
    <>
      {/* Ten years need the breadth. Paper has one direction: parts of a page that turn keep the width of the others. */}
      <style>{'@page { size: landscape }'}</style>
      {decadesOf(points).map((sheet) => (
        <section key={sheet[0]?.year} className={`${classes.sheet} ${isLong ? classes.small : ''}`}>
          <Years {...props} onExplain={undefined} caption={`${caption}, ${spanOf(sheet)}`} points={sheet} />
        </section>
      ))}
    </>
  )
}

function spanOf(points: readonly ChartPoint[]): string {
  return [...points.slice(0, 1), ...points.slice(-1)].map(pointLabel).join('–')
}

function Years({ caption, points, groups, onToggle = () => {}, onExplain }: YearTableProps) {
  const format = useFormat()
  return (
    // Arrow keys move among figures that can be asked for.
    <table className={classes.table} onKeyDown={moveAmongCells} onFocus={keepStop}>
      <caption className={classes.caption}>{caption}</caption>
      <ColumnHeads
        rows="End of"
        columns={points.map((point) => ({
          key: point.year,
          label: (
            <>
              {pointLabel(point)}
              {point.year > 0 && <small>{monthName(point, format.locale)}</small>}
            </>
          ),
        }))}
      />
      {groups.map((group) => (
        <tbody key={group.label}>
          <GroupHead label={group.label} columnCount={points.length} />
          {group.rows.map((row) => (
            <Fragment key={row.key}>
              <tr className={row.isTotal ? classes.total : undefined}>
                <th scope="row">
                  <RowName row={row} onToggle={onToggle} />
                </th>
                <Cells
                  row={row}
                  points={points}
                  isStop={group === groups[0] && row === group.rows[0]}
                  onExplain={onExplain && ((year) => onExplain(row.key, null, year))}
                />
              </tr>
              {row.isOpen && row.help && (
                <tr className={classes.part}>
                  <td colSpan={points.length + 1}>
                    <span className={classes.help}>{row.help}</span>
                  </td>
                </tr>
              )}
              {row.isOpen &&
                row.parts?.map((part) => (
                  <tr key={part.key} className={classes.part}>
                    <th scope="row">{part.label}</th>
                    <Cells
                      row={{ ...row, ...part }}
                      points={points}
                      onExplain={
                        onExplain && part.key !== 'others'
                          ? (year) => onExplain(row.key, part.key, year)
                          : undefined
                      }
                    />
                  </tr>
                ))}
            </Fragment>
          ))}
        </tbody>
      ))}
    </table>
  )
}

function monthName(point: ChartPoint, locale: string): string {
  return formatMonth(point.endMonth, locale, 'short').replace(/[\s.]*\d{4}[\s年]*/, '')
}

function RowName({ row, onToggle }: { row: YearTableRow; onToggle: (key: string) => void }): ReactNode {
  const name = <span title={row.help}>{row.label}</span>
  if (!row.parts) return name
  return (
    <UnstyledButton
      className={classes.toggle}
      aria-expanded={row.isOpen ?? false}
      onClick={() => onToggle(row.key)}
    >
      <IconChevronRight size={16} aria-hidden />
      {name}
    </UnstyledButton>
  )
}

interface CellsProps {
  row: YearTableRow
  points: readonly ChartPoint[]
  /** Whether the first cell is the one that the Tab key comes to. */
  isStop?: boolean
  onExplain?: ((year: number) => void) | undefined
}

function Cells({ row, points, isStop = false, onExplain }: CellsProps) {
  return points.map(({ year }) => {
    const amount = at(row.values, year)
    if (year === 0 && row.isFlow)
      return (
        <td key={year}>
          <VisuallyHidden>none yet</VisuallyHidden>
        </td>
      )
    return (
      <td key={year} className={Math.round(amount) < 0 ? classes.negative : undefined}>
        {onExplain ? (
          <button
            type="button"
            className={classes.figure}
            title="How this comes about"
            aria-haspopup="dialog"
            tabIndex={isStop && year === points[0]?.year ? 0 : -1}
            onClick={() => onExplain(year)}
            {...cellButton}
          >
            <Amount amount={amount} isSigned={row.isSigned ?? false} />
          </button>
        ) : (
          <Amount amount={amount} isSigned={row.isSigned ?? false} />
        )}
      </td>
    )
  })
}
