import type { ReactNode } from 'react'
import { formatMonth } from '#domain/calendar/month.ts'
import { Amount } from '#fields/amount.tsx'
import { useFormat } from '#ui/format.ts'
import { usePrinting } from '#ui/printing.ts'
import { LineSample } from './chart-legend.tsx'
import type { ComparisonSide } from './comparison-chart.tsx'
import { ColumnHeads, ScrolledFigures } from './figures-frame.tsx'
import { type KeyFigures, keyFigures } from './key-figures.ts'
import classes from './projections.module.css'
import type { Money } from './series.ts'
import { sheetsOf } from './sheets.ts'
import { ShortfallAmount } from './shortfall-amount.tsx'
import { firstShortfallText } from './shortfall-text.ts'

/** As many scenarios as an upright sheet has room for beside reality. */
const perSheet = 4

interface ComparisonFiguresProps {
  /** Reality first. */
  sides: readonly ComparisonSide[]
  money: Money
  /** What the difference from reality is called here. */
  difference: string
}

/** What each scenario comes down to, side by side. */
export function ComparisonFigures({ sides, money, difference }: ComparisonFiguresProps) {
  const format = useFormat()
  const isPrinting = usePrinting()
  const columns = sides.map((side) => ({ ...side, figures: keyFigures(side.projection, money) }))
  const real = columns[0]!.figures
  const start = columns[0]!.projection
  const end = formatMonth(real.endMonth, format.locale)
  const rows: { label: string; read: (figures: KeyFigures, index: number) => ReactNode }[] = [
    {
      label: `Net worth, ${end}`,
      read: (figures) => <Amount amount={figures.finalNetWorth} />,
    },
    {
      label: difference,
      read: (figures, index) =>
        index === 0 ? '–' : <Amount amount={figures.finalNetWorth - real.finalNetWorth} isSigned />,
    },
    {
      label: `Cash flow over ${real.years} years`,
      read: (figures) => <Amount amount={figures.cumulativeCashFlow} isSigned />,
    },
    {
      label: 'Deepest overdraft of the household account',
      read: ({ worstShortfall }) => <ShortfallAmount shortfall={worstShortfall} />,
    },
    {
      label: 'Overdrawn for the first time',
      read: ({ firstShortfallYear }) => firstShortfallText(start, firstShortfallYear, format.locale),
    },
  ]
  const [reality, ...others] = columns.map((column, index) => ({ ...column, index }))
  const sheets = isPrinting
    ? sheetsOf(others, perSheet).map((sheet) => [reality!, ...sheet])
    : [[reality!, ...others]]
  return (
    <ScrolledFigures label="Key figures" className={classes.lines}>
      {sheets.map((sheet) => (
        <table key={sheet[1]?.key} className={classes.table}>
          <ColumnHeads
            rows="Key figures"
            columns={sheet.map(({ key, label, style }) => ({
              key,
              label: (
                <>
                  <LineSample style={style} />
                  <div>{label}</div>
                </>
              ),
            }))}
            className={classes.named}
          />
          <tbody>
            {rows.map(({ label, read }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {sheet.map(({ key, figures, index }) => (
                  <td key={key}>{read(figures, index)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </ScrolledFigures>
  )
}
