import type { ReactNode } from 'react'
import { formatMonth } from '#domain/calendar/month.ts'
import { type Outlook, type Outlooks, scaledOutlook } from '#domain/projection/analysis/outlook.ts'
import type { Projection } from '#domain/projection/projection.ts'
import type { ShortfallOutlook } from '#domain/projection/simulation/shortfall-outlook.ts'
import type { Estimate } from '#domain/projection/simulation/standard-error.ts'
import { Amount } from '#fields/amount.tsx'
import { useFormat } from '#ui/format.ts'
import { usePrinting } from '#ui/printing.ts'
import { formatChance } from './bands.ts'
import { LineSample } from './chart-legend.tsx'
import type { ComparisonSides } from './comparison-chart.tsx'
import { ColumnHeads, ScrolledFigures } from './figures-frame.tsx'
import { type KeyFigures, keyFigures } from './key-figures.ts'
import { EstimatedAmount, GiveOrTake } from './outlook-card.tsx'
import { moneyFactor } from './outlook-query.ts'
import classes from './projections.module.css'
import type { Money } from './series.ts'
import { sheetsOf } from './sheets.ts'
import { ShortfallAmount } from './shortfall-amount.tsx'
import { ShortfallFutures } from './shortfall-futures.tsx'
import { firstShortfallText } from './shortfall-text.ts'

/** As many scenarios as an upright sheet has room for beside reality. */
const perSheet = 4

interface ComparisonFiguresProps {
  /** Reality first. */
  sides: ComparisonSides
  outlooks: Outlooks | undefined
  money: Money
  /** What the difference from reality is called here. */
  difference: string
}

interface SimulatedSide {
  readonly outlook: Outlook | undefined
  readonly shortfall: ShortfallOutlook | undefined
  readonly difference: Outlook | undefined
}

/** What each scenario comes down to, side by side. */
export function ComparisonFigures({ sides, outlooks, money, difference }: ComparisonFiguresProps) {
  const format = useFormat()
  const isPrinting = usePrinting()
  const [reality, ...others] = sides
  const real = keyFigures(reality.projection, money)
  const end = formatMonth(real.endMonth, format.locale)
  const factor = moneyFactor(reality.projection, money)
  const rows: {
    label: string
    read: (figures: KeyFigures, simulated: SimulatedSide | undefined) => ReactNode
  }[] = [
    {
      label: `Net worth, ${end}, in the middle of simulated futures`,
      read: (_, simulated) => <Middle outlook={simulated?.outlook} />,
    },
    {
      label: '1 in 10 futures ends below',
      read: (_, simulated) => <Edge estimate={simulated?.outlook?.low} />,
    },
    {
      label: '1 in 10 futures ends above',
      read: (_, simulated) => <Edge estimate={simulated?.outlook?.high} />,
    },
    {
      label: `${difference}, in the middle of the same futures`,
      read: (figures, simulated) =>
        figures === real ? '–' : <Middle outlook={simulated?.difference} isSigned />,
    },
    {
      label: 'Net worth if every year were average',
      read: (figures) => <Amount amount={figures.finalNetWorth} />,
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
    {
      label: 'Overdrawn at some time, of simulated futures',
      read: (_, simulated) => <Overdrawn shortfall={simulated?.shortfall} projection={reality.projection} />,
    },
  ]
  const scaled = (outlook: Outlook | undefined) => outlook && scaledOutlook(outlook, factor)
  const columns = others.map((side, index) => {
    const found = outlooks?.scenarios[index]
    return {
      ...side,
      figures: keyFigures(side.projection, money),
      simulated: {
        outlook: scaled(found?.outlook),
        shortfall: found?.shortfall,
        difference: scaled(found?.difference),
      },
    }
  })
  const sheets = (isPrinting ? sheetsOf(columns, perSheet) : [columns]).map((sheet) => [
    {
      ...reality,
      figures: real,
      simulated: {
        outlook: scaled(outlooks?.reality),
        shortfall: outlooks?.realShortfall,
        difference: undefined,
      },
    },
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
                {sheet.map(({ key, figures, simulated }) => (
                  <td key={key}>{read(figures, simulated)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </ScrolledFigures>
  )
}

function Middle({ outlook, isSigned = false }: { outlook: Outlook | undefined; isSigned?: boolean }) {
  if (!outlook) return '…'
  return (
    <>
      <EstimatedAmount estimate={outlook.middle} isSigned={isSigned} />
      <div>
        <GiveOrTake estimate={outlook.middle} />
      </div>
    </>
  )
}

function Edge({ estimate }: { estimate: Estimate | undefined }) {
  return estimate ? <EstimatedAmount estimate={estimate} /> : '…'
}

interface OverdrawnProps {
  shortfall: ShortfallOutlook | undefined
  projection: Pick<Projection, 'startMonth'>
}

function Overdrawn({ shortfall, projection }: OverdrawnProps) {
  const { locale } = useFormat()
  if (!shortfall) return '…'
  return (
    <>
      {formatChance(shortfall.chance, locale)}
      <div>
        <ShortfallFutures shortfall={shortfall} projection={projection} />
      </div>
    </>
  )
}
