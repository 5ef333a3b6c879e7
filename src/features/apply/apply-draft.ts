/** What the user is deciding, kept for the browser tab's session: leaving the page or reloading it loses nothing. */
import type { ApplyInput } from '#data/applications/applications.api.ts'
import type { Decisions } from '#data/applications/decisions.ts'

export interface ApplyDraft {
  /** Rows not to apply; a row that is new in the plan is chosen. */
  readonly excluded: readonly string[]
  readonly decisions: Decisions
  /** A request that got no answer yet: it may have been carried out. */
  readonly pending: ApplyInput | null
}

export const emptyDraft: ApplyDraft = { excluded: [], decisions: {}, pending: null }

function keyOf(userId: string, scenarioId: string) {
  return `scenarios.apply.${userId}.${scenarioId}`
}

/** The draft as it was left; an empty one when there is none or storage is not available. */
export function loadDraft(userId: string, scenarioId: string): ApplyDraft {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(keyOf(userId, scenarioId)) ?? 'null')
    return isDraft(stored) ? stored : emptyDraft
  } catch {
    return emptyDraft
  }
}

/** An empty draft leaves nothing behind. */
export function storeDraft(userId: string, scenarioId: string, draft: ApplyDraft): void {
  try {
    if (isEmpty(draft)) sessionStorage.removeItem(keyOf(userId, scenarioId))
    else sessionStorage.setItem(keyOf(userId, scenarioId), JSON.stringify(draft))
  } catch {
    // Private windows may refuse storage: the draft then lives as long as the page.
  }
}

function isEmpty({ excluded, decisions, pending }: ApplyDraft): boolean {
  return excluded.length === 0 && Object.keys(decisions).length === 0 && pending === null
}

function isDraft(value: unknown): value is ApplyDraft {
  if (typeof value !== 'object' || value === null) return false
  const { excluded, decisions, pending } = value as Partial<ApplyDraft>
  return (
    Array.isArray(excluded) && typeof decisions === 'object' && decisions !== null && pending !== undefined
  )
}
