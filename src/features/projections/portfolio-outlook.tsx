import { SimpleGrid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { formatMonth } from '#domain/calendar/month.ts'
import { formatMoney } from '#domain/money/format.ts'
import { goalOf } from '#domain/projection/goal.ts'
import { standingAt } from '#domain/projection/holding-states.ts'
import { netWorthNow } from '#domain/projection/net-worth-now.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { endMonthOf, type Projection } from '#domain/projection/projection.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { Amount } from '#fields/amount.tsx'
import { paths } from '#lib/paths.ts'
import { Disclosure } from '#ui/disclosure.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { useFormat } from '#ui/format.ts'
import { Loaded } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { AdviceNote } from './advice-note.tsx'
import { AverageNote } from './average-note.tsx'
import { BestScenarios } from './best-scenarios.tsx'
import { CauseWaterfall } from './cause-waterfall.tsx'
import { scenarioStyle } from './chart-lines.ts'
import { ComparisonChart, scenarioAndReality } from './comparison-chart.tsx'
import type { Download } from './csv.ts'
import { pathInReality } from './event-paths.ts'
import { FigureCard } from './figure-card.tsx'
import { GoalCard } from './goal-card.tsx'
import { HouseholdTimeline } from './household-timeline.tsx'
import { keyFigures } from './key-figures.ts'
import { KindTable } from './kind-table.tsx'
import { MoneyInAndOut } from './money-in-and-out.tsx'
import { knowsMoney } from './monthly-money.ts'
import { OutcomeNote } from './outcome-note.tsx'
import { OutlookCard } from './outlook-card.tsx'
import { useOutlook } from './outlook-query.ts'
import { realityPlan } from './plans.ts'
import { ProjectionControls } from './projection-controls.tsx'
import { useProjections } from './projection-query.ts'
import { moneyWords } from './series.ts'
import { ShortfallAmount } from './shortfall-amount.tsx'
import { ShortfallChance } from './shortfall-futures.tsx'
import { ShortfallHint } from './shortfall-hint.tsx'
import { shortfallText } from './shortfall-text.ts'
import { StressSummary } from './stress-view.tsx'
import { LawChangeNote, PastGainsNote } from './tax-notes.tsx'
import { TaxView } from './tax-view.tsx'
import { useComparison } from './use-comparison.ts'
import { type ProjectionView, useProjectionView } from './use-projection-view.ts'
import { useStartMonth } from './use-start-month.ts'
import { YieldTable } from './yield-table.tsx'

interface OffersDownloads {
  /** Offers a table as a file; given by the page. */
  renderDownload: (table: Download) => ReactNode
}

/** Reality as it would go on, alone. */
export function RealityOutlook({ renderDownload }: OffersDownloads) {
  const query = useQuery(instancesQuery)
  const { assumptions } = usePreferences()
  const startMonth = useStartMonth()
  const plan = useMemo(
    () => query.data && realityPlan(query.data, assumptions, startMonth),
    [query.data, assumptions, startMonth],
  )
  return (
    <Loaded query={{ ...query, data: plan }} loading={<LoadingState label="Loading your net worth" />}>
      {(reality) => (
        <Outlook reality={reality} assumptionsPath={paths.settings} renderDownload={renderDownload} />
      )}
    </Loaded>
  )
}

/** Reality beside one scenario, both under that scenario's assumptions. */
export function RealityBesideScenario({
  scenarioId,
  renderDownload,
}: { scenarioId: string } & OffersDownloads) {
  const { scenario, plans, error, isFetching, retry } = useComparison(scenarioId, 'all')
  if (plans && scenario)
    return (
      <Outlook
        reality={plans.reality}
        assumptionsPath={paths.scenarioTab(scenarioId, 'assumptions')}
        scenario={{ name: scenario.name, plan: plans.scenario, row: scenario }}
        renderDownload={renderDownload}
        note={<OutcomeNote scenarioId={scenarioId} outcome={plans.outcome} name={scenario.name} />}
      />
    )
  if (error) return <ErrorState error={error} onRetry={retry} isRetrying={isFetching} />
  return <LoadingState label="Loading your net worth" />
}

interface OutlookProps extends OffersDownloads {
  reality: Plan
  /** Where the assumptions of all that is shown can be changed. */
  assumptionsPath: string
  scenario?: { name: string; plan: Plan; row: Scenario }
  /** What the figures of the scenario rest on. */
  note?: ReactNode
}

function Outlook({ reality: realPlan, assumptionsPath, scenario, note, renderDownload }: OutlookProps) {
  const [view, setView] = useProjectionView()
  const format = useFormat()
  const { assumptions: own } = usePreferences()
  const { data, error } = useProjections(scenario ? [realPlan, scenario.plan] : [realPlan])
  if (error) return <ErrorState error={error} title="The projection could not be computed" />
  const [reality, changed] = data ?? []
  if (!reality) return <LoadingState label="Computing the projection" />
  const beside = scenario && changed ? { ...scenario, projection: changed } : undefined
  const [opening, ownOpening] = [realPlan.assumptions, own].map((assumptions) =>
    Number(resolveAssumptions(assumptions).household_cash),
  ) as [number, number]
  const isMoneyKnown = knowsMoney(realPlan)
  // Asked for first: without it no figure is right.
  const money = <MoneyInAndOut plan={realPlan} projection={reality} />
  return (
    <Stack gap="md">
      {!isMoneyKnown && money}
      <Headline plan={realPlan} reality={reality} beside={beside} money={view.money} />
      {note}
      {isMoneyKnown && money}
      <BestScenarios />
      <ShortfallHint
        sides={[
          {
            key: 'reality',
            ...(beside ? { label: 'Reality' } : {}),
            projection: reality,
            assumptionsPath,
          },
          ...(scenario && beside
            ? [
                {
                  key: 'scenario',
                  label: `“${scenario.name}”`,
                  projection: beside.projection,
                  assumptionsPath,
                  scenarioId: scenario.row.id,
                },
              ]
            : []),
        ]}
      />
      <ProjectionControls view={view} onChange={setView} />
      <ComparisonChart
        sides={
          beside
            ? scenarioAndReality(beside.name, beside.projection, reality)
            : [{ key: 'reality', label: 'Reality', projection: reality, style: scenarioStyle }]
        }
        row={view.row}
        money={view.money}
        plan={scenario?.plan ?? realPlan}
      />
      <FromNowOn projection={reality} money={view.money} />
      <HouseholdTimeline plan={realPlan} pathOf={pathInReality} />
      <KindTable projection={reality} money={view.money} />
      <YieldTable
        title="Loans, yields and returns in reality"
        plan={realPlan}
        endMonth={endMonthOf(reality, reality.years)}
      />
      <StressSummary
        title="If things go wrong in reality"
        plan={realPlan}
        {...(scenario ? { scenario: scenario.row } : {})}
        money={view.money}
      />
      <Disclosure show="Show the tax worksheet of reality" hide="Hide the tax worksheet of reality">
        {() => (
          <TaxView
            sides={[{ label: 'Reality', plan: realPlan }]}
            taxYear={view.taxYear}
            onChoose={(taxYear) => setView({ taxYear })}
            assumptionsPath={assumptionsPath}
            renderDownload={renderDownload}
          />
        )}
      </Disclosure>
      {beside && (
        <Text size="sm" c="dimmed">
          Both are projected with the assumptions of “{beside.name}”, your primary scenario.
          {opening !== ownOpening &&
            ` They begin with its opening balance of the household account, ${formatMoney(opening, format)} instead of ${formatMoney(ownOpening, format)}.`}
        </Text>
      )}
      <PastGainsNote plan={realPlan} />
      <LawChangeNote plan={realPlan} />
      <AdviceNote plans={[realPlan]} assumptionsPath={assumptionsPath} />
    </Stack>
  )
}

function FromNowOn({ projection, money }: { projection: Projection; money: ProjectionView['money'] }) {
  const side = useMemo(() => ({ shown: projection }), [projection])
  const end = endMonthOf(projection, projection.years).slice(0, 4)
  return (
    <CauseWaterfall title={`From now to ${end} in reality`} label="Net worth" side={side} money={money} />
  )
}

interface HeadlineProps {
  /** Reality's. */
  plan: Plan
  reality: Projection
  beside: { name: string; plan: Plan; projection: Projection } | undefined
  money: ProjectionView['money']
}

function Headline({ plan, reality, beside, money }: HeadlineProps) {
  const { locale } = useFormat()
  const { assumptions } = usePreferences()
  const { instances, startMonth } = plan
  // With the user's own household account: a scenario may suppose another one for its years to come.
  const now = useMemo(
    () => netWorthNow(instances, standingAt(instances, assumptions, startMonth)).net,
    [instances, startMonth, assumptions],
  )
  const real = keyFigures(reality, money)
  const changed = beside && keyFigures(beside.projection, money)
  const end = formatMonth(real.endMonth, locale)
  const outlook = useOutlook(plan, beside?.plan, reality, money)
  const words = moneyWords(money)
  const cards = (changed ? 4 : 3) + (goalOf(plan) === null ? 0 : 1)
  return (
    <Stack gap="xs">
      <SimpleGrid
        cols={{ base: 1, xs: 2, lg: cards === 5 ? 3 : cards, xl: cards }}
        spacing={{ base: 'xs', sm: 'sm' }}
      >
        <FigureCard label="Net worth now" figure={<Amount amount={now} />}>
          What you own less what you owe
        </FigureCard>
        <OutlookCard
          label={`If nothing changes, ${end}`}
          outlook={outlook.reality}
          money={words}
          average={real.finalNetWorth}
        >
          {beside && <ShortfallChance shortfall={outlook.realShortfall} projection={reality} />}
        </OutlookCard>
        <GoalCard
          plan={plan}
          projection={reality}
          chance={outlook.realGoal}
          beside={beside && { name: beside.name, chance: outlook.goal }}
        />
        {beside && changed ? (
          <>
            <OutlookCard
              label={`With “${beside.name}”, ${end}`}
              outlook={outlook.scenario}
              money={words}
              average={changed.finalNetWorth}
            >
              <ShortfallChance shortfall={outlook.shortfall} projection={reality} />
            </OutlookCard>
            <OutlookCard
              label="Difference"
              outlook={outlook.difference}
              money={words}
              isSigned
              average={changed.finalNetWorth - real.finalNetWorth}
            />
          </>
        ) : (
          <FigureCard
            label="Deepest overdraft of the household account"
            figure={<ShortfallAmount shortfall={real.worstShortfall} />}
            isBad={real.worstShortfall !== null}
          >
            {shortfallText(reality, real, locale)}
            <ShortfallChance shortfall={outlook.realShortfall} projection={reality} />
          </FigureCard>
        )}
      </SimpleGrid>
      <AverageNote hasDifference={beside !== undefined} />
    </Stack>
  )
}
