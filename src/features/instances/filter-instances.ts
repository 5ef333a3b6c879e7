import { isInstanceKind } from '#domain/instances/catalogue.ts'
import type { InstanceKind, InstanceStatus } from '#domain/instances/types.ts'
import { hasWords } from '#lib/search-words.ts'

export interface InstanceFilters {
  readonly search: string
  readonly kind: InstanceKind | null
  readonly status: InstanceStatus | 'all'
}

/** Filters as they stand in the address; anything it does not know means "no filter". */
export function filtersFromUrl(parameters: URLSearchParams): InstanceFilters {
  const kind = parameters.get('kind')
  const status = parameters.get('status')
  return {
    search: parameters.get('search') ?? '',
    kind: isInstanceKind(kind) ? kind : null,
    status: status === 'archived' || status === 'all' ? status : 'active',
  }
}

/** Whether something that counts towards net worth may be left out; what is archived does not count. */
export function isNarrowed({ search, kind, status }: InstanceFilters): boolean {
  return search.trim() !== '' || kind !== null || status === 'archived'
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
      (kind === null || row.kind === kind) &&
      (status === 'all' || row.status === status) &&
      hasWords(row.name, search),
  )
}
