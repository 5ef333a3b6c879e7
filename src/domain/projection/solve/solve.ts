/** What must be true: the value of one figure with which a plan reaches what it is to reach, on the same futures. */

import type { Scalar } from '#domain/instances/types.ts'
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
  const beside = target.for === 'as_reality' ? reality : null
  const own = beside ? onCommonNumbers(beside, plan) : plan
  const on = (paths: number) => excessAt({ plan: own, reality: beside, figure, target }, paths, endsOf)
  const paths = pathsOf(own)
  return findCrossing(
    { full: on(paths), ...(paths > BLOCK_PATHS && { rough: on(BLOCK_PATHS) }) },
    rangeOf(plan, figure),
  )
}

/** How far above the target so many futures are at a value of the figure. */
function excessAt(
  { plan, reality, figure, target }: Question,
  paths: number,
  endsOf: (plan: Plan) => Promise<PathEnds>,
) {
  const played = (some: Plan) => endsOf({ ...some, assumptions: { ...some.assumptions, paths } })
  let untouched: Promise<PathEnds> | null = null
  /** An assumption holds for both; else reality stays as it is, whatever is tried. */
  const realAt = (value: Scalar): Promise<PathEnds> | null => {
    if (!reality) return null
    if (figure.instanceId === null) return played(withValue(reality, figure, value))
    untouched ??= played(reality)
    return untouched
  }
  return async (number: number) => {
    const value = fieldValue(plan, figure.field, number)
    const [ends, real] = await Promise.all([played(withValue(plan, figure, value)), realAt(value)])
    return excessOver(target, ends, real)
  }
}
