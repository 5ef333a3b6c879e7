/** When a refinancing has earned back what it costs: by repayments that are lower, and by what is owed beside them. */
import type { Payment } from './loan-payments.ts'

/** In months since it, the first counted as one; null: never. */
export interface BreakEven {
  /** Costs ÷ what the first repayment is lower: how lenders reckon. It overlooks that a longer term repays less. */
  readonly byRepayments: number | null
  /** Once what has been paid and what is still owed are together no more than they would have been: once as much interest is saved. */
  readonly byInterest: number | null
}

export const repaymentOf = ({ interest, principal, lumpSum }: Payment) => interest + principal - lumpSum
export const interestOf = (payments: readonly Payment[]) =>
  payments.reduce((sum, { interest }) => sum + interest, 0)

/** `before` are the payments without the refinancing, `after` those with it, both from its month on. */
export function breakEven(before: readonly Payment[], after: readonly Payment[], costs: number): BreakEven {
  const [first, firstAfter] = [before[0], after[0]]
  const lower = first && firstAfter ? repaymentOf(first) - repaymentOf(firstAfter) : 0
  // A division that comes out even is not a month more for its rounding.
  const needed = lower > 0 ? Math.max(0, Math.ceil(costs / lower - 1e-9)) : Number.POSITIVE_INFINITY
  const all = [...before, ...after].map(({ month }) => month)
  const [begins, ends] = [Math.min(...all), Math.max(...all)]
  const interestIn = (payments: readonly Payment[]) =>
    new Map(payments.map(({ month, interest }) => [month, interest]))
  const [without, withIt] = [interestIn(before), interestIn(after)]
  let saved = 0
  let byInterest: number | null = null
  for (let month = begins; month <= ends && byInterest === null; month++) {
    saved += (without.get(month) ?? 0) - (withIt.get(month) ?? 0)
    if (saved >= costs - 1e-9) byInterest = month - begins + 1
  }
  return { byRepayments: needed <= Math.min(before.length, after.length) ? needed : null, byInterest }
}
