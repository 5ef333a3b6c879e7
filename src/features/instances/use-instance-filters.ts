import { useMemo } from 'react'
import { useSearchParams } from 'react-router-dom'
import { filtersFromUrl, type InstanceFilters } from './filter-instances.ts'

export interface Sorting {
  readonly column: string
  readonly isDescending: boolean
}

/** Filters and order live in the address: they survive a reload, the way back, and can be sent to someone. */
export function useInstanceFilters() {
  const [parameters, setParameters] = useSearchParams()
  const filters = useMemo(() => filtersFromUrl(parameters), [parameters])
  const sort = parameters.get('sort') ?? 'name'
  const sorting: Sorting = { column: sort.replace(/^-/, ''), isDescending: sort.startsWith('-') }

  function write(changes: Record<string, string | null>) {
    setParameters(
      (current) => {
        const next = new URLSearchParams(current)
        for (const [name, value] of Object.entries(changes))
          if (value === null || value === '') next.delete(name)
          else next.set(name, value)
        return next
      },
      { replace: true, preventScrollReset: true },
    )
  }

  return {
    filters,
    sorting,
    setFilters: (changes: Partial<InstanceFilters>) =>
      write({
        ...('search' in changes ? { search: changes.search ?? null } : {}),
        ...('kind' in changes ? { kind: changes.kind ?? null } : {}),
        ...('status' in changes
          ? { status: changes.status === 'active' ? null : (changes.status ?? null) }
          : {}),
      }),
    setSorting: ({ column, isDescending }: Sorting) =>
      write({ sort: column === 'name' && !isDescending ? null : `${isDescending ? '-' : ''}${column}` }),
    clear: () => write({ search: null, kind: null, status: null }),
  }
}
