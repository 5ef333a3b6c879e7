/** What a figure is solved for. */
import type { PathEnds } from '../analysis/path-ends.ts'
import { type Estimate, estimateChance, estimateQuantile } from '../simulation/standard-error.ts'

export type SolveTarget =
  /** So great a share of all futures reaches the goal when it is judged. */
  | { readonly for: 'goal_chance'; readonly share: number }
  /** In the middle of all futures the end is at so much, in money of the first month. */
  | { readonly for: 'amount'; readonly amount: number }
  /** In the middle of all futures it ends with as much as reality, future by future. */
  | { readonly for: 'as_reality' }

/** How far above the target these futures are; `reality` are the same futures of reality. */
export function excessOver(target: SolveTarget, ends: PathEnds, reality: PathEnds | null): Estimate {
  switch (target.for) {
    case 'goal_chance': {
      const paths = ends.meetsGoal.length
      const { value, standardError } = estimateChance(
        ends.meetsGoal.reduce((sum, met) => sum + met, 0) / paths,
        paths,
      )
      return { value: value - target.share, standardError }
    }
    case 'amount': {
      const { value, standardError } = estimateQuantile(ends.netWorth, 0.5)
      return { value: value - target.amount, standardError }
    }
    case 'as_reality':
      return estimateQuantile(
        ends.netWorth.map((end, path) => end - (reality?.netWorth[path] ?? Number.NaN)),
        0.5,
      )
  }
}
