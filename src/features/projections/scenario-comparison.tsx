import { Group, MultiSelect, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { IconChartLine } from '@tabler/icons-react'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Navigate } from 'react-router-dom'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { scenarioInstancesQuery } from '#data/scenario-instances/scenario-instances.queries.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { scenariosQuery } from '#data/scenarios/scenarios.queries.ts'
import type { ScenarioRow } from '#domain/merge/merge-copy.ts'
import { byName } from '#lib/by-name.ts'
import { paths } from '#lib/paths.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { useFormat } from '#ui/format.ts'
import { Loaded } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { AdviceNote } from './advice-note.tsx'
import { AverageNote } from './average-note.tsx'
import { sideTotals } from './breakdown.ts'
import { chartPoints, manyStyle, realityStyle } from './chart-lines.ts'
import { type AssumptionsMode, type ManyPlans, manyPlans } from './compare-plans.ts'
import { ComparisonChart, type ComparisonSide, type ComparisonSides } from './comparison-chart.tsx'
import { ComparisonFigures } from './comparison-figures.tsx'
import { measureOf } from './measures.ts'
import { newestScenarios } from './newest-scenarios.ts'
import { OutcomeNote } from './outcome-note.tsx'
import { outlooksQuery } from './outlook-query.ts'
import { ProjectionControls } from './projection-controls.tsx'
import { useProjections } from './projection-query.ts'
import { ShortfallHint } from './shortfall-hint.tsx'
import { useComparedIds } from './use-compared-ids.ts'
import { useProjectionView } from './use-projection-view.ts'
import { useStartMonth } from './use-start-month.ts'
import { YearTable } from './year-table.tsx'

/** Any number of scenarios beside reality: chart, key figures, differences by year. */
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
  if (ids === null) return <Navigate to={{ search: searchFor(newestScenarios(scenarios)) }} replace />
  const byId = new Map(scenarios.map((scenario) => [scenario.id, scenario]))
  const chosen = [...new Set(ids)].flatMap((id) => byId.get(id) ?? [])
  return (
    <Stack gap="md">
      <MultiSelect
        label="Scenarios to compare"
        placeholder={chosen.length === 0 ? 'Choose some' : ''}
        data={[...scenarios].sort(byName(locale)).map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen.map(({ id }) => id)}
        onChange={choose}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Clear the choice' }}
        nothingFoundMessage="No scenario of that name"
        className="no-print"
      />
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
      <Comparison key={scenarios.map(({ id }) => id).join()} many={many} mode={mode} />
    </Stack>
  )
}

interface ComparisonProps {
  many: ManyPlans<Scenario & { readonly instances: readonly ScenarioRow[] }>
  mode: AssumptionsMode
}

function Comparison({ many, mode }: ComparisonProps) {
  const [view, setView] = useProjectionView()
  const plans = [many.reality, ...many.compared.map(({ plan }) => plan)]
  const { data, error } = useProjections(plans)
  const outlooks = useQuery(outlooksQuery(many.reality, plans.slice(1)))
  const failure = error ?? outlooks.error
  if (failure) return <ErrorState error={failure} title="The comparison could not be computed" />
  const [real, ...projections] = data ?? []
  if (!real || projections.length !== many.compared.length)
    return <LoadingState label="Computing the comparison" />
  const reality: ComparisonSide = { key: 'reality', label: 'Reality', projection: real, style: realityStyle }
  const others = many.compared.flatMap(({ scenario, plan }, index) => {
    const projection = projections[index]
    if (!projection) return []
    return {
      key: scenario.id,
      label: scenario.name,
      projection,
      style: manyStyle(index),
      assumptions: plan.assumptions,
      assumptionsPath: mode === 'own' ? paths.scenarioTab(scenario.id, 'assumptions') : paths.settings,
      scenarioId: scenario.id,
    }
  })
  const sides: ComparisonSides = [reality, ...others]
  const row = view.row
  const difference = many.areAssumptionsShared
    ? 'Difference from reality'
    : 'Difference from reality, assumptions included'
  return (
    <Stack gap="md">
      <ProjectionControls view={view} onChange={setView} />
      <ComparisonFigures sides={sides} outlooks={outlooks.data} money={view.money} difference={difference} />
      <AverageNote hasDifference />
      {many.compared.map(({ scenario: { id, name }, outcome }) => (
        <OutcomeNote key={id} scenarioId={id} outcome={outcome} name={name} />
      ))}
      <ShortfallHint sides={[{ ...reality, assumptionsPath: paths.settings }, ...others]} />
      <ComparisonChart sides={sides} row={row} money={view.money} />
      <Title order={2} fz="h4" className="no-print">
        {measureOf(row).label}, year by year
      </Title>
      <YearTable
        caption={`${measureOf(row).label} year by year, and the difference from reality`}
        points={chartPoints(real)}
        groups={[
          {
            label: measureOf(row).label,
            rows: sides.map(({ key, label, projection }) => ({
              key,
              label,
              values: sideTotals({ shown: projection }, row, view.money),
            })),
          },
          {
            label: difference,
            rows: others.map(({ key, label, projection }) => ({
              key,
              label,
              isSigned: true,
              values: sideTotals({ shown: projection, less: real }, row, view.money),
            })),
          },
        ]}
      />
      <Text size="sm" c="dimmed">
        Every scenario is shown as your whole portfolio would be with it applied.
      </Text>
      <AdviceNote plans={plans} names={sides.map(({ label }) => label)} assumptionsPath={paths.settings} />
    </Stack>
  )
}
