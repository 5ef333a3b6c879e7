/** Which instances a new scenario copies: a checklist that starts with everything and can be filtered. */

import { instanceKinds } from '#domain/instances/catalogue.ts'
import type { InstanceKind, InstanceStatus } from '#domain/instances/types.ts'
import { hasWords } from '#lib/search-words.ts'

export interface Selectable {
  readonly id: string
  readonly name: string
  readonly kind: InstanceKind
  readonly status: InstanceStatus
}

export interface SelectableGroup<Item> {
  readonly kind: InstanceKind
  readonly items: readonly Item[]
}

/** The instances whose name holds every word of the search, by kind in the catalogue's order; kinds without any are left out. */
export function groupByKind<Item extends Selectable>(
  items: readonly Item[],
  search: string,
): SelectableGroup<Item>[] {
  const found = items.filter((item) => hasWords(item.name, search))
  return instanceKinds
    .map((kind) => ({ kind, items: found.filter((item) => item.kind === kind) }))
    .filter((group) => group.items.length > 0)
}

/** The selection with these ids added or taken out. */
export function withSelected(
  selected: ReadonlySet<string>,
  ids: Iterable<string>,
  isSelected: boolean,
): ReadonlySet<string> {
  const next = new Set(selected)
  for (const id of ids) isSelected ? next.add(id) : next.delete(id)
  return next
}

/** Whether all, some or none of these items are selected, as a checkbox shows it. */
export function selectionOf(items: readonly Selectable[], selected: ReadonlySet<string>) {
  const count = items.filter((item) => selected.has(item.id)).length
  return { checked: count > 0 && count === items.length, indeterminate: count > 0 && count < items.length }
}
