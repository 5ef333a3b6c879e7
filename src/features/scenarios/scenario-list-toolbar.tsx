import { Group, Select } from '@mantine/core'
import { SearchInput } from '#ui/search-input.tsx'
import { type ScenarioFilters, statusWords } from './scenario-filters.ts'

const statusOptions: { value: ScenarioFilters['status']; label: string }[] = [
  { value: 'current', label: 'Not archived' },
  { value: 'active', label: statusWords.active },
  { value: 'draft', label: statusWords.draft },
  { value: 'archived', label: statusWords.archived },
  { value: 'all', label: 'All' },
]
const sortOptions: { value: ScenarioFilters['sort']; label: string }[] = [
  { value: 'changed', label: 'Last changed' },
  { value: 'result', label: 'Result, best first' },
  { value: 'created', label: 'Newest' },
  { value: 'name', label: 'Name' },
]

interface ScenarioListToolbarProps {
  filters: ScenarioFilters
  onChange: (changes: Partial<ScenarioFilters>) => void
}

export function ScenarioListToolbar({ filters, onChange }: ScenarioListToolbarProps) {
  return (
    <Group gap="sm" align="flex-end" className="no-print" role="search">
      <SearchInput
        label="Search"
        placeholder="Name, description or tag"
        value={filters.search}
        onChange={(search) => onChange({ search })}
        style={{ flex: '1 1 14rem' }}
      />
      <Select
        label="Status"
        data={statusOptions}
        value={filters.status}
        allowDeselect={false}
        onChange={(status) => status && onChange({ status })}
        style={{ flex: '1 1 8rem' }}
        maw={{ sm: 180 }}
      />
      <Select
        label="Sort by"
        data={sortOptions}
        value={filters.sort}
        allowDeselect={false}
        onChange={(sort) => sort && onChange({ sort })}
        style={{ flex: '1 1 8rem' }}
        maw={{ sm: 180 }}
      />
    </Group>
  )
}
