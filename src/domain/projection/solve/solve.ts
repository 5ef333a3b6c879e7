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
  const own = target.for === 'as_reality' && reality ? onCommonNumbers(reality, plan) : plan
  const rough = { paths: Math.min(BLOCK_PATHS, pathsOf(own)) }
  const few = (some: Plan): Plan => ({ ...some, assumptions: { ...some.assumptions, ...rough } })
  const beside = target.for === 'as_reality' ? reality : null
  const known = new Map<string, Promise<PathEnds>>()
  /** An assumption holds for both; else reality stays as it is, whatever is tried. */
  const besideAt = (value: Scalar, how: 'rough' | 'full'): Promise<PathEnds> | null => {
    if (!beside) return null
    const played = (some: Plan) => endsOf(how === 'rough' ? few(some) : some)
    if (figure.instanceId === null) return played(withValue(beside, figure, value))
    const ends = known.get(how) ?? played(beside)
    known.set(how, ends)
    return ends
  }
  return findCrossing(
    async (number, how) => {
      const value = fieldValue(own, figure.field, number)
      const tried = withValue(own, figure, value)
      const [ends, real] = await Promise.all([
        endsOf(how === 'rough' ? few(tried) : tried),
        besideAt(value, how),
      ])
      return excessOver(target, ends, real)
    },
    rangeOf(plan, figure),
  )
}
