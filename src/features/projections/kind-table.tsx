import type { Projection } from '#domain/projection/projection.ts'
import { Amount } from '#fields/amount.tsx'
import { chartPoints, pointLabel } from './chart-lines.ts'
import { ColumnHeads, TitledFigures } from './figures-frame.tsx'
import { measureOf } from './measures.ts'
import classes from './projections.module.css'
import { at, type Money, totals } from './series.ts'

const kindRows = ['propertyValue', 'portfolioValue', 'cashValue', 'household', 'debt', 'netWorth'] as const

/** A handful of years that tell the story: now, soon, and the end. */
function milestones(years: number): number[] {
  return [0, 1, 5, 10, 20, 30, 40, 50].filter((year) => year < years).concat(years)
}

interface KindTableProps {
  projection: Projection
  money: Money
}

/** What the net worth of reality consists of, now and at some milestones. */
export function KindTable({ projection, money }: KindTableProps) {
  const points = chartPoints(projection)
  const years = milestones(projection.years)
  const shown = points.filter(({ year }) => years.includes(year))
  const title = 'Reality by kind'
  return (
    <TitledFigures title={title}>
      <table className={classes.table}>
        <ColumnHeads
          rows="Kind"
          columns={shown.map((point) => ({ key: point.year, label: pointLabel(point) }))}
        />
        <tbody>
          {kindRows
            .map((row) => ({ row, values: totals(projection, row, money) }))
            .filter(
              ({ row, values }) => row === 'netWorth' || values.some((amount) => Math.round(amount) !== 0),
            )
            .map(({ row, values }) => (
              <tr key={row} className={row === 'netWorth' ? classes.total : undefined}>
                <th scope="row">{measureOf(row).label}</th>
                {shown.map(({ year }) => {
                  const amount = Math.round(at(values, year))
                  return (
                    <td key={year} className={amount < 0 ? classes.negative : undefined}>
                      <Amount amount={amount} />
                    </td>
                  )
                })}
              </tr>
            ))}
        </tbody>
      </table>
    </TitledFigures>
  )
}
