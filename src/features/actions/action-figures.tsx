/** What the engine says of what an action is about, beside the figures of the whole. */
import type { ActionId } from '#domain/actions/action-names.ts'
import { type Edits, withValues } from '#domain/actions/edits.ts'
import type { Plan, PlanInstance } from '#domain/projection/plan.ts'
import { HoldingFigures } from '#fields/holding-figures.tsx'

interface ActionFiguresProps {
  action: ActionId
  plan: Plan
  /** What it is done to; null for the household. */
  holding: PlanInstance | null
  /** Null while what is answered cannot be written. */
  edits: Edits | null
}

/** What the holding comes to that the action is done to; a sale is told by itself. */
export function ActionFigures({ action, plan, holding, edits }: ActionFiguresProps) {
  const { assumptions, startMonth: now } = plan
  if (!holding || action === 'sell') return null
  const { id, kind, lineageId, params } = holding
  const values = edits?.edited.find((edited) => edited.id === id)?.params ?? {}
  return <HoldingFigures {...{ kind, lineageId, assumptions, now }} params={withValues(params, values)} />
}
