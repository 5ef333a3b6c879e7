import { Group, Stack, Text } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import type { Plan } from '#domain/projection/plan.ts'
import type { Projection } from '#domain/projection/projection.ts'
import { paths } from '#lib/paths.ts'
import { useSwitchedOff, useSwitchedOffSearch } from '#lib/switched-off.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { AdviceNote } from './advice-note.tsx'
import { WhySentence } from './cause-waterfall.tsx'
import { ComparisonChart, scenarioAndReality } from './comparison-chart.tsx'
import { KeyFigureCards } from './key-figure-cards.tsx'
import { OutcomeNote } from './outcome-note.tsx'
import { ShortfallHint } from './shortfall-hint.tsx'
import { useComparedProjections } from './use-compared-projections.tsx'

interface ScenarioSummaryProps {
  scenarioId: string
  /** What happens when; given by the page, which knows what can be moved. */
  renderTimeline: (plan: Plan) => ReactNode
}

/** The projection of a scenario at a glance: net worth in today's money beside reality. Nothing while it is empty. */
export function ScenarioSummary({ scenarioId, renderTimeline }: ScenarioSummaryProps) {
  const [off] = useSwitchedOff()
  const offSearch = useSwitchedOffSearch()
  const { instead, scenario, plans, projection, reality } = useComparedProjections({
    scenarioId,
    scope: 'all',
    off,
    loading: <LoadingState rows={1} height={320} label="Computing the projection" />,
    empty: null,
  })
  if (!plans) return instead
  const projections = paths.scenarioTab(scenarioId, 'projections')
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
        sides={scenarioAndReality(scenario.name, projection, reality)}
        row="netWorth"
        money="today"
        plan={plans.scenario}
      />
      <Why projection={projection} reality={reality} />
      <Group gap="xs" className="no-print">
        <LinkButton to={`${projections}?view=why${offSearch.replace('?', '&')}`} variant="default" size="xs">
          Why, cause by cause
        </LinkButton>
        <LinkButton to={`${projections}${offSearch}`} variant="default" size="xs">
          All figures, year by year
        </LinkButton>
      </Group>
      {renderTimeline(plans.scenario)}
      {Object.keys(scenario.assumptions).length > 0 && (
        <Text size="sm" c="dimmed">
          Both sides use the assumptions of this scenario.
        </Text>
      )}
      <AdviceNote plans={[plans.scenario]} assumptionsPath={assumptionsPath} />
    </Stack>
  )
}

function Why({ projection, reality }: { projection: Projection; reality: Projection }) {
  const side = useMemo(() => ({ shown: projection, less: reality }), [projection, reality])
  return <WhySentence side={side} money="today" />
}
