import { formatMonth } from '#domain/calendar/month.ts'
import { marketReturn } from '#domain/projection/analysis/market-returns.ts'
import type { OnePath } from '#domain/projection/simulation/one-path.ts'
import { Amount } from '#fields/amount.tsx'
import { Disclosure } from '#ui/disclosure.tsx'
import { useFormat } from '#ui/format.ts'
import { chartPoints } from './chart-lines.ts'
import { ColumnHeads, ScrolledFigures } from './figures-frame.tsx'
import classes from './projections.module.css'
import { at, type Money, totals } from './series.ts'

const amounts = [
  { row: 'netWorth', label: 'Net worth' },
  { row: 'household', label: 'Household account' },
  { row: 'interest', label: 'Interest paid' },
  { row: 'tax', label: 'Tax' },
  { row: 'withdrawals', label: 'Taken out of holdings' },
] as const

const kinds = [
  { kind: 'portfolio', label: 'Return of portfolios' },
  { kind: 'property', label: 'Growth of properties' },
] as const

/** One future year by year: what it comes to, and the market that it met. */
export function FutureTable({ future, money }: { future: OnePath; money: Money }) {
  const { locale } = useFormat()
  const { projection, rateShift } = future
  const percent = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  })
  const points = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  })
  const columns = [
    ...amounts.map(({ row, label }) => ({ key: row, label })),
    ...kinds.map(({ kind, label }) => ({ key: kind, label })),
    { key: 'rates', label: 'Interest rates, in points beside what you assume' },
  ]
  const rows = amounts.map(({ row }) => ({ row, values: totals(projection, row, money) }))
  const returnOf = (kind: 'property' | 'portfolio', year: number) => {
    const found = year === 0 ? null : marketReturn(projection, kind, year)
    return found === null ? '–' : percent.format(found)
  }
  const title = 'This future, year by year'
  return (
    <Disclosure show="Show this future year by year" hide="Hide the years of this future">
      {() => (
        <ScrolledFigures label={title}>
          <table className={classes.table}>
            <ColumnHeads rows="End of" columns={columns} className={classes.named} />
            <tbody>
              {chartPoints(projection).map(({ year, endMonth }) => (
                <tr key={year}>
                  <th scope="row">{year === 0 ? 'Now' : formatMonth(endMonth, locale, 'short')}</th>
                  {rows.map(({ row, values }) => (
                    <td key={row}>
                      <Amount amount={at(values, year)} />
                    </td>
                  ))}
                  {kinds.map(({ kind }) => (
                    <td key={kind}>{returnOf(kind, year)}</td>
                  ))}
                  <td>{year === 0 ? '–' : points.format(at(rateShift, year))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrolledFigures>
      )}
    </Disclosure>
  )
}
