/**
 * What a scenario changes, as decisions: each a holding that is new or leaves, fields that belong together, or an assumption.
 * From the same merge as every figure of a scenario, and as an apply.
 */
import { fieldsOf } from '../instances/catalogue.ts'
import type { InstanceKind, Params, Scalar } from '../instances/types.ts'
import type { MergedCopy, ScenarioRow } from '../merge/merge-copy.ts'
import { defaultAssumption, isProposed, type MergedField, mergeFields } from '../merge/three-way.ts'
import { assumptionFields } from '../scenarios/assumption-fields.ts'
import { decisions, viewAssumptions } from './decisions.ts'

export interface ChangedField {
  /** `name`, `status`, `params.<key>`, or the key of an assumption. */
  readonly field: string
  /** As it is in reality; null: nothing is stored. */
  readonly from: Scalar | null
  /** As the scenario has it. */
  readonly to: Scalar | null
  /** Reality moved too: it counts as it is now until somebody decides. */
  readonly isUndecided: boolean
}

/** Why a change counts for nothing as long as nobody has decided; null: it counts. */
type Waiting = 'conflict' | 'already_created' | 'source_deleted' | null

export interface Change<Copy extends ScenarioRow = ScenarioRow> {
  /** The same as long as the scenario holds it. */
  readonly id: string
  /** `new`, `status`, `name`, the key of a decision, or the key of a field that stands alone. */
  readonly decision: string
  /** The row of the scenario that it is of; null: its assumptions. */
  readonly copy: Copy | null
  /** Empty for what is new as a whole. */
  readonly fields: readonly ChangedField[]
  readonly waitsFor: Waiting
}

/** Those of one holding of a scenario, in the order of its form. */
export function changesOfCopy<Copy extends ScenarioRow>(merged: MergedCopy<Copy>): Change<Copy>[] {
  const { copy, standing, undecided } = merged
  const whole = (decision: string, waitsFor: Waiting) => [
    { id: `${copy.id}.${decision}`, decision, copy, fields: [], waitsFor },
  ]
  if (standing === 'new' || standing === 'already_created')
    return whole('new', standing === 'new' ? null : standing)
  if (standing === 'source_deleted') return undecided === 0 ? [] : whole('edited', standing)
  return grouped(copy.kind, merged.fields.filter(isProposed)).map((change) => ({
    ...change,
    id: `${copy.id}.${change.decision}`,
    copy,
  }))
}

/** Those of a scenario's own assumptions over the user's. */
export function changesOfAssumptions(own: Params, scenario: Params): Omit<Change, 'copy'>[] {
  const fields = mergeFields(own, own, { ...own, ...scenario }, defaultAssumption)
  const changed = fields.filter((field) => isProposed(field) && !viewAssumptions.has(field.field))
  return grouped('assumptions', changed).map((change) => ({
    ...change,
    id: `assumptions.${change.decision}`,
  }))
}

const orders = new Map<string, ReadonlyMap<string, number>>()

/** Where a field stands in the form. */
function orderOf(kind: InstanceKind | 'assumptions', field: string): number {
  let order = orders.get(kind)
  if (!order) {
    const keys =
      kind === 'assumptions'
        ? assumptionFields.map(({ key }) => key)
        : ['status', 'name', ...fieldsOf(kind).map(({ key }) => `params.${key}`)]
    order = new Map(keys.map((key, index) => [key, index]))
    orders.set(kind, order)
  }
  return order.get(field) ?? Number.POSITIVE_INFINITY
}

const keyOf = (field: string) => field.replace(/^params\./, '')

/** Fields that changed, as decisions in the order of the form. */
export function byDecision<Field extends { readonly field: string }>(
  kind: InstanceKind | 'assumptions',
  merged: readonly Field[],
): { readonly decision: string; readonly fields: readonly Field[] }[] {
  const left = new Map(
    merged
      .toSorted((a, b) => orderOf(kind, a.field) - orderOf(kind, b.field))
      .map((field) => [keyOf(field.field), field]),
  )
  const found = new Map<string, readonly Field[]>()
  for (const { key, leads, with: companions } of decisions[kind]) {
    if (!leads.some((lead) => left.has(lead))) continue
    const taken = [...leads, ...companions].flatMap((one) => left.get(one) ?? [])
    for (const { field } of taken) left.delete(keyOf(field))
    found.set(key, taken)
  }
  for (const [key, field] of left) found.set(key, [field])
  const first = (fields: readonly Field[]) => Math.min(...fields.map(({ field }) => orderOf(kind, field)))
  return [...found]
    .toSorted(([, a], [, b]) => first(a) - first(b))
    .map(([decision, fields]) => ({ decision, fields }))
}

function grouped(
  kind: InstanceKind | 'assumptions',
  merged: readonly MergedField[],
): Pick<Change, 'decision' | 'fields' | 'waitsFor'>[] {
  return byDecision(kind, merged).map(({ decision, fields }) => ({
    decision,
    fields: fields.map(changedField),
    waitsFor: fields.every(({ outcome }) => outcome === 'conflict') ? 'conflict' : null,
  }))
}

function changedField({ field, current, proposed, outcome }: MergedField): ChangedField {
  return { field, from: current, to: proposed, isUndecided: outcome === 'conflict' }
}
