/** What a scenario would bring: reality with the scenario's plan carried out. Every figure of a scenario stands on this. */
import type { Entity, InstanceContent } from '../instances/types.ts'
import type { PlanInstance } from '../projection/plan.ts'
import {
  type MergedCopy,
  mergeCopies,
  type PlanAction,
  type RealRow,
  type ScenarioRow,
} from './merge-copy.ts'
import type { MergedField } from './three-way.ts'

/** What a plan, the browser's or the server's, does to one instance. */
export interface PlannedItem {
  readonly scenario_instance_id: string | null
  /** Null: reality does not have it yet. */
  readonly instance_id: string | null
  /** Assumptions of the profile are no holding. */
  readonly kind: Entity
  readonly action: PlanAction
  readonly after: InstanceContent | null
}

const holdings = new WeakMap<InstanceContent, PlanInstance>()

/**
 * A holding as the engine reads it. Nothing else: what it does not read would make equal plans look different. Of the same content it
 * is the same one, so that whoever remembers something of holdings knows it again.
 */
export function holdingOf(
  { id, lineage_id, kind }: Omit<RealRow, keyof InstanceContent>,
  content: InstanceContent,
): PlanInstance {
  const known = holdings.get(content)
  if (known?.id === id && known.lineageId === lineage_id) return known
  const { name, status, params } = content
  const holding = { id, lineageId: lineage_id, name, kind, status, params }
  holdings.set(content, holding)
  return holding
}

const isActive = ({ status }: InstanceContent) => status === 'active'

/** Reality as it is, archived holdings left out. */
export function realHoldings(reality: readonly RealRow[]): PlanInstance[] {
  return reality.filter(isActive).map((row) => holdingOf(row, row))
}

/**
 * The holdings once these items are written: changed ones in the place of what they were, then what comes to reality,
 * archived ones left out. `copies` are the scenario's rows; they know the lineage of what is created.
 */
export function carryOut(
  reality: readonly RealRow[],
  copies: readonly ScenarioRow[],
  items: readonly PlannedItem[],
): PlanInstance[] {
  const written = new Map<string, InstanceContent>()
  for (const { instance_id, action, after } of items)
    if (action === 'update' && instance_id !== null && after !== null) written.set(instance_id, after)
  const lineages = new Map(copies.map((copy) => [copy.id, copy.lineage_id]))
  const taken = new Set(reality.map((row) => row.lineage_id))
  const named = new Set(items.map(({ after }) => after?.params.secured_on))
  const added = items.flatMap(({ scenario_instance_id, instance_id, kind, action, after }) => {
    const id = instance_id ?? scenario_instance_id
    if (kind === 'assumptions' || (action !== 'create' && action !== 'recreate')) return []
    if (after === null || id === null) return []
    const lineage = lineages.get(scenario_instance_id ?? '') ?? id
    // Another one beside a twin gets a lineage of its own, so that the two do not move as one: the id of its row, by which a
    // plan of the server names it, also where only what was deleted has the one it had.
    const lineage_id = taken.has(lineage) || named.has(id) ? id : lineage
    taken.add(lineage_id)
    return [holdingOf({ id, lineage_id, kind }, after)]
  })
  return [...reality.map((row) => holdingOf(row, written.get(row.id) ?? row)), ...added].filter(isActive)
}

export interface ScenarioOutcome {
  readonly holdings: readonly PlanInstance[]
  /** The ids of those among them, and among reality's, that are the scenario's own. */
  readonly ownIds: ReadonlySet<string>
  /** Conflicts nobody has decided: each counts as it is now. */
  readonly undecided: number
  /** How many of its instances reality changed since they were copied, otherwise than here. */
  readonly moved: number
  /** How many of them were deleted in reality. */
  readonly gone: number
}

/** What a scenario would bring if it were applied as it is, each conflict decided for what is now. */
export function scenarioOutcome(
  reality: readonly RealRow[],
  copies: readonly ScenarioRow[],
): ScenarioOutcome {
  return outcomeOf(reality, mergeCopies(reality, copies))
}

/** The same of what has been merged; `carriedOut` says what of each is carried out, where that is not all. */
export function outcomeOf(
  reality: readonly RealRow[],
  merged: readonly MergedCopy[],
  carriedOut: (one: MergedCopy) => MergedCopy = (one) => one,
): ScenarioOutcome {
  const copies = merged.map(({ copy }) => copy)
  return {
    holdings: carryOut(
      reality,
      copies,
      merged.map((one) => itemOf(carriedOut(one))),
    ),
    ownIds: new Set(merged.map(({ copy, real }) => real?.id ?? copy.id)),
    undecided: merged.reduce((sum, { undecided }) => sum + undecided, 0),
    moved: merged.filter(({ fields }) => fields.some(hasMoved)).length,
    gone: merged.filter(({ standing }) => standing === 'source_deleted').length,
  }
}

function hasMoved({ outcome }: MergedField): boolean {
  return outcome === 'current_only' || outcome === 'conflict'
}

function itemOf({ copy, real, action, after }: MergedCopy): PlannedItem {
  const instance_id = real?.id ?? copy.source_instance_id
  return { scenario_instance_id: copy.id, instance_id, kind: copy.kind, action, after }
}
