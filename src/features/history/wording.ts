/** The record in words. */

import type { Application, ApplicationItem, Operation } from '#data/applications/application.ts'
import { isLater, isTwinField } from '#data/shapes/plan.ts'
import { sortOf } from '#fields/undo-words.ts'
import { counted } from '#lib/counted.ts'

export type Tone = 'done' | 'stopped' | 'failed'

export function toneOf({ status }: Pick<Application, 'status'>): Tone {
  return status === 'success' ? 'done' : status === 'conflict' ? 'stopped' : 'failed'
}

type Wording = (count: string, entry: Application) => string

const undone = {
  apply: (count: string) => `Undid an apply: ${count} set back`,
  update: (count: string) => `Undid an update: ${count} set back`,
  change: () => 'Undid a change',
} as const

const redone = {
  apply: ['Applied again', 'Applying it again'],
  update: ['Updated again', 'Updating it again'],
  change: ['Changed again', 'Changing it again'],
} as const

const done: Readonly<Record<Operation, Wording>> = {
  create: (count, { items_total }) =>
    items_total === 0 ? 'Created empty' : `Created with copies of ${count}`,
  copy: (count) => `Copied ${count} into it`,
  apply: (count, { items_applied, assumptions_changed }) => {
    const applied = items_applied > 0 ? `Applied ${count} to reality` : ''
    if (assumptions_changed === 0) return applied || 'Applied: nothing in reality changed'
    const made = `made ${counted(assumptions_changed, 'assumption')} the default`
    return applied ? `${applied} and ${made}` : `Applied: ${made}`
  },
  revert: (_, entry) => undone[sortOf(entry)](countedChanges(entry)),
  refresh: (count, { items_applied }) =>
    items_applied === 0
      ? 'Looked for changes in reality: nothing to take in'
      : `Took in what changed in reality in ${count}`,
  duplicate: (count) => `Created as a duplicate with ${count}`,
  bulk_edit: (count) => `Changed ${count} at once`,
  update: (count) => `Updated the amounts of ${count}`,
  import: (count) => `Imported with ${count}`,
  add: (count, { instance_name }) => (instance_name === null ? `Added ${count}` : 'Added'),
  edit: (count, { instance_name }) => (instance_name === null ? `Changed ${count}` : 'Changed'),
  delete: (count, { instance_name }) => (instance_name === null ? `Deleted ${count}` : 'Deleted'),
  restore: (count, { instance_name }) => (instance_name === null ? `Restored ${count}` : 'Restored'),
}

/** Edits are recorded once they are made. */
const attempts: Readonly<Partial<Record<Operation, string>>> = {
  create: 'Creating it',
  copy: 'Copying investments into it',
  apply: 'Applying it',
  revert: 'Undoing an apply',
  refresh: 'Taking in what changed in reality',
  duplicate: 'Duplicating it',
  bulk_edit: 'Changing several investments',
  update: 'Updating amounts',
  import: 'Importing it',
}

/** "2 investments and 1 assumption". */
function countedChanges({ items_applied, assumptions_changed }: Application): string {
  const investments = counted(items_applied, 'investment')
  if (assumptions_changed === 0) return investments
  const assumptions = counted(assumptions_changed, 'assumption')
  return items_applied === 0 ? assumptions : `${investments} and ${assumptions}`
}

/** What was done, or what was tried, in one line. `isRedo`: it undid an undo. */
export function describeOperation(entry: Application, isRedo = false): string {
  const tone = toneOf(entry)
  if (isRedo) {
    const [done, doing] = redone[sortOf(entry)]
    return tone === 'done'
      ? `${done}: ${countedChanges(entry)} changed`
      : `${doing} ${tone === 'failed' ? 'failed' : 'was stopped'}`
  }
  if (tone === 'done') {
    const count = ['apply', 'revert', 'refresh', 'update'].includes(entry.operation)
      ? entry.items_applied
      : entry.items_total
    return done[entry.operation](counted(count, 'investment'), entry)
  }
  const doing = attempts[entry.operation] ?? 'A change'
  return `${doing} ${tone === 'failed' ? 'failed' : 'was stopped'}`
}

/** What else there is to know about how it ended; null when the line above says it all. */
export function describeOutcome(entry: Application): string | null {
  if (entry.status === 'failed')
    return [entry.error_message ?? 'Something went wrong.', 'Nothing was changed.'].join(' ')
  if (entry.status === 'conflict')
    return entry.stale
      ? 'Something had changed since the preview. Nothing was written.'
      : `${counted(entry.conflict_count, 'conflict')} still needed a decision. Nothing was written.`
  if (entry.conflict_count === 0) return null
  return entry.operation === 'refresh'
    ? `${counted(entry.conflict_count, 'conflict')} left to decide when it is applied.`
    : `${counted(entry.conflict_count, 'conflict')} decided.`
}

const actions: Readonly<Record<ApplicationItem['action'], string>> = {
  create: 'Added to reality',
  update: 'Changed',
  delete: 'Deleted',
  restore: 'Restored',
  recreate: 'Brought back',
  discard: 'Removed from the scenario',
  none: 'Unchanged',
}

type Recorded = Pick<ApplicationItem, 'action' | 'after' | 'fields'>

export function describeAction({ action, after, fields }: Recorded, operation: Operation): string {
  if (action === 'none' && fields.some(({ resolution }) => isLater(resolution)))
    return operation === 'apply' ? 'Left for later' : 'Left as it was'
  if (fields.some(isTwinField)) {
    if (action === 'none' && operation === 'apply') return 'Uses the one that was there'
    if (action === 'none' && operation === 'revert')
      return after === null ? 'New again' : 'Uses the one that is there again'
    if (operation === 'refresh') return 'May be there already'
    if (action === 'create' && operation === 'apply') return 'Added to reality as another one'
  }
  if (action === 'none' && ['create', 'copy', 'duplicate', 'import'].includes(operation)) return 'Copied'
  if (action === 'create' && operation === 'revert') return 'Brought back into the scenario'
  return actions[action]
}

/** Whether this happened to a copy in the scenario alone: an apply discards it, an undo brings it back. */
export function isOfCopy(action: ApplicationItem['action'], operation: Operation): boolean {
  return action === 'discard' || (action === 'create' && operation === 'revert')
}

/** Whether there is more to see than that line. */
export function hasItems(entry: Application): boolean {
  const items = entry.operation === 'refresh' ? entry.items_applied : entry.items_total
  return items + entry.assumptions_changed > 0
}

/** Which entries were undone, with nothing left for later: an undo is later than what it undoes, so a list from the latest on knows of it. */
export function revertedIds(entries: readonly Application[]): ReadonlySet<string> {
  return new Set(
    entries.flatMap(({ status, fields_left, reverted_application_id }) =>
      status === 'success' && fields_left === 0 && reverted_application_id !== null
        ? [reverted_application_id]
        : [],
    ),
  )
}

/**
 * Whether this entry undid an undo, which is to say applied again. Follows the chain of undos as far as it is known;
 * `entries` are from the latest on.
 */
export function isRedo(entry: Application, entries: readonly Application[]): boolean {
  const byId = new Map(entries.map((other) => [other.id, other]))
  let steps = 0
  for (let at: Application | undefined = entry; at?.operation === 'revert'; steps += 1)
    at = byId.get(at.reverted_application_id ?? '')
  return steps > 0 && steps % 2 === 0
}

/** Applies, updates, changes made by hand and undos that changed something can be taken back, each once. */
export function canBeUndone(entry: Application): boolean {
  const { is_undoable, status, items_applied, assumptions_changed, items_pruned } = entry
  return is_undoable && status === 'success' && items_applied + assumptions_changed > 0 && !items_pruned
}
