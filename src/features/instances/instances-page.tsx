import { Button, Text } from '@mantine/core'
import { IconBuildingBank, IconPlus, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Instance } from '#data/instances/instance.ts'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { counted } from '#lib/counted.ts'
import { paths } from '#lib/paths.ts'
import { useChoices } from '#lib/use-choices.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { Page } from '#ui/page.tsx'
import { filterInstances, instanceChoices, isNarrowed } from './filter-instances.ts'
import { InstanceFiltersBar } from './instance-filters.tsx'
import { InstanceTable } from './instance-table.tsx'
import { InstanceTotals } from './instance-totals.tsx'
import { InstancesMenu } from './instances-menu.tsx'
import { LoadSampleButton } from './load-sample-button.tsx'
import { SampleRest } from './sample-rest.tsx'
import { StaleNotice } from './stale-notice.tsx'
import { useWorthNow } from './use-worth-now.ts'

/** Reality: everything the user owns and owes. */
export function InstancesPage({ onExport }: { onExport: (instances: readonly Instance[]) => void }) {
  const instances = useQuery(instancesQuery)
  return (
    <Page
      title="Investments"
      description="What you own and owe, earn and spend in reality. Scenarios work on copies of it."
      actions={
        <>
          {instances.data && instances.data.length > 0 && (
            <LinkButton to={paths.newInstance} leftSection={<IconPlus size={18} aria-hidden />}>
              Add an investment
            </LinkButton>
          )}
          <InstancesMenu instances={instances.data ?? []} onExport={onExport} />
        </>
      }
    >
      <SampleRest />
      <Loaded
        query={instances}
        failed="Your investments could not be loaded"
        loading={<LoadingState rows={6} label="Loading your investments" />}
      >
        {(all) => (all.length === 0 ? <NoInstances /> : <InstanceList instances={all} />)}
      </Loaded>
    </Page>
  )
}

function NoInstances() {
  return (
    <EmptyState
      icon={<IconBuildingBank size={32} />}
      title="Nothing here yet"
      actions={
        <>
          <LinkButton to={paths.newInstance} leftSection={<IconPlus size={18} aria-hidden />}>
            Add an investment
          </LinkButton>
          <LoadSampleButton />
        </>
      }
    >
      Add what you own and owe, earn and spend: a property with its loan, a share portfolio, a deposit, a
      debt, a salary. Or load a sample to look around; you can delete it at any time.
    </EmptyState>
  )
}

function InstanceList({ instances }: { instances: Instance[] }) {
  const [filters, change] = useChoices(instanceChoices)
  const shown = useMemo(() => filterInstances(instances, filters), [instances, filters])
  const worth = useWorthNow(instances)
  return (
    <>
      <StaleNotice />
      <InstanceTotals instances={shown} isPart={isNarrowed(filters)} worth={worth} />
      <InstanceFiltersBar filters={filters} onChange={change} />
      {shown.length === 0 ? (
        <EmptyState
          icon={<IconSearch size={32} />}
          title="No investment fits"
          actions={
            <Button variant="default" onClick={() => change({ search: '', kind: 'all', status: 'active' })}>
              Show all active ones
            </Button>
          }
        >
          Try another word, or look among the archived ones.
        </EmptyState>
      ) : (
        <div>
          <InstanceTable
            instances={shown}
            worth={worth}
            sort={filters.sort}
            onSort={(sort) => change({ sort })}
          />
          <Text size="sm" c="dimmed" mt="sm" role="status">
            {counted(shown.length, 'investment')}
            {shown.length < instances.length && ` of ${instances.length}`}
          </Text>
        </div>
      )}
    </>
  )
}
