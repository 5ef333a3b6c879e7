/** A plan in numbers and words. */
import type { PlanItem, Preview } from '#data/applications/plan.ts'

export interface PlanSummary {
  readonly created: number
  readonly recreated: number
  readonly changed: number
  readonly changedFields: number
  readonly discarded: number
  /** Rows whose instance stays as it is. */
  readonly untouched: number
}

/** The fields that an apply would write to an instance. */
export function writtenFields(item: PlanItem) {
  return item.fields.filter(
    (field) =>
      field.outcome === 'proposed_only' ||
      (field.outcome === 'conflict' && field.resolution !== null && field.result !== field.current),
  )
}

export function summarisePlan(plan: Pick<Preview, 'items'>): PlanSummary {
  const count = (action: PlanItem['action']) => plan.items.filter((item) => item.action === action).length
  const updates = plan.items.filter((item) => item.action === 'update')
  return {
    created: count('create'),
    recreated: count('recreate'),
    changed: updates.length,
    changedFields: updates.reduce((sum, item) => sum + writtenFields(item).length, 0),
    discarded: count('discard'),
    untouched: count('none'),
  }
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

/** "create 1 instance and change 2 instances (5 fields)"; empty when reality would stay as it is. */
export function planInWords(summary: PlanSummary): string {
  return listed(
    [
      summary.created > 0 && `create ${counted(summary.created, 'investment')}`,
      summary.changed > 0 &&
        `change ${counted(summary.changed, 'investment')} (${counted(summary.changedFields, 'field')})`,
      summary.recreated > 0 && `bring back ${counted(summary.recreated, 'deleted investment')}`,
      summary.discarded > 0 && `take ${counted(summary.discarded, 'deleted investment')} out of the scenario`,
    ].filter((part) => part !== false),
  )
}

/** The same for what has been done. */
export function doneInWords(summary: PlanSummary): string {
  const words = listed(
    [
      summary.created > 0 && `${counted(summary.created, 'investment')} created`,
      summary.changed > 0 &&
        `${counted(summary.changed, 'investment')} changed (${counted(summary.changedFields, 'field')})`,
      summary.recreated > 0 && `${counted(summary.recreated, 'deleted investment')} brought back`,
      summary.discarded > 0 &&
        `${counted(summary.discarded, 'deleted investment')} taken out of the scenario`,
    ].filter((part) => part !== false),
  )
  return words || 'Your investments stay as they were'
}
