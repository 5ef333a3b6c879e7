import { Stack, Text } from '@mantine/core'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { AdviceNote } from './advice-note.tsx'
import { realityStyle, scenarioStyle } from './chart-lines.ts'
import { ComparisonChart } from './comparison-chart.tsx'
import { KeyFigureCards } from './key-figure-cards.tsx'
import { OutcomeNote } from './outcome-note.tsx'
import { ShortfallHint } from './shortfall-hint.tsx'
import { useComparedProjections } from './use-compared-projections.tsx'

/** The projection of a scenario at a glance: net worth in today's money beside reality. Nothing while it is empty. */
export function ScenarioSummary({ scenarioId }: { scenarioId: string }) {
  const { instead, scenario, plans, projection, reality } = useComparedProjections({
    scenarioId,
    scope: 'all',
    loading: <LoadingState rows={1} height={320} label="Computing the projection" />,
    empty: null,
  })
  if (!plans) return instead
  const assumptionsPath = paths.scenarioTab(scenarioId, 'assumptions')
  return (
    <Stack gap="sm">
      <KeyFigureCards plans={plans} projection={projection} reality={reality} money="today" />
      <OutcomeNote scenarioId={scenarioId} outcome={plans.outcome} />
      <ShortfallHint
        sides={[
          {
            key: 'scenario',
            projection,
            assumptionsPath,
            scenarioId,
          },
        ]}
      />
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
      <AdviceNote plans={[plans.scenario]} assumptionsPath={assumptionsPath} />
    </Stack>
  )
}
