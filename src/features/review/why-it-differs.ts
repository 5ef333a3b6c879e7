import { type Conflict, type Decisions, decisionOn } from '#data/applications/decisions.ts'
import type { PlanItem } from '#data/shapes/plan.ts'
import { counted } from '#lib/counted.ts'

interface Deciding {
  readonly items: readonly PlanItem[]
  /** Those of what is chosen. */
  readonly conflicts: readonly Conflict[]
  readonly decisions: Decisions
  readonly isChosen: (rowId: string) => boolean
}

/**
 * Why an apply would bring other figures than the scenario shows on its own pages, where nothing is left out and each
 * conflict counts as it is now. Null while it brings the same.
 */
export function whyItDiffers({ items, conflicts, decisions, isChosen }: Deciding): string | null {
  const leftOut = items.filter((item) => !isChosen(item.scenario_instance_id ?? '')).length
  const otherwise = conflicts.filter((conflict) => {
    const choice = decisionOn(decisions, conflict)?.choice
    return choice !== undefined && !('take' in choice && choice.take === 'current')
  }).length
  const reasons = [
    ...(otherwise > 0 ? [`${counted(otherwise, 'conflict')} decided otherwise than as it is now`] : []),
    ...(leftOut > 0 ? [`${counted(leftOut, 'investment')} left out`] : []),
  ]
  if (reasons.length === 0) return null
  return `Here with ${reasons.join(' and ')}; the other pages of this scenario leave nothing out and count every conflict as it is now.`
}
