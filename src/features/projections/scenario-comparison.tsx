import { Alert, Group, MultiSelect, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconChartLine } from '@tabler/icons-react'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Navigate } from 'react-router-dom'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { scenarioInstancesQuery } from '#data/scenario-instances/scenario-instances.queries.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { scenariosQuery } from '#data/scenarios/scenarios.queries.ts'
import { byName } from '#lib/by-name.ts'
import { paths } from '#lib/paths.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { useFormat } from '#ui/format.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { type AssumptionsMode, manyPlans } from './compare-plans.ts'
import { ComparedPlans } from './compared-plans.tsx'
import { newestScenarios } from './newest-scenarios.ts'
import { mostCompared, useComparedIds } from './use-compared-ids.ts'
import { useStartMonth } from './use-start-month.ts'

/** Scenarios beside reality and beside each other. */
export function ScenarioComparison() {
  const scenarios = useQuery(scenariosQuery)
  return (
    <Loaded
      query={scenarios}
      failed="Your scenarios could not be loaded"
      loading={<LoadingState label="Loading your scenarios" />}
    >
      {(all) => <ChosenScenarios scenarios={all} />}
    </Loaded>
  )
}

function ChosenScenarios({ scenarios }: { scenarios: readonly Scenario[] }) {
  const { locale } = useFormat()
  const { ids, searchFor, choose } = useComparedIds()
  // What is said once is said, however the page goes on.
  if (scenarios.length === 0)
    return (
      <EmptyState
        icon={<IconChartLine size={32} />}
        title="No scenario to compare yet"
        actions={<LinkButton to={paths.createScenario}>Create a scenario</LinkButton>}
      >
        Create one, change something in it, and see it here beside reality.
      </EmptyState>
    )
  if (ids === null) return <Navigate to={{ search: searchFor(newestScenarios(scenarios)) }} replace />
  const byId = new Map(scenarios.map((scenario) => [scenario.id, scenario]))
  const asked = [...new Set(ids)].flatMap((id) => byId.get(id) ?? [])
  const chosen = asked.slice(0, mostCompared)
  const left = asked.slice(mostCompared)
  return (
    <Stack gap="md">
      <MultiSelect
        label="Scenarios to compare"
        description={
          chosen.length === mostCompared
            ? `${mostCompared} is the most that can stand beside reality: take one away to choose another.`
            : `Up to ${mostCompared}`
        }
        maxValues={mostCompared}
        placeholder={chosen.length === 0 ? 'Choose some' : ''}
        data={[...scenarios].sort(byName(locale)).map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen.map(({ id }) => id)}
        onChange={(next) => choose(next.length > 0 ? [...next, ...left.map(({ id }) => id)] : [])}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Clear the choice' }}
        nothingFoundMessage="No scenario of that name"
        className="no-print"
      />
      {left.length > 0 && (
        <Alert color="yellow" title={`The first ${mostCompared} of ${asked.length} are compared`}>
          There is room for {mostCompared} scenarios beside reality. Not shown:{' '}
          {left.map(({ name }) => `“${name}”`).join(', ')}.
        </Alert>
      )}
      {chosen.length === 0 ? (
        <EmptyState icon={<IconChartLine size={32} />} title="Nothing chosen yet">
          Choose one scenario or several above, and see them here beside reality.
        </EmptyState>
      ) : (
        <ComparedScenarios scenarios={chosen} />
      )}
    </Stack>
  )
}

function ComparedScenarios({ scenarios }: { scenarios: readonly Scenario[] }) {
  const [mode, setMode] = useState<AssumptionsMode>('own')
  const { assumptions: userAssumptions } = usePreferences()
  const startMonth = useStartMonth()
  const reality = useQuery(instancesQuery)
  const contents = useQueries({
    queries: scenarios.map(({ id }) => scenarioInstancesQuery(id)),
    combine: (results) => ({
      data: results.map((result) => result.data),
      error: results.find((result) => result.error)?.error ?? null,
      isFetching: results.some((result) => result.isFetching),
      retry: () => {
        for (const result of results) if (result.error) void result.refetch()
      },
    }),
  })
  const many = useMemo(() => {
    const known = scenarios.flatMap((scenario, index) => {
      const instances = contents.data[index]
      return instances ? [{ ...scenario, instances }] : []
    })
    return (
      reality.data &&
      known.length === scenarios.length &&
      manyPlans({
        reality: reality.data,
        scenarios: known,
        userAssumptions,
        mode,
        startMonth,
      })
    )
  }, [reality.data, contents.data, scenarios, userAssumptions, mode, startMonth])
  if (!many) {
    const error = reality.error ?? contents.error
    if (!error) return <LoadingState label="Loading the comparison" />
    const retry = () => {
      if (reality.error) void reality.refetch()
      contents.retry()
    }
    return <ErrorState error={error} onRetry={retry} isRetrying={reality.isFetching || contents.isFetching} />
  }
  return (
    <Stack gap="md">
      <Group gap="sm" className="no-print">
        <Text size="sm">Assumptions</Text>
        <SegmentedControl
          aria-label="Assumptions"
          value={mode}
          onChange={(value) => setMode(value as AssumptionsMode)}
          data={[
            { value: 'own', label: 'Each with its own' },
            { value: 'shared', label: 'All with mine' },
          ]}
        />
      </Group>
      {/* Figures kept from before belong to the scenarios of before. */}
      <ComparedPlans key={scenarios.map(({ id }) => id).join()} many={many} mode={mode} />
    </Stack>
  )
}
