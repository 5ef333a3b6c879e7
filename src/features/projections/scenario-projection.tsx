import { NativeSelect, SegmentedControl, Stack, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconChartLine } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { paths } from '#lib/paths.ts'
import { useSwitchedOff } from '#lib/switched-off.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { AdviceNote } from './advice-note.tsx'
import type { Download } from './csv.ts'
import { ExpectedCourse } from './expected-course.tsx'
import { OutcomeNote } from './outcome-note.tsx'
import { ProjectionControls } from './projection-controls.tsx'
import { SensitivityView } from './sensitivity-view.tsx'
import { ShortfallHint } from './shortfall-hint.tsx'
import { SimulatedProjection } from './simulated-projection.tsx'
import { SolveView } from './solve-view.tsx'
import { StressView } from './stress-view.tsx'
import { LawChangeNote, PastGainsNote } from './tax-notes.tsx'
import { TaxView } from './tax-view.tsx'
import { taxYearPaidIn } from './tax-years.ts'
import { useComparedProjections } from './use-compared-projections.tsx'
import { type ProjectionKind, useProjectionView } from './use-projection-view.ts'
import { WhyView } from './why-view.tsx'

interface ScenarioProjectionProps {
  scenarioId: string
  /** Where a holding is edited, by its id in the plans; given by the page. */
  holdingPath: (instanceId: string) => string
  /** Offers a table as a file; given by the page. */
  renderDownload: (table: Download) => ReactNode
}

/** What a scenario would become over the years, beside reality: key figures, chart and table. */
export function ScenarioProjection({ scenarioId, holdingPath, renderDownload }: ScenarioProjectionProps) {
  const [view, setView] = useProjectionView()
  const [off] = useSwitchedOff()
  const { instead, scenario, plans, projection, reality } = useComparedProjections({
    scenarioId,
    scope: view.scope,
    off,
    loading: <LoadingState label="Computing the projection" />,
    empty: (
      <EmptyState
        icon={<IconChartLine size={32} />}
        title="Nothing to project yet"
        actions={
          <LinkButton to={paths.scenarioTab(scenarioId, 'instances')}>Add investments to it</LinkButton>
        }
      >
        Copy some of your investments into this scenario, or create new ones in it, and see here what they
        would become.
      </EmptyState>
    ),
  })
  if (!plans) return instead
  const assumptionsPath = paths.scenarioTab(scenarioId, 'assumptions')
  return (
    <Stack gap="md">
      <KindChoice kind={view.kind} onChange={(kind) => setView({ kind })} />
      <ProjectionControls view={view} onChange={setView} hasScope />
      <Text size="sm" c="dimmed">
        {view.scope === 'all'
          ? 'Your whole portfolio as it would be with this scenario applied'
          : 'Only the holdings of this scenario'}
        {`, beside ${view.scope === 'all' ? 'the portfolio as it is' : 'the same holdings as they are in reality'}. Both sides use the assumptions of this scenario.`}
      </Text>
      <OutcomeNote scenarioId={scenarioId} outcome={plans.outcome} />
      {view.kind !== 'sensitivity' && view.kind !== 'tax' && (
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
      )}
      {view.kind === 'expected' && (
        <ExpectedCourse
          scenario={scenario}
          plans={plans}
          projection={projection}
          reality={reality}
          view={view}
          onShowTax={(year) => setView({ kind: 'tax', taxYear: taxYearPaidIn(plans.scenario, year) })}
          renderDownload={renderDownload}
        />
      )}
      {view.kind === 'why' && (
        <WhyView
          scenario={scenario}
          scope={view.scope}
          plans={plans}
          projection={projection}
          reality={reality}
          money={view.money}
          off={off}
        />
      )}
      {view.kind === 'simulated' && (
        <SimulatedProjection
          scenario={plans.scenario}
          reality={plans.reality}
          expected={projection}
          money={view.money}
          assumptionsPath={assumptionsPath}
        />
      )}
      {view.kind === 'sensitivity' && (
        <>
          <SensitivityView plan={plans.scenario} reality={plans.reality} />
          <SolveView
            plan={plans.scenario}
            reality={plans.reality}
            assumptionsPath={assumptionsPath}
            holdingPath={holdingPath}
          />
        </>
      )}
      {view.kind === 'stress' && (
        <StressView plan={plans.scenario} reality={plans.reality} scenario={scenario} money={view.money} />
      )}
      {view.kind === 'tax' && (
        <TaxView
          sides={[
            { label: scenario.name, plan: plans.scenario },
            { label: 'Reality', plan: plans.reality },
          ]}
          taxYear={view.taxYear}
          onChoose={(taxYear) => setView({ taxYear })}
          assumptionsPath={assumptionsPath}
          renderDownload={renderDownload}
        />
      )}
      <PastGainsNote plan={plans.scenario} />
      <LawChangeNote plan={plans.scenario} />
      <AdviceNote plans={[plans.scenario]} assumptionsPath={assumptionsPath} />
    </Stack>
  )
}

const kinds = [
  { value: 'expected', label: 'Every year average' },
  { value: 'why', label: 'Why' },
  { value: 'simulated', label: 'Simulated futures' },
  { value: 'sensitivity', label: 'What matters most' },
  { value: 'stress', label: 'Stress tests' },
  { value: 'tax', label: 'Tax' },
] as const satisfies readonly { value: ProjectionKind; label: string }[]

interface KindChoiceProps {
  kind: ProjectionKind
  onChange: (kind: ProjectionKind) => void
}

/** All kinds at a glance; on a phone, where they have no room side by side, a list to choose from. */
function KindChoice({ kind, onChange }: KindChoiceProps) {
  const hasRoom = useMediaQuery('(min-width: 36em)', true, { getInitialValueInEffect: false })
  const props = { 'aria-label': 'Kind of projection', className: 'no-print', data: [...kinds], value: kind }
  if (hasRoom) return <SegmentedControl {...props} onChange={onChange} style={{ alignSelf: 'flex-start' }} />
  return (
    <NativeSelect {...props} onChange={(event) => onChange(event.currentTarget.value as ProjectionKind)} />
  )
}
