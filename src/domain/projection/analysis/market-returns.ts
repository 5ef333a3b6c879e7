/** What markets did to what is held, year by year. */
import { entry } from '../entry.ts'
import { instanceSeries, type Projection } from '../projection.ts'

/**
 * The return of a year, counted from 1, on everything of a kind that is held all through it: growth, and of portfolios what they pay out,
 * on the worth at the beginning with half of what is put in meanwhile, less half of what is taken or paid out (Dietz, *Financial Analysts
 * Journal* 24, 1968). Null where nothing is held all through the year. After fees; rents are no return of the market.
 */
export function marketReturn(
  projection: Projection,
  kind: 'property' | 'portfolio',
  year: number,
): number | null {
  let [gained, held] = [0, 0]
  for (const { id } of projection.instances.filter((instance) => instance.kind === kind)) {
    const worth = instanceSeries(projection, id, kind === 'property' ? 'propertyValue' : 'portfolioValue')
    const [before, after] = [entry(worth, year - 1), entry(worth, year)]
    if (before <= 0 || after <= 0) continue
    const paid = kind === 'property' ? 0 : entry(instanceSeries(projection, id, 'income'), year)
    const gain = entry(instanceSeries(projection, id, 'growth'), year) + paid
    gained += gain
    held += kind === 'property' ? before : before + (after - before - gain) / 2
  }
  return held > 0 ? gained / held : null
}
