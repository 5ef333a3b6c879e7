import { type Row, rowIndex, rows } from '../rows.ts'
import { type BandRow, pathRowOf, type Simulation } from './simulation.ts'

/** The mean of a row of the totals, one number a point. A copy. */
export function meanSeries(simulation: Simulation, row: BandRow): Float64Array {
  const points = simulation.years + 1
  const base = pathRowOf(row) * points
  return simulation.means.slice(base, base + points).map((value, point) => {
    return row === 'netWorthReal' ? value / simulation.priceLevels[point]! : value
  })
}

/** The mean of a row of one instance; all zero when it takes no part. A view. */
export function instanceMeanSeries(simulation: Simulation, instanceId: string, row: Row): Float64Array {
  const points = simulation.years + 1
  const position = simulation.instances.findIndex((instance) => instance.id === instanceId)
  if (position < 0) return new Float64Array(points)
  const start = (position * rows.length + rowIndex(row)) * points
  return simulation.perInstance.subarray(start, start + points)
}
