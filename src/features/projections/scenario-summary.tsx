import { Stack, Text } from '@mantine/core'
import { paths } from '#lib/paths.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { AdviceNote } from './advice-note.tsx'
import { realityStyle, scenarioStyle } from './chart-lines.ts'
import { ComparisonChart } from './comparison-chart.tsx'
import { KeyFigureCards } from './key-figure-cards.tsx'
import { OutcomeNote } from './outcome-note.tsx'
import { useProjections } from './projection-query.ts'
import { ShortfallHint } from './shortfall-hint.tsx'
import { useComparison } from './use-comparison.ts'

/** The projection of a scenario at a glance: net worth in today's money beside reality. Nothing while it is empty. */
export function ScenarioSummary({ scenarioId }: { scenarioId: string }) {
  const { scenario, plans, error, isFetching, retry } = useComparison(scenarioId, 'all')
  const projected = useProjections(plans ? [plans.scenario, plans.reality] : [])
  if (error)
    return (
      <ErrorState
        error={error}
        title="The projection could not be loaded"
        onRetry={retry}
        isRetrying={isFetching}
      />
    )
  if (projected.error)
    return <ErrorState error={projected.error} title="The projection could not be computed" />
  if (plans && plans.scenario.instances.length + plans.reality.instances.length === 0) return null
  const [projection, reality] = projected.data ?? []
  if (!scenario || !projection || !reality)
    return <LoadingState rows={1} height={320} label="Computing the projection" />
  const assumptionsPath = paths.scenarioTab(scenarioId, 'assumptions')
  return (
    <Stack gap="sm">
      <KeyFigureCards projection={projection} reality={reality} money="today" />
      {plans && <OutcomeNote scenarioId={scenarioId} outcome={plans.outcome} />}
      {plans && (
        <ShortfallHint
          sides={[{ key: 'scenario', projection, assumptions: plans.scenario.assumptions, assumptionsPath }]}
        />
      )}
      <ComparisonChart
        sides={[
          { key: 'scenario', label: scenario.name, projection, style: scenarioStyle },
          { key: 'reality', label: 'Reality', projection: reality, style: realityStyle },
        ]}
        row="netWorth"
        money="today"
      />
      <LinkButton
        to={paths.scenarioTab(scenarioId, 'projections')}
        variant="default"
        size="xs"
        style={{ alignSelf: 'flex-start' }}
      >
        All figures, year by year
      </LinkButton>
      {Object.keys(scenario.assumptions).length > 0 && (
        <Text size="sm" c="dimmed">
          Both sides use the assumptions of this scenario.
        </Text>
      )}
      {plans && <AdviceNote plans={[plans.scenario]} assumptionsPath={assumptionsPath} />}
    </Stack>
  )
}
