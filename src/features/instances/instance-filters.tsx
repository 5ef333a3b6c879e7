import { CloseButton, Group, SegmentedControl, Select } from '@mantine/core'
import { catalogue, instanceKinds, isInstanceKind } from '#domain/instances/catalogue.ts'
import { SearchInput } from '#ui/search-input.tsx'
import type { InstanceFilters } from './filter-instances.ts'

interface InstanceFiltersBarProps {
  filters: InstanceFilters
  onChange: (changes: Partial<InstanceFilters>) => void
}

const statuses = [
  { value: 'active', label: 'Active' },
  { value: 'archived', label: 'Archived' },
  { value: 'all', label: 'All' },
]

export function InstanceFiltersBar({ filters, onChange }: InstanceFiltersBarProps) {
  return (
    <Group gap="sm" className="no-print" role="search">
      <SearchInput
        aria-label="Search by name"
        placeholder="Search by name"
        rightSection={
          filters.search && (
            <CloseButton size="sm" aria-label="Clear the search" onClick={() => onChange({ search: '' })} />
          )
        }
        value={filters.search}
        onChange={(search) => onChange({ search })}
        style={{ flex: '3 1 14rem' }}
      />
      <Select
        aria-label="Kind"
        placeholder="All kinds"
        data={instanceKinds.map((kind) => ({ value: kind, label: catalogue[kind].plural }))}
        value={filters.kind === 'all' ? null : filters.kind}
        clearable
        clearButtonProps={{ 'aria-label': 'Show all kinds' }}
        onChange={(kind) => onChange({ kind: isInstanceKind(kind) ? kind : 'all' })}
        style={{ flex: '1 1 10rem' }}
      />
      <SegmentedControl
        aria-label="Status"
        data={statuses}
        value={filters.status}
        onChange={(status) => onChange({ status: status as InstanceFilters['status'] })}
      />
    </Group>
  )
}
