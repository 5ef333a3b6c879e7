/** What the user is deciding about an apply, kept in the browser tab. */
import type { ApplyInput } from '#data/applications/applications.api.ts'
import type { Decisions } from '#data/applications/decisions.ts'
import { loadTabDraft, storeTabDraft } from '#lib/tab-drafts.ts'

export interface ApplyDraft {
  /** Rows not to apply; a row that is new in the plan is chosen. */
  readonly excluded: readonly string[]
  readonly decisions: Decisions
  /** Decisions about assumptions that are to be made defaults. */
  readonly assumptions: readonly string[]
  /** A request that got no answer yet: it may have been carried out. */
  readonly pending: ApplyInput | null
}

const emptyDraft: ApplyDraft = { excluded: [], decisions: {}, assumptions: [], pending: null }

/** The draft as it was left; an empty one when there is none or storage is not available. */
export function loadDraft(userId: string, scenarioId: string): ApplyDraft {
  const stored = loadTabDraft(userId, nameOf(scenarioId))
  return isDraft(stored) ? stored : emptyDraft
}

/** An empty draft leaves nothing behind. */
export function storeDraft(userId: string, scenarioId: string, draft: ApplyDraft): void {
  storeTabDraft(userId, nameOf(scenarioId), isEmptyDraft(draft) ? null : draft)
}

function nameOf(scenarioId: string) {
  return `apply.${scenarioId}`
}

export function isEmptyDraft({ excluded, decisions, assumptions, pending }: ApplyDraft): boolean {
  return (
    excluded.length === 0 &&
    assumptions.length === 0 &&
    Object.keys(decisions).length === 0 &&
    pending === null
  )
}

function isDraft(value: unknown): value is ApplyDraft {
  if (typeof value !== 'object' || value === null) return false
  const { excluded, decisions, assumptions, pending } = value as Partial<ApplyDraft>
  return (
    Array.isArray(excluded) &&
    Array.isArray(assumptions) &&
    typeof decisions === 'object' &&
    decisions !== null &&
    pending !== undefined
  )
}
