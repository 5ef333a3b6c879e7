/** Reality with a plan carried out, for projecting what it would mean. */

import type { PlanItem } from '#data/applications/plan.ts'
import type { Instance } from '#data/instances/instance.ts'
import type { PlanInstance } from '#domain/projection/plan.ts'

/** Instances as the engine reads them, archived ones left out. */
export function realityNow(reality: readonly Instance[]): PlanInstance[] {
  return reality
    .filter((instance) => instance.status === 'active')
    .map(({ id, lineage_id, name, kind, status, params }) => ({
      id,
      lineageId: lineage_id,
      name,
      kind,
      status,
      params,
    }))
}

/** Each item's content takes the place of its instance; what is created comes last. */
export function realityAfter(reality: readonly Instance[], items: readonly PlanItem[]): PlanInstance[] {
  const written = new Map<string, PlanItem>()
  for (const item of items) {
    const id = item.instance_id ?? item.scenario_instance_id
    if (id !== null && item.after !== null && item.action !== 'discard') written.set(id, item)
  }
  const known = new Set(reality.map((instance) => instance.id))
  const kept = reality.map(({ id, lineage_id, name, kind, status, params }) => ({
    ...{ id, lineageId: lineage_id, kind, name, status, params },
    ...written.get(id)?.after,
  }))
  const added = [...written].flatMap(([id, { kind, after, action }]) =>
    known.has(id) || after === null || action === 'none' ? [] : [{ id, lineageId: id, kind, ...after }],
  )
  return [...kept, ...added].filter((instance) => instance.status === 'active')
}
