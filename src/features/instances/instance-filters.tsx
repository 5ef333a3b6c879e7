import { CloseButton, Group, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { catalogue, instanceKinds, isInstanceKind } from '#domain/instances/catalogue.ts'
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
  // Typing must not wait for the address to follow; what changes the address from elsewhere changes the input.
  const [search, setSearch] = useState(filters.search)
  const written = useRef(filters.search)
  useEffect(() => {
    if (filters.search === written.current) return
    written.current = filters.search
    setSearch(filters.search)
  }, [filters.search])
  const writeSearch = useDebouncedCallback((text: string) => {
    written.current = text
    onChange({ search: text })
  }, 150)
  const handleSearch = (text: string) => {
    setSearch(text)
    writeSearch(text)
  }
  return (
    <Group gap="sm" className="no-print" role="search">
      <TextInput
        aria-label="Search by name"
        placeholder="Search by name"
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={
          search && <CloseButton size="sm" aria-label="Clear the search" onClick={() => handleSearch('')} />
        }
        value={search}
        onChange={(event) => handleSearch(event.currentTarget.value)}
        style={{ flex: '3 1 14rem' }}
      />
      <Select
        aria-label="Kind"
        placeholder="All kinds"
        data={instanceKinds.map((kind) => ({ value: kind, label: catalogue[kind].plural }))}
        value={filters.kind}
        clearable
        clearButtonProps={{ 'aria-label': 'Show all kinds' }}
        onChange={(kind) => onChange({ kind: isInstanceKind(kind) ? kind : null })}
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
