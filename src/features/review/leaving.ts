import { isOfInstance, type PlanItem } from '#data/shapes/plan.ts'
import type { InstanceKind, Params, Scalar } from '#domain/instances/types.ts'

/** The real holding as it is now when this item would archive it, else null. */
export function archivedHolding(item: PlanItem): { kind: InstanceKind; params: Params } | null {
  const status = item.fields.find(({ field }) => field === 'status')
  if (
    !isOfInstance(item) ||
    item.action !== 'update' ||
    item.after?.status !== 'archived' ||
    status?.current !== 'active'
  )
    return null
  const params: Record<string, Scalar> = { ...item.after.params }
  for (const { field, current } of item.fields) {
    if (!field.startsWith('params.')) continue
    const key = field.slice('params.'.length)
    if (current === null || typeof current === 'object') delete params[key]
    else params[key] = current
  }
  return { kind: item.kind, params }
}
