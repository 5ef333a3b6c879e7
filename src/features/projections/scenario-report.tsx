import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { formatMonth } from '#domain/calendar/month.ts'
import type { SwitchedOff } from '#domain/changes/joint.ts'
import type { Plan } from '#domain/projection/plan.ts'
import type { Projection } from '#domain/projection/projection.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { counted } from '#lib/counted.ts'
import { paths } from '#lib/paths.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { useFormat } from '#ui/format.ts'
import { LoadingState } from '#ui/loading-state.tsx'
import { AdviceNote } from './advice-note.tsx'
import { CauseWaterfall } from './cause-waterfall.tsx'
import { ChangeWaterfall } from './change-waterfall.tsx'
import { realityStyle, scenarioStyle } from './chart-lines.ts'
import { ComparisonChart, type ComparisonSides, scenarioAndReality } from './comparison-chart.tsx'
import { ComparisonFigures } from './comparison-figures.tsx'
import { comparisonQuery, withComparableGoals } from './comparison-query.ts'
import { KeyFigureCards } from './key-figure-cards.tsx'
import { OutcomeNote } from './outcome-note.tsx'
import { AssumptionsTable } from './printed-assumptions.tsx'
import { ScenarioChanges } from './scenario-changes.tsx'
import { LawChangeNote, PastGainsNote } from './tax-notes.tsx'
import { useComparedProjections } from './use-compared-projections.tsx'

const nothingOff: SwitchedOff = new Set()

interface ScenarioReportProps {
  scenario: Scenario
  /** What was applied of it, and how conflicts were decided; given by the page. */
  history: ReactNode
}

/** A decision on paper: what it changes, what that brings and risks, why, and all that it rests on. */
export function ScenarioReport({ scenario, history }: ScenarioReportProps) {
  const { instead, plans, projection, reality } = useComparedProjections({
    scenarioId: scenario.id,
    scope: 'all',
    off: nothingOff,
    loading: <LoadingState rows={6} label="Writing the report" />,
    empty: (
      <EmptyState icon={null} title="Nothing to report yet">
        Add investments to this scenario first.
      </EmptyState>
    ),
  })
  if (!plans) return instead
  return (
    <Stack gap="xl">
      <Basis plan={plans.scenario} />
      <Part title="What it comes to">
        <KeyFigureCards plans={plans} projection={projection} reality={reality} money="today" />
        <OutcomeNote scenarioId={scenario.id} outcome={plans.outcome} />
        <ComparisonChart
          sides={scenarioAndReality(scenario.name, projection, reality)}
          row="netWorth"
          money="today"
          plan={plans.scenario}
        />
      </Part>
      <ScenarioChanges scenario={scenario} title="What it changes" isWhole />
      <Part title="How sure that is">
        <RiskBesideReality scenario={scenario} plans={plans} projection={projection} reality={reality} />
      </Part>
      <Part title="Why">
        <Causes scenario={scenario} projection={projection} reality={reality} />
        <ChangeWaterfall scenario={scenario} projection={projection} money="today" off={nothingOff} />
      </Part>
      <Part title="What was done with it">{history}</Part>
      <Part title="What it rests on">
        {/* On paper they come with the note below, as everywhere. */}
        <div className="no-print">
          <AssumptionsTable sides={[{ label: scenario.name, assumptions: plans.scenario.assumptions }]} />
        </div>
        <PastGainsNote plan={plans.scenario} />
        <LawChangeNote plan={plans.scenario} />
      </Part>
      <AdviceNote plans={[plans.scenario]} assumptionsPath={paths.scenarioTab(scenario.id, 'assumptions')} />
    </Stack>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack component="section" gap="sm" aria-label={title}>
      <Title order={2} fz="h3">
        {title}
      </Title>
      {children}
    </Stack>
  )
}

/** When it was written, and what would give the same figures again. */
function Basis({ plan }: { plan: Plan }) {
  const { locale } = useFormat()
  const { paths: futures, seed, horizon_years } = resolveAssumptions(plan.assumptions)
  const written = new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(new Date())
  return (
    <Text>
      Written on {written}. It looks {counted(Number(horizon_years), 'year')} ahead from{' '}
      {formatMonth(plan.startMonth, locale)}, in today’s money, through{' '}
      {new Intl.NumberFormat(locale).format(Number(futures))} simulated futures (seed {String(seed)}), the
      same for reality and for the scenario.
    </Text>
  )
}

interface BesideProps {
  scenario: Scenario
  projection: Projection
  reality: Projection
}

function RiskBesideReality({
  scenario,
  plans,
  projection,
  reality,
}: BesideProps & { plans: { scenario: Plan; reality: Plan } }) {
  const { data, error } = useQuery(comparisonQuery(plans.reality, [plans.scenario]))
  const both = [plans.reality, plans.scenario]
  if (error) return <ErrorState error={error} title="How sure it is could not be worked out" />
  const sides: ComparisonSides = [
    { key: 'reality', label: 'Reality', projection: reality, style: realityStyle },
    { key: 'scenario', label: scenario.name, projection, style: scenarioStyle },
  ]
  return (
    <ComparisonFigures
      sides={sides}
      baseline={0}
      baselineName="reality"
      comparison={withComparableGoals(data, both)}
      plans={both}
      money="today"
      difference="Difference from reality"
    />
  )
}

function Causes({ scenario, projection, reality }: BesideProps) {
  const side = useMemo(() => ({ shown: projection, less: reality }), [projection, reality])
  return (
    <CauseWaterfall
      title={`From reality to “${scenario.name}”`}
      label={scenario.name}
      side={side}
      money="today"
    />
  )
}
