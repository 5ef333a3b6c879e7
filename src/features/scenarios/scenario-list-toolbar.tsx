import { Group, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { type ScenarioFilters, type SortOrder, type StatusFilter, statusWords } from './scenario-filters.ts'

const statusOptions: { value: StatusFilter; label: string }[] = [
  { value: 'current', label: 'Not archived' },
  { value: 'active', label: statusWords.active },
  { value: 'draft', label: statusWords.draft },
  { value: 'archived', label: statusWords.archived },
  { value: 'all', label: 'All' },
]
const sortOptions: { value: SortOrder; label: string }[] = [
  { value: 'changed', label: 'Last changed' },
  { value: 'created', label: 'Newest' },
  { value: 'name', label: 'Name' },
]

interface ScenarioListToolbarProps {
  filters: ScenarioFilters
  onChange: (changes: Partial<ScenarioFilters>) => void
}

export function ScenarioListToolbar({ filters, onChange }: ScenarioListToolbarProps) {
  const [search, setSearch] = useState(filters.search)
  const [seen, setSeen] = useState(filters.search)
  // The address may change without typing (the back button, "Show all"): the field follows it.
  if (seen !== filters.search) {
    setSeen(filters.search)
    if (search.trim() !== filters.search) setSearch(filters.search)
  }
  const report = useDebouncedCallback((text: string) => onChange({ search: text.trim() }), 200)
  return (
    <Group gap="sm" align="flex-end" className="no-print" role="search">
      <TextInput
        label="Search"
        placeholder="Name, description or tag"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value)
          report(event.currentTarget.value)
        }}
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
