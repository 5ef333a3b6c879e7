/** What an action writes, and how it lies over what is there. */
import { contentOf } from '../instances/content.ts'
import type { InstanceKind, Params, Scalar } from '../instances/types.ts'
import type { RealRow, ScenarioRow } from '../merge/merge-copy.ts'
import { storedValues } from '../merge/three-way.ts'
import type { Plan, PlanInstance } from '../projection/plan.ts'

/** By key; null leaves nothing stored. */
export type Values = Readonly<Record<string, Scalar | null>>

interface EditedHolding {
  /** Of a row of the scenario, or of a real instance that it does not copy yet. */
  readonly id: string
  readonly params: Values
}

interface AddedHolding {
  readonly kind: InstanceKind
  readonly name: string
  readonly params: Params
}

export interface Edits {
  readonly edited: readonly EditedHolding[]
  readonly added: readonly AddedHolding[]
  /** Of the scenario's own. */
  readonly assumptions: Values
}

interface SomeEdits {
  readonly edited?: readonly (readonly [PlanInstance, Values])[]
  readonly added?: readonly AddedHolding[]
  readonly assumptions?: Values
}

/** Edits without what is so already. */
export function edits({ edited = [], added = [], assumptions = {} }: SomeEdits): Edits {
  return {
    edited: edited.flatMap(([{ id, params }, values]) => {
      const changed = Object.entries(values).filter(([key, value]) => (params[key] ?? null) !== value)
      return changed.length > 0 ? [{ id, params: Object.fromEntries(changed) }] : []
    }),
    added,
    assumptions,
  }
}

export function hasEdits({ edited, added, assumptions }: Edits): boolean {
  return edited.length + added.length + Object.keys(assumptions).length > 0
}

/** Params with some of them written. */
export function withValues(params: Params, values: Values): Params {
  return storedValues({ ...params, ...values })
}

/** A plan once edits are written. */
export function editedPlan(plan: Plan, { edited, added, assumptions }: Edits): Plan {
  const instances = plan.instances.map((one) => editedHolding(one, edited))
  const news = added.map((holding, index): PlanInstance => {
    const id = `new ${index}`
    return { ...holding, id, lineageId: id, status: 'active' }
  })
  return {
    ...plan,
    instances: [...instances, ...news],
    assumptions: withValues(plan.assumptions, assumptions),
  }
}

/** A holding once edits are written. */
export function editedHolding(holding: PlanInstance, edited: readonly EditedHolding[]): PlanInstance {
  const values = edited.find(({ id }) => id === holding.id)?.params
  return values ? { ...holding, params: withValues(holding.params, values) } : holding
}

/** The rows of a scenario once edits are written: what it does not copy yet is copied, what is new comes last. */
export function editedRows(
  reality: readonly RealRow[],
  copies: readonly ScenarioRow[],
  { edited, added }: Edits,
): readonly ScenarioRow[] {
  const written = new Map(edited.map(({ id, params }) => [id, params]))
  const over = <Row extends RealRow>(row: Row): Row => {
    const values = written.get(row.id)
    return values ? { ...row, params: withValues(row.params, values) } : row
  }
  const copied = reality
    .filter(({ id }) => written.has(id))
    .map((real) => ({
      ...over(real),
      id: `copy of ${real.id}`,
      source_instance_id: real.id,
      base: contentOf(real),
    }))
  const news = added.map((holding, index): ScenarioRow => {
    const id = `new ${index}`
    return { ...holding, id, lineage_id: id, status: 'active', source_instance_id: null, base: null }
  })
  return [...copies.map(over), ...copied, ...news]
}
