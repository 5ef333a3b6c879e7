/** Who of the whole set owes how much of a year's tax. */

/** Sums over the paths of a simulation; arrays have an entry an instance. */
export interface TaxedSums {
  readonly paths: number
  /** Taxable income less deductions, without gains. */
  readonly assessable: Float64Array
  /** Realised capital gains after the discount, before losses are taken off. */
  readonly gains: Float64Array
  /** Tax credited because of its own income. */
  readonly credits: Float64Array
  /** What gains add to the year's net income, after losses and discount. */
  readonly netGain: number
  /** Interest that the household account earned, and what the year had brought before that no holding tells. */
  readonly householdEarned: number
  /** 1 for dwellings whose losses wait, and what is not deducted of all of them less what is of earlier years'. */
  readonly lossesWait: ArrayLike<number>
  readonly lossKept: number
}

/** A sum is nothing where it is less than this part of the amounts that it adds up: what is left of them is rounding. */
const NOTHING = 1e-9

/**
 * Shares out a year's mean tax by taxable income: everyone at the year's average rate tax/net, which lies between
 * nothing and `highestRate`; of a capital gain counts the part that losses and discount leave, of
 * losses that wait the part that is deducted. Where all of it comes to nothing there is no such rate, and nobody has a part. What cannot be shared out
 * so (losses carried from other years) stays with the household account. Credits are its own whose income
 * earned them. Returns each instance's part.
 */
export function allocateTax(sums: TaxedSums, tax: number, highestRate: number): Float64Array {
  const { paths, assessable, gains } = sums
  const gained = gains.reduce((sum, gain) => sum + gain, 0)
  const left = gained > 0 ? sums.netGain / gained : 0
  const waiting = assessable.map((income, i) => (sums.lossesWait[i] === 1 ? Math.abs(income) : 0))
  const allWaiting = waiting.reduce((sum, part) => sum + part, 0)
  const kept = allWaiting > 0 ? sums.lossKept / allWaiting : 0
  const parts = assessable.map(
    (income, i) => (income + (waiting[i] ?? 0) * kept + (gains[i] ?? 0) * left) / paths,
  )
  const net = parts.reduce((sum, part) => sum + part, sums.householdEarned / paths)
  const credited = sums.credits.reduce((sum, credit) => sum + credit, 0) / paths
  const size = parts.reduce((sum, part) => sum + Math.abs(part), Math.abs(sums.householdEarned) / paths)
  const rate = Math.abs(net) <= NOTHING * size ? 0 : (tax + credited) / net
  const bounded = Math.min(Math.max(rate, 0), highestRate)
  return parts.map((part, i) => part * bounded - (sums.credits[i] ?? 0) / paths)
}
