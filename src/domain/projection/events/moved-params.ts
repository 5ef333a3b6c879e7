import { type Month, monthIndex } from '#domain/calendar/month.ts'
import type { InstanceKind, Params } from '#domain/instances/types.ts'
import { isDuration } from './event-fields.ts'

/**
 * The params with which an event comes in another month: the field that says when, or the duration until then, made longer or
 * shorter by as many months.
 */
export function movedParams(
  { kind, params }: { readonly kind: InstanceKind; readonly params: Params },
  { field, from, to }: { readonly field: string; readonly from: Month; readonly to: Month },
): Params {
  if (!isDuration(kind, field)) return { ...params, [field]: to }
  const months = Number(params[field] ?? 0) + monthIndex(to) - monthIndex(from)
  return { ...params, [field]: Math.max(0, months) }
}
