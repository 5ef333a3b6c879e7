/** What every path of a simulation comes to: one number a path, so that paths of several plans can be laid beside each other. */
import { type BlockResult, type PathRow, pathRows } from '../engine/record.ts'
import { SMALLEST_DEFICIT } from '../engine/shortfall.ts'
import { type Goal, meetsGoal } from '../goal.ts'
import { type PathShortfalls, shortfallsOf } from '../simulation/shortfall-outlook.ts'

/** Amounts in money of the first month, by the prices at the end of the year in which they fall. */
export interface PathEnds extends PathShortfalls {
  /** Net worth at the end. */
  readonly netWorth: Float64Array
  /** The least that the household account holds at the end of a year; where it is overdrawn in any month, the deepest overdraft, below zero. */
  readonly lowestCash: Float64Array
  /** Tax and interest paid until the end. */
  readonly tax: Float64Array
  readonly interest: Float64Array
  /** 1 where net worth is the goal or more when the goal is judged, else 0. Empty where no goal is set. */
  readonly meetsGoal: Float64Array
  /**
   * The first year at whose end net worth is the goal or more, counted from 1; 0 where it is from the first month on, infinite where it
   * never is. Empty where no goal is set.
   */
  readonly goalYear: Float64Array
}

/** `priceLevels` at each point. */
export function endsOf(block: BlockResult, priceLevels: Float64Array, goal: Goal | null): PathEnds {
  const { points, paths, totals } = block
  const levelAt = (point: number) => priceLevels[point] ?? Number.NaN
  const nominal = (row: PathRow, point: number) => {
    const start = (pathRows.indexOf(row) * points + point) * paths
    return totals.subarray(start, start + paths)
  }
  const real = (row: PathRow, point: number) => nominal(row, point).map((amount) => amount / levelAt(point))
  /** One number a path out of a row's amounts at the ends of all years. */
  const overYears = (row: PathRow, start: number, next: (before: number, amount: number) => number) => {
    let found = new Float64Array(paths).fill(start)
    for (let year = 1; year < points; year++) {
      const amounts = real(row, year)
      found = found.map((before, path) => next(before, amounts[path] ?? Number.NaN))
    }
    return found
  }
  const paid = (row: PathRow) => overYears(row, 0, (sum, amount) => sum + amount)
  const isThere = (netWorth: number, point: number) =>
    goal !== null && meetsGoal(netWorth, levelAt(point), goal)
  /** The first point at which each path is there. */
  const firstThere = () => {
    const found = new Float64Array(paths).fill(Number.POSITIVE_INFINITY)
    for (let point = points - 1; point >= 0; point--)
      nominal('netWorth', point).forEach((netWorth, path) => {
        if (isThere(netWorth, point)) found[path] = point
      })
    return found
  }
  const { first, deepest } = shortfallsOf(block, priceLevels)
  const leastHeld = overYears('household', Number.POSITIVE_INFINITY, (least, cash) => Math.min(least, cash))
  return {
    netWorth: real('netWorth', points - 1),
    first,
    deepest,
    lowestCash: deepest.map((owed, path) =>
      owed >= SMALLEST_DEFICIT ? -owed : (leastHeld[path] ?? Number.NaN),
    ),
    tax: paid('tax'),
    interest: paid('interest'),
    meetsGoal: goal
      ? nominal('netWorth', goal.point).map((netWorth) => (isThere(netWorth, goal.point) ? 1 : 0))
      : new Float64Array(),
    goalYear: goal ? firstThere() : new Float64Array(),
  }
}
