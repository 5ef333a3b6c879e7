import { Combobox, Modal, Text, TextInput, useCombobox } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useNavigate, useParams } from 'react-router-dom'
import { useFeatureFlag } from '#data/feature-flags/use-feature-flag.ts'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { scenariosQuery } from '#data/scenarios/scenarios.queries.ts'
import { useFormat } from '#ui/format.ts'
import classes from './command-palette.module.css'
import { allCommands, type Command, findCommands } from './commands.ts'

export interface CommandPaletteProps {
  isOpen: boolean
  onClose: () => void
  /** The topics of the help page; given by the route, which knows that page. */
  topics: readonly Command[]
}

/** Leads anywhere and begins anything by typing a part of its name. */
export function CommandPalette({ isOpen, onClose, topics }: CommandPaletteProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Go to or do"
      size="lg"
      yOffset="12vh"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Search onClose={onClose} topics={topics} />
    </Modal>
  )
}

function Search({ onClose, topics }: Omit<CommandPaletteProps, 'isOpen'>) {
  const { locale } = useFormat()
  const navigate = useNavigate()
  const { scenarioId = null } = useParams()
  const combobox = useCombobox({ opened: true })
  const [search, setSearch] = useState('')
  const { enabled } = useFeatureFlag('feature:scenarios')
  const instances = useQuery(instancesQuery)
  const scenarios = useQuery({ ...scenariosQuery, enabled })
  const groups = findCommands(
    allCommands({
      instances: instances.data ?? [],
      scenarios: enabled ? (scenarios.data ?? []) : null,
      scenarioInView: scenarioId,
      topics,
      locale,
    }),
    search,
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: Enter takes the first of what is found, whatever was found before
  useEffect(() => {
    combobox.selectFirstOption()
  }, [search, instances.data, scenarios.data])
  const go = (to: string) => {
    onClose()
    void navigate(to)
  }
  return (
    <Combobox store={combobox} onOptionSubmit={go}>
      <Combobox.EventsTarget withExpandedAttribute>
        <TextInput
          aria-label="Go to or do"
          placeholder="A name, or what to do"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          // The dialog leaves this key to what is expanded in it.
          onKeyDown={(event) => event.key === 'Escape' && onClose()}
          className={classes.search}
          data-autofocus
        />
      </Combobox.EventsTarget>
      <Combobox.Options mt="sm" aria-label="What was found">
        {groups.map(({ label, commands }) => (
          <Combobox.Group key={label} label={label}>
            {commands.map((command) => (
              <Combobox.Option key={command.to} value={command.to} className={classes.command}>
                <span className={classes.name}>{command.label}</span>
                {command.of !== label && (
                  <Text span size="sm" c="dimmed">
                    {command.of}
                  </Text>
                )}
              </Combobox.Option>
            ))}
          </Combobox.Group>
        ))}
        {groups.length === 0 && <Combobox.Empty>Nothing has all of these words.</Combobox.Empty>}
      </Combobox.Options>
      <Text size="sm" c="dimmed" mt="sm" visibleFrom="sm">
        ↑ ↓ to choose, Enter to go, Esc to close
      </Text>
    </Combobox>
  )
}
