import { List, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatMonth, type Month } from '#domain/calendar/month.ts'
import type { FiguresAtAGlance } from '#domain/projection/analysis/figures-overview.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { Disclosure } from '#ui/disclosure.tsx'
import { useFirstOfMany } from '#ui/first-of-many.tsx'
import { useFormat } from '#ui/format.ts'
import { Loaded } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { ColumnHeads, TitledFigures } from './figures-frame.tsx'
import { figuresQuery } from './figures-query.ts'
import classes from './projections.module.css'
import { share, type YieldRow, yieldRows } from './yield-rows.ts'

interface YieldTableProps {
  title: string
  plan: Plan
  /** Reality, to see what a scenario changes. */
  reality?: Plan
  endMonth: Month
}

const firstShown = 30

/** Loan to value, yields and return of every holding. */
export function YieldTable({ title, plan, reality, endMonth }: YieldTableProps) {
  const query = useQuery(figuresQuery(reality ? [plan, reality] : [plan]))
  return (
    <Loaded
      query={query}
      failed="The yields could not be worked out"
      loading={<LoadingState rows={4} height={32} label="Working out the yields" />}
    >
      {([shown, real]) =>
        shown &&
        shown.holdings.length > 0 && (
          <Yields title={title} rows={yieldRows(shown, real)} endMonth={endMonth} />
        )
      }
    </Loaded>
  )
}

interface YieldsProps extends Pick<YieldTableProps, 'title' | 'endMonth'> {
  rows: readonly YieldRow[]
}

function Yields({ title, rows, endMonth }: YieldsProps) {
  const { locale } = useFormat()
  const { shown, showMore } = useFirstOfMany(rows, firstShown)
  const columns: { key: keyof FiguresAtAGlance; label: string }[] = [
    { key: 'loanToValueNow', label: 'Loan to value now' },
    { key: 'loanToValueAtEnd', label: `Loan to value, ${formatMonth(endMonth, locale, 'short')}` },
    { key: 'grossYield', label: 'Gross yield' },
    { key: 'netYield', label: 'Net yield' },
    { key: 'moneyWeightedReturn', label: 'Return a year' },
  ]
  return (
    <TitledFigures
      title={title}
      note={
        <>
          {showMore}
          <Meanings />
        </>
      }
    >
      <table className={classes.table}>
        <ColumnHeads rows="Holding" columns={columns} className={classes.narrow} />
        <tbody>
          {shown.map((row) => (
            <tr key={row.key} className={row.key === 'total' ? classes.total : undefined}>
              <th scope="row">
                {row.label} {row.figures === null && <small>only in reality</small>}
                {row.reality === null && <small>only in this scenario</small>}
              </th>
              {columns.map(({ key }) => (
                <td key={key}>
                  <Figure row={row} column={key} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TitledFigures>
  )
}

interface FigureProps {
  row: YieldRow
  column: keyof FiguresAtAGlance
}

/** The figure, and below it that of reality where the scenario changes it. */
function Figure({ row, column }: FigureProps) {
  const { locale } = useFormat()
  if (row.figures === null) return <small>Reality: {share(row.reality?.[column], locale)}</small>
  const own = share(row.figures[column], locale)
  const real = row.reality ? share(row.reality[column], locale) : own
  return (
    <>
      {own} {real !== own && <small>Reality: {real}</small>}
    </>
  )
}

function Meanings() {
  return (
    <Disclosure show="What do these figures mean?" hide="Hide the explanations">
      {() => (
        <List size="sm" spacing={6} maw={680}>
          <List.Item>
            <b>Loan to value</b>: what is owed on a property as a part of what it is worth. The lower it is,
            the more of the property is yours.
          </List.Item>
          <List.Item>
            <b>Gross yield</b>: a year’s rent, distributions or interest as a part of what the holding is
            worth when that year begins. It is the first year that begins with the holding in your hands.
          </List.Item>
          <List.Item>
            <b>Net yield</b>: the same once running costs are paid, but before loan interest and tax.
          </List.Item>
          <List.Item>
            <b>Return a year</b>: the yearly rate at which your own money in the holding grows, after costs,
            interest and tax, with inflation still in it. What you have in it now, what goes in or comes out
            later and what is yours at the end each count from their own month, so that it does not matter
            when you buy, sell or pay in (the money-weighted return).
          </List.Item>
          <List.Item>
            <Text span inherit>
              A dash means that there is nothing to measure, such as a loan to value without a property.
              “Several” means that money goes in and comes out by turns in such a way that more than one rate
              fits, so that none of them is the return.
            </Text>
          </List.Item>
        </List>
      )}
    </Disclosure>
  )
}
