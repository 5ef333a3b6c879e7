import { Fragment, type ReactNode } from 'react'
import { formatMonth } from '#domain/calendar/month.ts'
import { type Outlook, type Outlooks, scaledOutlook } from '#domain/projection/analysis/outlook.ts'
import { type JudgedFigure, leadersOf, type Pair } from '#domain/projection/analysis/pairs.ts'
import { goalOf } from '#domain/projection/goal.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { endMonthOf } from '#domain/projection/projection.ts'
import type { Estimate } from '#domain/projection/simulation/standard-error.ts'
import { Amount } from '#fields/amount.tsx'
import { useFormat } from '#ui/format.ts'
import { usePrinting } from '#ui/printing.ts'
import type { Comparison } from '#workers/protocol.ts'
import { LineSample } from './chart-legend.tsx'
import { Chance, Edge, type GapUnit, Judged, Middle, Overdrawn } from './comparison-cells.tsx'
import type { ComparisonSides } from './comparison-chart.tsx'
import { areGoalsAlike } from './comparison-query.ts'
import { ColumnHeads, GroupHead, ScrolledFigures } from './figures-frame.tsx'
import { whenJudged } from './goal-words.ts'
import { keyFigures } from './key-figures.ts'
import { moneyFactor } from './outlook-query.ts'
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
  /** The place of the side that the others are compared with, and its name within a sentence. */
  baseline: number
  baselineName: string
  comparison: Comparison | undefined
  money: Money
  /** What the difference from it is called here. */
  difference: string
  /** Of the sides; chances of goals that differ are not laid beside each other. */
  plans: readonly Plan[]
}

type Risk = Outlooks['realRisk']

/** What each plan comes down to, side by side. */
export function ComparisonFigures(props: ComparisonFiguresProps) {
  const { sides, baseline, baselineName, comparison, money, difference, plans } = props
  const format = useFormat()
  const isPrinting = usePrinting()
  const { projection: real } = sides[0]
  const columns = columnsOf(sides, comparison, baseline, money)
  type Column = (typeof columns)[number]
  const hasGoal = columns.some(({ risk }) => risk?.goal)
  const goals = plans.flatMap((plan) => goalOf(plan) ?? [])
  const [goal] = areGoalsAlike(plans) ? goals : []
  const { endMonth, years } = columns[0]?.figures ?? keyFigures(real, money)
  const end = formatMonth(endMonth, format.locale)

  // Gaps are those of the futures of reality's numbers, in its money.
  const gapFactor = moneyFactor(real, money)
  const judged = (
    figure: JudgedFigure,
    unit: GapUnit,
    read: (risk: Risk, column: Column) => ReactNode,
    factor = gapFactor,
  ) => {
    const leaders = comparison ? leadersOf(comparison.pairs, figure) : []
    const isLess = figure === 'tax' || figure === 'interest'
    const word = isLess ? 'least' : 'best'
    const mark = leaders.length > 1 ? `Among the ${word}` : isLess ? 'Least' : 'Best'
    return (column: Column) => (
      <Judged
        mark={leaders.includes(column.place) ? mark : null}
        gap={column.pair?.gaps[figure]}
        unit={unit}
        factor={factor}
      >
        {column.risk ? read(column.risk, column) : '…'}
      </Judged>
    )
  }
  // Of many years: there is no one price level that would make future money of them.
  const amountUntilThen = (figure: 'lowestCash' | 'tax' | 'interest') =>
    judged(figure, 'money', (risk) => <Edge estimate={risk[figure]} />, 1)

  const groups: { label: string; rows: { label: string; read: (column: Column) => ReactNode }[] }[] = [
    {
      label: `Net worth, ${end}`,
      rows: [
        {
          label: `Net worth, ${end}, in the middle of simulated futures`,
          read: judged('middle', 'money', (_, { outlook }) => <Middle outlook={outlook} />),
        },
        {
          label: 'Worst of twenty: 1 in 20 futures ends below',
          read: judged('worstOfTwenty', 'money', ({ worstOfTwenty }, { projection }) => (
            <Edge estimate={scaled(worstOfTwenty, moneyFactor(projection, money))} />
          )),
        },
        { label: '1 in 10 futures ends below', read: ({ outlook }) => <Edge estimate={outlook?.low} /> },
        { label: '1 in 10 futures ends above', read: ({ outlook }) => <Edge estimate={outlook?.high} /> },
        {
          label: `${difference}, in the middle of the same futures`,
          read: ({ place, pair }) =>
            place === baseline ? (
              '–'
            ) : (
              <Middle outlook={pair && scaledOutlook(pair.difference, gapFactor)} isSigned />
            ),
        },
        {
          label: `Ends ahead of ${baselineName}`,
          read: ({ place, pair }) => (place === baseline ? '–' : <Chance chance={pair?.chanceAhead} />),
        },
      ],
    },
    ...(hasGoal
      ? [
          {
            label: 'Goal',
            rows: [
              {
                label: goal
                  ? `Reaches the goal ${whenJudged(goal.point, (year) => endMonthOf(real, year), format.locale)}`
                  : 'Reaches its own goal, which is another one',
                read: judged('goalChance', 'chance', ({ goal }) =>
                  goal ? <Chance chance={goal.chance} /> : 'No goal',
                ),
              },
              {
                label: 'Half of the futures are there by',
                read: judged('goalYear', 'years', ({ goal }, { projection }) => {
                  if (!goal) return 'No goal'
                  if (goal.year === null) return 'Fewer ever are'
                  if (goal.year === 0) return 'Today'
                  return formatMonth(endMonthOf(projection, goal.year), format.locale)
                }),
              },
            ],
          },
        ]
      : []),
    {
      label: 'Until then, in the middle of simulated futures and in today’s money',
      rows: [
        { label: 'Household account at its lowest', read: amountUntilThen('lowestCash') },
        {
          label: 'Overdrawn at some time, of simulated futures',
          read: ({ shortfall }) => <Overdrawn shortfall={shortfall} projection={real} />,
        },
        { label: 'Tax paid', read: amountUntilThen('tax') },
        { label: 'Interest paid', read: amountUntilThen('interest') },
      ],
    },
    {
      label: 'If every year were average',
      rows: [
        {
          label: 'Net worth if every year were average',
          read: ({ figures }) => <Amount amount={figures.finalNetWorth} />,
        },
        {
          label: `Cash flow over ${years} years`,
          read: ({ figures }) => <Amount amount={figures.cumulativeCashFlow} isSigned />,
        },
        {
          label: 'Deepest overdraft of the household account',
          read: ({ figures }) => <ShortfallAmount shortfall={figures.worstShortfall} />,
        },
        {
          label: 'Overdrawn for the first time',
          read: ({ figures }) => firstShortfallText(real, figures.firstShortfallYear, format.locale),
        },
      ],
    },
  ]
  const [reality, ...others] = columns
  const sheets = (isPrinting ? sheetsOf(others, perSheet) : [others]).map((sheet) =>
    reality ? [reality, ...sheet] : sheet,
  )
  return (
    <ScrolledFigures label="Key figures" className={classes.lines}>
      {sheets.map((sheet) => (
        <table key={sheet[1]?.key} className={`${classes.table} ${classes.compared}`}>
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
            {groups.map((group) => (
              <Fragment key={group.label}>
                <GroupHead label={group.label} columnCount={sheet.length} />
                {group.rows.map(({ label, read }) => (
                  <tr key={label}>
                    <th scope="row">{label}</th>
                    {sheet.map((column) => (
                      <td key={column.key}>{read(column)}</td>
                    ))}
                  </tr>
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      ))}
    </ScrolledFigures>
  )
}

function scaled({ value, standardError }: Estimate, factor: number): Estimate {
  return { value: value * factor, standardError: standardError * factor }
}

/** Every side with what is known of it by now, in the money of the screen but for gaps and differences. */
function columnsOf(
  sides: ComparisonSides,
  comparison: Comparison | undefined,
  baseline: number,
  money: Money,
) {
  const outlooks = comparison?.outlooks
  return sides.map((side, place) => {
    const factor = moneyFactor(side.projection, money)
    const inMoney = (outlook: Outlook | undefined) => outlook && scaledOutlook(outlook, factor)
    const scenario = outlooks?.scenarios[place - 1]
    const isReal = place === 0
    const pair: Pair | undefined = place === baseline ? undefined : comparison?.pairs[place]?.[baseline]
    return {
      ...side,
      place,
      pair,
      figures: keyFigures(side.projection, money),
      outlook: inMoney(isReal ? outlooks?.reality : scenario?.outlook),
      shortfall: isReal ? outlooks?.realShortfall : scenario?.shortfall,
      risk: isReal ? outlooks?.realRisk : scenario?.risk,
    }
  })
}
