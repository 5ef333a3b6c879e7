import { type Conflict, type Decisions, decisionOn } from '#data/applications/decisions.ts'
import { isLater, type PlanRow } from '#data/shapes/plan.ts'
import { counted } from '#lib/counted.ts'
import { leftInWords } from './plan-summary.ts'

interface Deciding {
  readonly rows: readonly PlanRow[]
  readonly chosen: readonly PlanRow[]
  /** Those of what is chosen. */
  readonly conflicts: readonly Conflict[]
  readonly decisions: Decisions
}

/**
 * Why an apply would bring other figures than the scenario shows on its own pages, where nothing is left for later and each
 * conflict counts as it is now. Null while it brings the same.
 */
export function whyItDiffers({ rows, chosen, conflicts, decisions }: Deciding): string | null {
  const leftOut = rows.length - chosen.length
  const otherwise = conflicts.filter((conflict) => {
    const choice = decisionOn(decisions, conflict)?.choice
    return choice !== undefined && !('take' in choice && choice.take !== 'proposed')
  }).length
  // In conflict it is left as it is now, as everywhere.
  const changesLeft = chosen.flatMap((item) =>
    item.fields.filter(
      (field) => field.outcome === 'proposed_only' && isLater(decisionOn(decisions, { item, field })?.choice),
    ),
  ).length
  const left = leftInWords(changesLeft, leftOut)
  const reasons = [
    ...(otherwise > 0
      ? [`${counted(otherwise, 'conflict is', 'conflicts are')} decided for another value than there is now`]
      : []),
    ...(left === null ? [] : [left]),
  ]
  if (reasons.length === 0) return null
  return `Here ${reasons.join(' and ')}; the other pages of this scenario leave nothing for later and count every conflict as it is now.`
}
