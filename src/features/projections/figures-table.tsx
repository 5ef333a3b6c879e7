import { formatMonth } from '#domain/calendar/month.ts'
import { Amount } from '#fields/amount.tsx'
import { Disclosure } from '#ui/disclosure.tsx'
import { useFormat } from '#ui/format.ts'
import { usePrinting } from '#ui/printing.ts'
import type { ChartPoint } from './chart-lines.ts'
import { ColumnHeads, ScrolledFigures } from './figures-frame.tsx'
import classes from './projections.module.css'
import { at } from './series.ts'
import { sheetsOf } from './sheets.ts'

export interface FiguresColumn {
  readonly key: string
  readonly label: string
  readonly values: Float64Array
  /** Differences carry their sign. */
  readonly isSigned?: boolean
}

/** As many columns as an upright sheet has room for. */
const perSheet = 7

interface FiguresTableProps {
  title: string
  points: readonly ChartPoint[]
  columns: readonly FiguresColumn[]
  /** What they are the figures of, where that is no chart. */
  words?: { readonly show: string; readonly hide: string }
}

const ofChart = { show: 'Show the figures of this chart', hide: 'Hide the figures of this chart' }

/** A chart as a table: years downwards, so that it fits a phone and a sheet of paper. */
export function FiguresTable({ title, points, columns, words = ofChart }: FiguresTableProps) {
  const format = useFormat()
  const isPrinting = usePrinting()
  const sheets = isPrinting ? sheetsOf(columns, perSheet) : [columns]
  return (
    <Disclosure {...words}>
      {() => (
        <ScrolledFigures label={title}>
          {sheets.map((sheet) => (
            <table key={sheet[0]?.key} className={classes.table}>
              <ColumnHeads rows="End of" columns={sheet} />
              <tbody>
                {points.map(({ year, endMonth }) => (
                  <tr key={year}>
                    <th scope="row">{year === 0 ? 'Now' : formatMonth(endMonth, format.locale, 'short')}</th>
                    {sheet.map(({ key, values, isSigned = false }) => (
                      <td key={key}>
                        <Amount amount={at(values, year)} isSigned={isSigned} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          ))}
        </ScrolledFigures>
      )}
    </Disclosure>
  )
}
