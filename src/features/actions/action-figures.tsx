/** What is said of what an action is about, beside the figures of the whole. */
import type { ActionId } from '#domain/actions/action-names.ts'
import { type Edits, editedHolding } from '#domain/actions/edits.ts'
import type { Plan, PlanInstance } from '#domain/projection/plan.ts'
import { HoldingFigures } from '#fields/holding-figures.tsx'
import { LoanOutcome } from './loan-outcome.tsx'

interface ActionFiguresProps {
  action: ActionId
  plan: Plan
  /** What it is done to; null for the household. */
  holding: PlanInstance | null
  /** Null while what is answered cannot be written. */
  edits: Edits | null
}

const ofLoans: readonly ActionId[] = ['refinance', 'pay_off_faster', 'lump_sum']

/** Below the questions: what matters most of the holding itself. */
export function OutcomeOfAction({ action, plan, holding, edits }: ActionFiguresProps) {
  if (!holding || !ofLoans.includes(action)) return null
  return (
    <LoanOutcome
      plan={plan}
      before={holding}
      after={edits ? editedHolding(holding, edits.edited) : holding}
    />
  )
}

/** At the end of the panel: what comes of what would be bought. */
export function FiguresOfAction({ action, plan, edits }: Omit<ActionFiguresProps, 'holding'>) {
  const [added] = edits?.added ?? []
  // A sale is told by itself.
  if (!added || action === 'sell') return null
  const { assumptions, startMonth: now } = plan
  const { kind, params } = added
  return <HoldingFigures {...{ kind, params, assumptions, now }} lineageId={null} />
}
