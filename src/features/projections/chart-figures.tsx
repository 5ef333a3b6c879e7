import { formatMonth } from '#domain/calendar/month.ts'
import { formatMoney, type MoneyFormat } from '#domain/money/format.ts'
import type { ChartLine, ChartPoint } from './chart-lines.ts'
import { Disclosure } from './disclosure.tsx'
import classes from './projections.module.css'
import { signedMoney } from './signed-money.ts'

interface ChartFiguresProps {
  title: string
  points: readonly ChartPoint[]
  lines: readonly ChartLine[]
  format: MoneyFormat
}

/** The chart as a table: years downwards, so that it fits a phone and a sheet of paper. */
export function ChartFigures({ title, points, lines, format }: ChartFiguresProps) {
  const [first, second] = lines
  const hasDifference = lines.length === 2 && first !== undefined && second !== undefined
  return (
    <Disclosure show="Show the figures of this chart" hide="Hide the figures of this chart">
      {() => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className={classes.scroll} tabIndex={0} aria-label={title}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">End of</th>
                {lines.map((line) => (
                  <th key={line.key} scope="col">
                    {line.label}
                  </th>
                ))}
                {hasDifference && <th scope="col">Difference</th>}
              </tr>
            </thead>
            <tbody>
              {points.map((point) => (
                <tr key={point.year}>
                  <th scope="row">
                    {point.year === 0 ? 'Now' : formatMonth(point.endMonth, format.locale, 'short')}
                  </th>
                  {lines.map((line) => (
                    <td key={line.key}>{formatMoney(Math.round(line.values[point.year]!), format)}</td>
                  ))}
                  {hasDifference && (
                    <td>{signedMoney(first.values[point.year]! - second.values[point.year]!, format)}</td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Disclosure>
  )
}
