import { Stack, Text } from '@mantine/core'
import { IconChartLine } from '@tabler/icons-react'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { paths } from '#lib/paths.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { AdviceNote } from './advice-note.tsx'
import { realityStyle, scenarioStyle } from './chart-lines.ts'
import { ComparisonChart } from './comparison-chart.tsx'
import { HouseholdHint } from './household-hint.tsx'
import { KeyFigureCards } from './key-figure-cards.tsx'
import { keyFigures } from './key-figures.ts'
import { ProjectionControls } from './projection-controls.tsx'
import { useProjections } from './projection-query.ts'
import { ProjectionTable } from './projection-table.tsx'
import { useComparison } from './use-comparison.ts'
import { useProjectionView } from './use-projection-view.ts'

/** What a scenario would become over the years, beside reality: key figures, chart and table. */
export function ScenarioProjection({ scenarioId }: { scenarioId: string }) {
  const [view] = useProjectionView()
  const { scenario, plans, error, isFetching, retry } = useComparison(scenarioId, view.scope)
  if (error)
    return (
      <ErrorState
        error={error}
        title="The projection could not be loaded"
        onRetry={retry}
        isRetrying={isFetching}
      />
    )
  if (!scenario || !plans) return <LoadingState label="Loading the projection" />
  if (plans.scenario.instances.length === 0 && plans.reality.instances.length === 0)
    return (
      <EmptyState
        icon={<IconChartLine size={32} />}
        title="Nothing to project yet"
        actions={<LinkButton to={paths.scenarioTab(scenarioId, 'instances')}>Add instances to it</LinkButton>}
      >
        Copy some of your instances into this scenario, or create new ones in it, and see here what they would
        become.
      </EmptyState>
    )
  return <ComparedProjections scenario={scenario} plans={plans} />
}

interface ComparedProjectionsProps {
  scenario: Scenario
  plans: { scenario: Plan; reality: Plan }
}

function ComparedProjections({ scenario, plans }: ComparedProjectionsProps) {
  const [view, setView] = useProjectionView()
  const format = usePreferences()
  const { data, error } = useProjections([plans.scenario, plans.reality])
  if (error) return <ErrorState error={error} title="The projection could not be computed" />
  const [projection, reality] = data ?? []
  if (!projection || !reality) return <LoadingState label="Computing the projection" />
  return (
    <Stack gap="md">
      <ProjectionControls view={view} onChange={setView} hasScope />
      <Text size="sm" c="dimmed">
        {view.scope === 'all'
          ? 'Your whole portfolio as it would be with this scenario applied, beside the portfolio as it is.'
          : 'Only the holdings of this scenario, beside the same holdings as they are in reality.'}{' '}
        Both sides use the assumptions of this scenario.
      </Text>
      <KeyFigureCards projection={projection} reality={reality} money={view.money} format={format} />
      <HouseholdHint
        assumptions={plans.scenario.assumptions}
        hasShortfall={keyFigures(projection, view.money).worstShortfall !== null}
        to={paths.scenarioTab(scenario.id, 'assumptions')}
      />
      <ComparisonChart
        sides={[
          { key: 'scenario', label: scenario.name, projection, style: scenarioStyle },
          { key: 'reality', label: 'Reality', projection: reality, style: realityStyle },
        ]}
        row={view.row}
        money={view.money}
        format={format}
      />
      <ProjectionTable
        label={scenario.name}
        projection={projection}
        reality={reality}
        money={view.money}
        format={format}
      />
      <AdviceNote />
    </Stack>
  )
}
