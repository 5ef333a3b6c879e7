import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { IconCopyPlus, IconEdit, IconFilterOff, IconPlus, IconStack2 } from '@tabler/icons-react'
import { useState } from 'react'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import { counted } from '#lib/counted.ts'
import { paths } from '#lib/paths.ts'
import { useChoices } from '#lib/use-choices.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { SearchInput } from '#ui/search-input.tsx'
import { AddFromRealityDialog } from './add-from-reality-dialog.tsx'
import { BulkEditDialog } from './bulk-edit-dialog.tsx'
import { ComparedInstances } from './compared-instances.tsx'
import type { ComparedCopy } from './differences.ts'
import { filterCopies, scenarioInstanceChoices } from './instance-filters.ts'
import { RealityMoved } from './reality-moved.tsx'
import { ScenarioInstanceList } from './scenario-instance-list.tsx'
import { useScenarioInView, useScenarios } from './scenarios-context.tsx'
import { stateLabel } from './state-badges.tsx'
import { useAssumptionsOf } from './use-assumptions-of.ts'

/** What is in the scenario: copies and new ones, each with its state. */
export function ScenarioInstancesTab({ scenarioId }: { scenarioId: string }) {
  return (
    <ComparedInstances scenarioId={scenarioId}>
      {(compared) => <Instances scenarioId={scenarioId} compared={compared} />}
    </ComparedInstances>
  )
}

interface InstancesProps {
  scenarioId: string
  compared: readonly ComparedCopy<ScenarioInstance>[]
}

function Instances({ scenarioId, compared }: InstancesProps) {
  const { isReadOnly } = useScenarios()
  const assumptions = useAssumptionsOf(useScenarioInView())
  const [dialog, setDialog] = useState<'add' | 'bulk' | null>(null)
  const close = () => setDialog(null)
  const actions = !isReadOnly && (
    <>
      <Button leftSection={<IconCopyPlus size={16} aria-hidden />} onClick={() => setDialog('add')}>
        Add from reality
      </Button>
      <LinkButton
        to={paths.newScenarioInstance(scenarioId)}
        variant="default"
        leftSection={<IconPlus size={16} aria-hidden />}
      >
        Create new
      </LinkButton>
    </>
  )
  return (
    <>
      {compared.length === 0 ? (
        <EmptyState icon={<IconStack2 size={32} />} title="Nothing in this scenario yet" actions={actions}>
          Copy some of your real investments into it and change the copies, or create investments that exist
          only here, such as a property you think of buying.
        </EmptyState>
      ) : (
        <Stack gap="md">
          <Group gap="xs" className="no-print">
            {actions}
            {!isReadOnly && compared.length > 1 && (
              <Button
                variant="default"
                leftSection={<IconEdit size={16} aria-hidden />}
                onClick={() => setDialog('bulk')}
              >
                Change several
              </Button>
            )}
          </Group>
          <RealityMoved scenarioId={scenarioId} compared={compared} />
          <FilteredInstances compared={compared} />
        </Stack>
      )}
      <AddFromRealityDialog
        scenarioId={scenarioId}
        copies={compared.map(({ copy }) => copy)}
        isOpen={dialog === 'add'}
        onClose={close}
      />
      <BulkEditDialog
        scenarioId={scenarioId}
        instances={compared.map(({ copy }) => copy)}
        assumptions={assumptions}
        isOpen={dialog === 'bulk'}
        onClose={close}
      />
    </>
  )
}

function FilteredInstances({ compared }: Pick<InstancesProps, 'compared'>) {
  const [filters, change] = useChoices(scenarioInstanceChoices)
  const found = filterCopies(compared, filters)
  return (
    <Stack gap="sm">
      <Group gap="sm" align="flex-end" role="search" className="no-print">
        <SearchInput
          label="Search"
          placeholder="Name"
          value={filters.search}
          onChange={(search) => change({ search })}
          style={{ flex: '1 1 12rem' }}
          maw={{ sm: 320 }}
        />
        <Select
          label="Show"
          data={scenarioInstanceChoices.state.map((value) => ({
            value,
            label: value === 'all' ? 'All' : stateLabel(value),
          }))}
          value={filters.state}
          allowDeselect={false}
          onChange={(state) => state && change({ state })}
          style={{ flex: '1 1 10rem' }}
          maw={{ sm: 220 }}
        />
      </Group>
      <Text size="sm" c="dimmed" aria-live="polite">
        {found.length < compared.length
          ? `${found.length} of ${compared.length} investments`
          : counted(compared.length, 'investment')}
      </Text>
      {found.length === 0 ? (
        <EmptyState
          icon={<IconFilterOff size={32} />}
          title="No investment fits"
          actions={
            <Button variant="default" onClick={() => change({ search: '', state: 'all' })}>
              Show all
            </Button>
          }
        >
          None of the investments in this scenario has this state and these words in its name.
        </EmptyState>
      ) : (
        <ScenarioInstanceList compared={found} />
      )}
    </Stack>
  )
}
