/**
 * What the user decides about conflicts, and which changes are left for later. A decision between values is kept with
 * those it was made on, so that it stands as long as these do and falls when reality or the proposal moves. The database
 * alone carries decisions out.
 */
import { byDecision } from '#domain/changes/changes.ts'
import { isProposed } from '#domain/merge/three-way.ts'
import {
  isLater,
  type PlanField,
  type PlanItem,
  type PlanRow,
  type Resolution,
  type Resolutions,
} from '../shapes/plan.ts'

export interface Decision {
  readonly choice: Resolution
  /** The values the user saw when deciding. */
  readonly seen: Pick<PlanField, 'current' | 'proposed'>
}

/** By row, then by field. */
export type Decisions = Readonly<Record<string, Readonly<Record<string, Decision>>>>

export interface Conflict {
  readonly item: PlanRow
  readonly field: PlanField
}

/** Every conflict of these rows, decided or not. */
export function conflictsOf(rows: readonly PlanRow[]): Conflict[] {
  return rows.flatMap((item) =>
    item.fields.filter((field) => field.outcome === 'conflict').map((field) => ({ item, field })),
  )
}

/** What is proposed for an instance, as decisions: fields that belong together are left for later together, or not at all. */
export function proposedTogether({
  kind,
  fields,
}: Pick<PlanItem, 'kind' | 'fields'>): (readonly PlanField[])[] {
  return byDecision(kind, fields.filter(isProposed)).map((decision) => decision.fields)
}

/**
 * The same decisions with one made, or with null taken back; of a field without conflict only that it is left for later. What is
 * left for later is left with all that is one decision with it, and so is what is not left any longer.
 */
export function decide(
  decisions: Decisions,
  { item, field }: Conflict,
  choice: Resolution | null,
): Decisions {
  const row = { ...decisions[item.rowId] }
  const isOfIt = (other: PlanField) => other.field === field.field
  const together = proposedTogether(item).find((fields) => fields.some(isOfIt)) ?? [field]
  for (const other of together) if (isLater(row[other.field]?.choice)) delete row[other.field]
  if (choice === null) delete row[field.field]
  else for (const other of isLater(choice) ? together : [field]) row[other.field] = decisionFor(other, choice)
  return { ...decisions, [item.rowId]: row }
}

function decisionFor({ current, proposed }: PlanField, choice: Resolution): Decision {
  return { choice, seen: { current, proposed } }
}

/** Decides all these conflicts the same way, those decided before included. */
export function decideAll(
  decisions: Decisions,
  conflicts: readonly Conflict[],
  take: 'current' | 'proposed' | 'later',
): Decisions {
  return conflicts.reduce((made, conflict) => decide(made, conflict, { take }), decisions)
}

export interface FittedDecisions {
  readonly kept: Decisions
  /** Decisions that no longer fit: their conflict is still open, on other values. */
  readonly dropped: readonly Conflict[]
}

/**
 * The decisions that still fit the rows of a plan: between the values that were seen, on a field that is in conflict; and
 * those to leave a change for later, whatever its values have become and whatever else belongs to it by now.
 */
export function fitDecisions(decisions: Decisions, rows: readonly PlanRow[]): FittedDecisions {
  const kept: Record<string, Decisions[string]> = {}
  const dropped: Conflict[] = []
  for (const item of rows.filter(({ rowId }) => decisions[rowId]))
    for (const together of proposedTogether(item)) {
      const made = together.map((field) => ({ field, decision: decisionOn(decisions, { item, field }) }))
      const later = made.find(({ decision }) => isLater(decision?.choice))?.decision
      for (const { field, decision } of made) {
        if (later) {
          const own = isLater(decision?.choice) ? decision : undefined
          kept[item.rowId] = { ...kept[item.rowId], [field.field]: own ?? decisionFor(field, later.choice) }
        } else if (decision && field.outcome === 'conflict') {
          const { seen } = decision
          if (isSame(seen.current, field.current) && isSame(seen.proposed, field.proposed))
            kept[item.rowId] = { ...kept[item.rowId], [field.field]: decision }
          else dropped.push({ item, field })
        }
      }
    }
  return { kept, dropped }
}

/** Values are scalars, null, or (for a whole row) contents, whose keys come in any order. */
function isSame(first: unknown, second: unknown): boolean {
  return canonical(first) === canonical(second)
}

/** JSON with sorted keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

/** The decisions as the server takes them, for the chosen rows alone. */
export function resolutionsOf(decisions: Decisions, isChosen: (rowId: string) => boolean): Resolutions {
  return Object.fromEntries(
    Object.entries(decisions)
      .filter(([rowId, fields]) => isChosen(rowId) && Object.keys(fields).length > 0)
      .map(([rowId, fields]) => [
        rowId,
        Object.fromEntries(Object.entries(fields).map(([field, { choice }]) => [field, choice])),
      ]),
  )
}

/** The decision on a field, if there is one. */
export function decisionOn(decisions: Decisions, { item, field }: Conflict): Decision | undefined {
  return decisions[item.rowId]?.[field.field]
}
