import { instanceKinds } from '#domain/instances/catalogue.ts'
import type { InstanceKind, InstanceStatus } from '#domain/instances/types.ts'
import { hasWords } from '#lib/search-words.ts'
import type { Choices } from '#lib/use-choices.ts'

/** Filters and order as they stand in the address. */
export const instanceChoices = {
  search: '',
  kind: ['all', ...instanceKinds],
  status: ['active', 'archived', 'all'],
  /** A column, after a minus where the last come first. */
  sort: 'name',
} as const

export type InstanceFilters = Omit<Choices<typeof instanceChoices>, 'sort'>

/** Whether something that counts towards net worth may be left out; what is archived does not count. */
export function isNarrowed({ search, kind, status }: InstanceFilters): boolean {
  return search.trim() !== '' || kind !== 'all' || status === 'archived'
}

interface Filterable {
  readonly name: string
  readonly kind: InstanceKind
  readonly status: InstanceStatus
}

/** Every word of the search has to appear in the name; case and accents do not matter. */
export function filterInstances<Row extends Filterable>(
  rows: readonly Row[],
  { search, kind, status }: InstanceFilters,
): Row[] {
  return rows.filter(
    (row) =>
      (kind === 'all' || row.kind === kind) &&
      (status === 'all' || row.status === status) &&
      hasWords(row.name, search),
  )
}
