/** What an action begins from. */
import type { Month } from '../calendar/month.ts'
import type { Params } from '../instances/types.ts'
import { holdingOf } from '../merge/carry-out.ts'
import { mergeCopies, type RealRow, type ScenarioRow } from '../merge/merge-copy.ts'
import type { Plan } from '../projection/plan.ts'

interface ActionPlanInput {
  readonly reality: readonly RealRow[]
  readonly copies: readonly ScenarioRow[]
  /** The scenario's over the user's own, sparse. */
  readonly assumptions: Params
  readonly startMonth: Month
}

/**
 * What is active in the scenario as it is proposed, and in reality where the scenario has no copy of it, each under the id of its
 * row. What waits for a decision as a whole (its source is deleted, or reality has its twin) is left out: an edit of it would count
 * for nothing.
 */
export function actionPlan({ reality, copies, assumptions, startMonth }: ActionPlanInput): Plan {
  const merged = mergeCopies(reality, copies)
  const stoodOn = new Set(merged.map(({ real }) => real?.id))
  const own = merged.filter(({ standing }) => standing === 'new' || standing === 'copied')
  const rows = [...own.map(({ copy }) => copy), ...reality.filter(({ id }) => !stoodOn.has(id))]
  return {
    instances: rows.filter(({ status }) => status === 'active').map((row) => holdingOf(row, row)),
    assumptions,
    startMonth,
  }
}
