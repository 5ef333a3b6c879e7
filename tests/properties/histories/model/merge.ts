/** The three-way merge of a holding that reality has, field by field. */
import { type Content, fieldOf, fieldsOf, same } from './content.ts'

/** What is answered to a field in conflict; none leaves it open. */
export type Decision = { take: 'current' | 'proposed' | 'later' } | { value: number } | undefined

/** Of what only the proposal changed it can be said that it is left for later, and nothing else. */
export type Decide = (key: string, field: string, outcome: 'conflict' | 'proposed_only') => Decision

export const isLater = (decision: Decision) =>
  decision !== undefined && 'take' in decision && decision.take === 'later'

export interface FieldPlan {
  field: string
  base: unknown
  current: unknown
  proposed: unknown
  outcome: string
  decision: Decision
  result: unknown
  isWritten: boolean
  /** Left for later: reality, base and proposal keep what they have. */
  isLeft: boolean
}

/** What was planned of each field, by name. */
export const outcomesOf = (fields: readonly { field: string; outcome: string }[]) =>
  Object.fromEntries(fields.map(({ field, outcome }) => [field, outcome]))

/** The table of docs/explanation/merge.md, of a holding that reality has. */
export function mergeFields(
  base: Content,
  current: Content,
  proposed: Content,
  key: string,
  decide: Decide,
): FieldPlan[] {
  return fieldsOf(base, current, proposed).flatMap((field) => {
    const [was, is, wanted] = [fieldOf(base, field), fieldOf(current, field), fieldOf(proposed, field)]
    const outcome =
      same(is, was) && same(wanted, was)
        ? 'unchanged'
        : same(wanted, was)
          ? 'current_only'
          : same(is, was)
            ? 'proposed_only'
            : same(wanted, is)
              ? 'same_change'
              : 'conflict'
    if (outcome === 'unchanged') return []
    const decision =
      outcome === 'conflict' || outcome === 'proposed_only' ? decide(key, field, outcome) : undefined
    const isLeft = isLater(decision)
    const result = isLeft
      ? is
      : outcome === 'proposed_only'
        ? wanted
        : decision === undefined
          ? is
          : 'take' in decision
            ? decision.take === 'current'
              ? is
              : wanted
            : decision.value
    const isWritten =
      !isLeft &&
      (outcome === 'proposed_only' || (outcome === 'conflict' && decision !== undefined && !same(result, is)))
    return [{ field, base: was, current: is, proposed: wanted, outcome, decision, result, isWritten, isLeft }]
  })
}
