import { Badge, Box, Button, Checkbox, Group, Input, ScrollArea, Stack, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { catalogue } from '#domain/instances/catalogue.ts'
import { byName } from '#lib/by-name.ts'
import { useFormat } from '#ui/format.ts'
import { groupByKind, type Selectable, selectionOf, withSelected } from './instance-selection.ts'

interface InstanceChecklistProps {
  items: readonly Selectable[]
  selected: ReadonlySet<string>
  onChange: (selected: ReadonlySet<string>) => void
  label: string
}

/** Chooses instances: searchable, all or none at once and by kind. A search narrows what "all" and "none" mean. */
export function InstanceChecklist({ items, selected, onChange, label }: InstanceChecklistProps) {
  const [search, setSearch] = useState('')
  const { locale } = useFormat()
  const groups = groupByKind([...items].sort(byName(locale)), search)
  const shown = groups.flatMap((group) => group.items)
  const select = (some: readonly Selectable[], isSelected: boolean) =>
    onChange(
      withSelected(
        selected,
        some.map(({ id }) => id),
        isSelected,
      ),
    )
  const shownWord = search.trim() === '' ? '' : ' found'
  return (
    <Stack gap="xs" component="fieldset" style={{ border: 0, padding: 0, margin: 0 }}>
      <Group justify="space-between" gap="xs">
        <Input.Label component="legend" p={0} labelElement="div">
          {label}
        </Input.Label>
        <Text size="sm" c="dimmed" aria-live="polite">
          {items.filter(({ id }) => selected.has(id)).length} of {items.length} selected
        </Text>
      </Group>
      <Group gap="xs" wrap="nowrap">
        <TextInput
          aria-label="Search investments"
          placeholder="Search"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          style={{ flex: 1 }}
        />
        <Button variant="default" px="sm" onClick={() => select(shown, true)}>
          All{shownWord}
        </Button>
        <Button variant="default" px="sm" onClick={() => select(shown, false)}>
          None{shownWord}
        </Button>
      </Group>
      <ScrollArea.Autosize mah={280} type="auto" offsetScrollbars viewportProps={{ tabIndex: -1 }}>
        {groups.length === 0 && (
          <Text size="sm" c="dimmed" py="sm">
            No investment has “{search.trim()}” in its name.
          </Text>
        )}
        <Stack gap="sm" p={2}>
          {groups.map(({ kind, items: ofKind }) => (
            <Box key={kind}>
              <Checkbox
                {...selectionOf(ofKind, selected)}
                label={`${catalogue[kind].plural} (${ofKind.length})`}
                fw={600}
                onChange={(event) => select(ofKind, event.currentTarget.checked)}
              />
              <Stack gap={6} pl={28} pt={6}>
                {ofKind.map((item) => (
                  <Checkbox
                    key={item.id}
                    checked={selected.has(item.id)}
                    onChange={(event) => select([item], event.currentTarget.checked)}
                    label={
                      <Group gap={6}>
                        <span style={{ overflowWrap: 'anywhere' }}>{item.name}</span>
                        {item.status === 'archived' && (
                          <Badge size="sm" variant="light" color="gray" tt="none">
                            Archived
                          </Badge>
                        )}
                      </Group>
                    }
                  />
                ))}
              </Stack>
            </Box>
          ))}
        </Stack>
      </ScrollArea.Autosize>
    </Stack>
  )
}
