/** A wide table of years: names of rows stay in sight on the left while the years scroll. */
import { UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { Fragment, type ReactNode } from 'react'
import { formatMonth } from '#domain/calendar/month.ts'
import type { MoneyFormat } from '#domain/money/format.ts'
import { Amount } from '#fields/amount.tsx'
import type { Part } from './breakdown.ts'
import { type ChartPoint, pointLabel } from './chart-lines.ts'
import classes from './projections.module.css'

export interface YearTableRow extends Part {
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
  format: MoneyFormat
  onToggle?: (key: string) => void
}

export function YearTable({ caption, points, groups, format, onToggle = () => {} }: YearTableProps) {
  return (
    // A region that scrolls must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={`${classes.scroll} ${classes.wide}`} tabIndex={0} aria-label={caption}>
      <table className={classes.table}>
        <VisuallyHidden component="caption">{caption}</VisuallyHidden>
        <thead>
          <tr>
            <th scope="col">End of</th>
            {points.map((point) => (
              <th key={point.year} scope="col">
                {pointLabel(point)}
                {point.year > 0 && <small>{monthName(point, format.locale)}</small>}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.label}>
            <tr className={classes.group}>
              <th scope="colgroup" colSpan={points.length + 1}>
                <span>{group.label}</span>
              </th>
            </tr>
            {group.rows.map((row) => (
              <Fragment key={row.key}>
                <tr className={row.isTotal ? classes.total : undefined}>
                  <th scope="row">
                    <RowName row={row} onToggle={onToggle} />
                  </th>
                  <Cells row={row} points={points} format={format} />
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
                      <Cells row={{ ...row, ...part }} points={points} format={format} />
                    </tr>
                  ))}
              </Fragment>
            ))}
          </tbody>
        ))}
      </table>
    </section>
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

function Cells({
  row,
  points,
  format,
}: {
  row: YearTableRow
  points: readonly ChartPoint[]
  format: MoneyFormat
}) {
  return points.map(({ year }) => {
    const amount = row.values[year]!
    if (year === 0 && row.isFlow)
      return (
        <td key={year}>
          <VisuallyHidden>none yet</VisuallyHidden>
        </td>
      )
    return (
      <td key={year} className={Math.round(amount) < 0 ? classes.negative : undefined}>
        <Amount amount={amount} format={format} isSigned={row.isSigned ?? false} />
      </td>
    )
  })
}
