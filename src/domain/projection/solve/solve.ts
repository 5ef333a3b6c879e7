/** What must be true: the value of one figure with which a plan reaches what it is to reach, on the same futures. */

import { onCommonNumbers } from '../analysis/outlook.ts'
import type { PathEnds } from '../analysis/path-ends.ts'
import type { Plan } from '../plan.ts'
import { BLOCK_PATHS } from '../simulation/blocks.ts'
import { pathsOf } from '../simulation/simulate.ts'
import { type Answer, findCrossing } from './crossing.ts'
import { excessOver, type SolveTarget } from './target.ts'
import { fieldValue, rangeOf, type SolvableFigure, withValue } from './unknowns.ts'

export interface Question {
  readonly plan: Plan
  /** Needed where the target is to be as good as it. */
  readonly reality: Plan | null
  readonly figure: SolvableFigure
  readonly target: SolveTarget
}

/** `endsOf` plays a plan through; every value of the figure meets the futures that the plan's own seed has, with reality those of reality. */
export async function solve(
  { plan, reality, figure, target }: Question,
  endsOf: (plan: Plan) => Promise<PathEnds>,
): Promise<Answer> {
  const own = target.for === 'as_reality' && reality ? onCommonNumbers(reality, plan) : plan
  const rough = { paths: Math.min(BLOCK_PATHS, pathsOf(own)) }
  const few = (some: Plan): Plan => ({ ...some, assumptions: { ...some.assumptions, ...rough } })
  const realEnds =
    target.for === 'as_reality' && reality
      ? { full: await endsOf(reality), rough: await endsOf(few(reality)) }
      : { full: null, rough: null }
  return findCrossing(
    async (value, how) => {
      const tried = withValue(own, figure, fieldValue(own, figure.field, value))
      return excessOver(target, await endsOf(how === 'rough' ? few(tried) : tried), realEnds[how])
    },
    rangeOf(plan, figure),
  )
}
