import { formatMonth } from '#domain/calendar/month.ts'
import { Disclosure } from '#ui/disclosure.tsx'
import type { ChartPoint } from './chart-lines.ts'
import classes from './projections.module.css'

export interface FiguresColumn {
  readonly key: string
  readonly label: string
  readonly values: Float64Array
  readonly format: (amount: number) => string
}

interface FiguresTableProps {
  title: string
  points: readonly ChartPoint[]
  columns: readonly FiguresColumn[]
  locale: string
}

/** A chart as a table: years downwards, so that it fits a phone and a sheet of paper. */
export function FiguresTable({ title, points, columns, locale }: FiguresTableProps) {
  return (
    <Disclosure show="Show the figures of this chart" hide="Hide the figures of this chart">
      {() => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className={classes.scroll} tabIndex={0} aria-label={title}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">End of</th>
                {columns.map(({ key, label }) => (
                  <th key={key} scope="col">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {points.map(({ year, endMonth }) => (
                <tr key={year}>
                  <th scope="row">{year === 0 ? 'Now' : formatMonth(endMonth, locale, 'short')}</th>
                  {columns.map(({ key, values, format }) => (
                    <td key={key}>{format(values[year]!)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Disclosure>
  )
}
