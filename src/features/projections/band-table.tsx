import { formatMonth } from '#domain/calendar/month.ts'
import { formatMoney, type MoneyFormat } from '#domain/money/format.ts'
import { bandPercentiles } from '#domain/projection/simulation/simulation.ts'
import type { Bands } from './bands.ts'
import type { ChartPoint } from './chart-lines.ts'
import { Disclosure } from './disclosure.tsx'
import classes from './projections.module.css'

interface BandTableProps {
  title: string
  points: readonly ChartPoint[]
  bands: Bands
  format: MoneyFormat
}

/** The fan as a table: in how many of a hundred futures there is less. */
export function BandTable({ title, points, bands, format }: BandTableProps) {
  return (
    <Disclosure show="Show the figures of this chart" hide="Hide the figures of this chart">
      {() => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className={classes.scroll} tabIndex={0} aria-label={title}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">End of</th>
                {bandPercentiles.map((percentile) => (
                  <th key={percentile} scope="col">
                    {percentile === 50 ? 'The middle' : `${percentile} in 100 are below`}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {points.map((point) => (
                <tr key={point.year}>
                  <th scope="row">
                    {point.year === 0 ? 'Now' : formatMonth(point.endMonth, format.locale, 'short')}
                  </th>
                  {bandPercentiles.map((percentile) => (
                    <td key={percentile}>
                      {formatMoney(Math.round(bands[percentile][point.year]!), format)}
                    </td>
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
