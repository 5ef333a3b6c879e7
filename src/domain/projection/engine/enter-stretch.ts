/** From one stretch of a plan that meets shocks to the next. */
import { isHeldIn, leftOf } from '../compile/compiled-plan.ts'
import type { Run } from './run.ts'

/** What is held is worth what a fall in its prices leaves of it. */
function fall(run: Run, month: number, left: ReadonlyMap<number, number>): void {
  const { plan, paths, value } = run
  for (let i = 0; i < plan.count; i++) {
    const part = leftOf(plan, i, left)
    if (part === 1 || !isHeldIn(plan, i, month)) continue
    for (let at = i * paths, end = at + paths; at < end; at++) value[at]! *= part
  }
}

/** Goes on under the plan of the stretch that begins with this month, if one does. */
export function enterStretch(run: Run, month: number): void {
  const { stretches } = run.plan
  for (let k = 0; k < stretches.length; k++) {
    const { from, plan, left } = stretches[k]!
    if (from !== month) continue
    fall(run, month, left)
    run.plan = plan
  }
}
