/** Sums as an accountant writes them: terms below each other, what they come to beneath; what a term is made of indented. */
import { VisuallyHidden } from '@mantine/core'
import { currencyDecimals, formatMoney } from '#domain/money/format.ts'
import { useFormat } from '#ui/format.ts'
import frame from './projections.module.css'
import { asWritten, type Sum } from './sum.ts'
import classes from './sum-table.module.css'

interface SumTableProps {
  caption: string
  sums: readonly Sum[]
}

export function SumTable({ caption, sums }: SumTableProps) {
  const decimals = currencyDecimals(useFormat())
  return (
    <table className={classes.sums}>
      <caption className={frame.caption}>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">
            <VisuallyHidden>What</VisuallyHidden>
          </th>
          <th scope="col">
            <VisuallyHidden>Amount</VisuallyHidden>
          </th>
        </tr>
      </thead>
      {sums.map((sum) => {
        const { terms = [], ...total } = asWritten(sum, decimals)
        return (
          <tbody key={sum.key}>
            {terms.map((term) => (
              <TermRows key={term.key} term={term} depth={0} />
            ))}
            <tr className={classes.total}>
              <SumCells sum={total} depth={0} />
            </tr>
          </tbody>
        )
      })}
    </table>
  )
}

function TermRows({ term, depth }: { term: Sum; depth: number }) {
  return (
    <>
      <tr className={depth > 0 ? classes.within : undefined}>
        <SumCells sum={term} depth={depth} />
      </tr>
      {term.terms?.map((part) => (
        <TermRows key={part.key} term={part} depth={depth + 1} />
      ))}
    </>
  )
}

function SumCells({ sum: { label, note, amount }, depth }: { sum: Sum; depth: number }) {
  const format = useFormat()
  return (
    <>
      <th scope="row" style={{ paddingInlineStart: depth * 18 }}>
        {label}
        {note && <small>{note}</small>}
      </th>
      <td
        // What a term is made of stands beside the column that is added up.
        style={{ paddingInlineEnd: depth * 14 }}
        className={amount < 0 && depth === 0 ? classes.negative : undefined}
      >
        {formatMoney(amount, format, 'cents')}
      </td>
    </>
  )
}
