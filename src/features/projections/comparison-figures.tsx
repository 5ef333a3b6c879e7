import type { ReactNode } from 'react'
import { formatMonth } from '#domain/calendar/month.ts'
import { Amount } from '#fields/amount.tsx'
import { useFormat } from '#ui/format.ts'
import { usePrinting } from '#ui/printing.ts'
import { LineSample } from './chart-legend.tsx'
import type { ComparisonSides } from './comparison-chart.tsx'
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
  sides: ComparisonSides
  money: Money
  /** What the difference from reality is called here. */
  difference: string
}

/** What each scenario comes down to, side by side. */
export function ComparisonFigures({ sides, money, difference }: ComparisonFiguresProps) {
  const format = useFormat()
  const isPrinting = usePrinting()
  const [reality, ...others] = sides
  const real = keyFigures(reality.projection, money)
  const end = formatMonth(real.endMonth, format.locale)
  const rows: { label: string; read: (figures: KeyFigures) => ReactNode }[] = [
    {
      label: `Net worth, ${end}`,
      read: (figures) => <Amount amount={figures.finalNetWorth} />,
    },
    {
      label: difference,
      read: (figures) =>
        figures === real ? '–' : <Amount amount={figures.finalNetWorth - real.finalNetWorth} isSigned />,
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
      read: ({ firstShortfallYear }) =>
        firstShortfallText(reality.projection, firstShortfallYear, format.locale),
    },
  ]
  const columns = others.map((side) => ({ ...side, figures: keyFigures(side.projection, money) }))
  const sheets = (isPrinting ? sheetsOf(columns, perSheet) : [columns]).map((sheet) => [
    { ...reality, figures: real },
    ...sheet,
  ])
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
                {sheet.map(({ key, figures }) => (
                  <td key={key}>{read(figures)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </ScrolledFigures>
  )
}
