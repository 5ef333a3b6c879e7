import { isClearlyAhead, isLevel } from '#domain/projection/analysis/pairs.ts'
import { useFormat } from '#ui/format.ts'
import type { Comparison } from '#workers/protocol.ts'
import { formatChance } from './bands.ts'
import { ColumnHeads, TitledFigures } from './figures-frame.tsx'
import classes from './projections.module.css'

interface ChanceMatrixProps {
  /** In the order of the pairs. */
  sides: readonly { readonly key: string; readonly label: string }[]
  pairs: Comparison['pairs']
}

const title = 'Who ends ahead of whom'

/** On how many of the same futures each ends ahead of each other. */
export function ChanceMatrix({ sides, pairs }: ChanceMatrixProps) {
  const { locale } = useFormat()
  return (
    <TitledFigures title={title}>
      <table className={`${classes.table} ${classes.compared}`}>
        <ColumnHeads rows="Ends ahead of" columns={sides} className={classes.named} />
        <tbody>
          {sides.map(({ key, label }, row) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              {sides.map((other, column) => {
                const pair = pairs[row]?.[column]
                if (row === column || !pair) return <td key={other.key}>–</td>
                if (isLevel(pair)) return <td key={other.key}>Always level</td>
                return (
                  <td key={other.key}>
                    {formatChance(pair.chanceAhead, locale)}
                    {isClearlyAhead(pair) === null && <small>no clear difference</small>}
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
