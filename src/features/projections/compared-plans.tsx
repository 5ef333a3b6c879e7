import { Group, List, NativeSelect, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { listed } from '#domain/listed.ts'
import type { ScenarioRow } from '#domain/merge/merge-copy.ts'
import { onCommonNumbers } from '#domain/projection/analysis/outlook.ts'
import { paths } from '#lib/paths.ts'
import { useChoices } from '#lib/use-choices.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { useFormat } from '#ui/format.ts'
import { LoadingState } from '#ui/loading-state.tsx'
import { AdviceNote } from './advice-note.tsx'
import { AverageNote } from './average-note.tsx'
import { sideTotals } from './breakdown.ts'
import { ChanceMatrix } from './chance-matrix.tsx'
import { ChangesSideBySide } from './changes-side-by-side.tsx'
import { chartPoints, manyStyle, realityStyle } from './chart-lines.ts'
import type { AssumptionsMode, ManyPlans } from './compare-plans.ts'
import { ComparisonChart, type ComparisonSides } from './comparison-chart.tsx'
import { ComparisonFigures } from './comparison-figures.tsx'
import { comparisonQuery, withComparableGoals } from './comparison-query.ts'
import { DifferenceFan } from './difference-fan.tsx'
import { measureOf } from './measures.ts'
import { OutcomeNote } from './outcome-note.tsx'
import { moneyFactor } from './outlook-query.ts'
import { ProjectionControls } from './projection-controls.tsx'
import { useProjections } from './projection-query.ts'
import { reasonWords } from './reason-words.ts'
import { ShortfallHint } from './shortfall-hint.tsx'
import { useProjectionView } from './use-projection-view.ts'
import { YearTable } from './year-table.tsx'

interface ComparedPlansProps {
  many: ManyPlans<Scenario & { readonly instances: readonly ScenarioRow[] }>
  mode: AssumptionsMode
}

/** Where a scenario has futures of its own: that this page shows it in others than its own page does. */
function OwnNumbersNote({ many }: Pick<ComparedPlansProps, 'many'>) {
  const others = many.compared.filter(({ plan }) => onCommonNumbers(many.reality, plan) !== plan)
  if (others.length === 0) return null
  const names = listed(others.map(({ scenario }) => `“${scenario.name}”`))
  return (
    <Text size="sm" c="dimmed">
      {names} {others.length === 1 ? 'has' : 'have'} a seed or a number of futures of{' '}
      {others.length === 1 ? 'its' : 'their'} own. Here all are carried through the futures of your own
      assumptions, so that they meet the same markets;{' '}
      {others.length === 1 ? 'its own page' : 'their own pages'} may differ by chance.
    </Text>
  )
}

/** By their keys: what the others are compared with, which is reality unless another is chosen, and whose lead the fan shows. */
const offer = { baseline: '', lead: '' } as const

/** Plans side by side: what they come to, how sure that is, and what speaks for each. */
export function ComparedPlans({ many, mode }: ComparedPlansProps) {
  const format = useFormat()
  const [view, setView] = useProjectionView()
  const [chosen, choose] = useChoices(offer)
  const plans = [many.reality, ...many.compared.map(({ plan }) => plan)]
  const { data, error } = useProjections(plans)
  const compared = useQuery(comparisonQuery(many.reality, plans.slice(1)))
  const failure = error ?? compared.error
  if (failure) return <ErrorState error={failure} title="The comparison could not be computed" />
  const [real, ...projections] = data ?? []
  if (!real || projections.length !== many.compared.length)
    return <LoadingState label="Computing the comparison" />
  const reality = {
    key: 'reality',
    label: 'Reality',
    name: 'reality',
    plan: many.reality,
    projection: real,
    style: realityStyle,
    assumptionsPath: paths.settings,
  }
  const scenarios = many.compared.flatMap(({ scenario, plan }, index) => {
    const projection = projections[index]
    if (!projection) return []
    return {
      key: scenario.id,
      label: scenario.name,
      name: `“${scenario.name}”`,
      plan,
      projection,
      style: manyStyle(index),
      assumptions: plan.assumptions,
      assumptionsPath: mode === 'own' ? paths.scenarioTab(scenario.id, 'assumptions') : paths.settings,
      scenarioId: scenario.id,
    }
  })
  const sides: readonly [typeof reality, ...typeof scenarios] = [reality, ...scenarios]
  const place = Math.max(
    0,
    sides.findIndex(({ key }) => key === chosen.baseline),
  )
  const baseline = sides[place] ?? reality
  const others = sides.filter((side) => side !== baseline)
  const lead =
    others.find(({ key }) => key === chosen.lead) ?? others.find((side) => side !== reality) ?? reality
  const row = view.row
  const difference = `Difference from ${baseline.name}${many.areAssumptionsShared ? '' : ', assumptions included'}`
  const factor = moneyFactor(real, view.money)
  const comparison = withComparableGoals(compared.data, plans)
  return (
    <Stack gap="md">
      <Group gap="sm" className="no-print">
        <ProjectionControls view={view} onChange={setView} />
        <Group gap="xs" wrap="nowrap" maw="100%">
          <Text size="sm" flex="none">
            Compared with
          </Text>
          <NativeSelect
            aria-label="Compared with"
            maw="16rem"
            miw={0}
            value={baseline.key}
            onChange={(event) => {
              const { value } = event.currentTarget
              choose({ baseline: value === reality.key ? '' : value })
            }}
            data={sides.map(({ key, label }) => ({ value: key, label }))}
          />
        </Group>
      </Group>
      {!many.areAssumptionsShared && (
        <Text size="sm" c="dimmed">
          Each with its own assumptions: reality is seen under yours here, and under those of a scenario on
          its own page. What one is ahead of another includes them.
        </Text>
      )}
      <OwnNumbersNote many={many} />
      {comparison && (
        <List size="sm" spacing={4} aria-label="What differs">
          {others.map((side) => {
            const pair = comparison.pairs[sides.indexOf(side)]?.[place]
            return (
              pair && (
                <List.Item key={side.key}>
                  {reasonWords(pair, side.name, baseline.name, { ...format, factor })}
                </List.Item>
              )
            )
          })}
        </List>
      )}
      <ComparisonFigures
        sides={sides satisfies ComparisonSides}
        baseline={place}
        baselineName={baseline.name}
        comparison={comparison}
        plans={plans}
        money={view.money}
        difference={difference}
      />
      <Text size="sm" c="dimmed">
        Small figures say how far each is from {baseline.name} in the same futures. A difference is not clear
        where other futures, drawn alike, might well say the opposite.
      </Text>
      <ChangesSideBySide compared={many.compared} />
      {compared.data && sides.length > 2 && <ChanceMatrix sides={sides} pairs={compared.data.pairs} />}
      <AverageNote hasDifference />
      {many.compared.map(({ scenario: { id, name }, outcome }) => (
        <OutcomeNote key={id} scenarioId={id} outcome={outcome} name={name} />
      ))}
      <ShortfallHint sides={[reality, ...scenarios.map((side) => ({ ...side, label: side.name }))]} />
      <DifferenceFan
        shown={lead}
        choices={others}
        onChoose={(key) => choose({ lead: key })}
        baseline={baseline}
        reality={many.reality}
        projection={real}
        money={view.money}
      />
      <ComparisonChart sides={sides} row={row} money={view.money} />
      <Title order={2} fz="h4" className="no-print">
        {measureOf(row).label}, year by year
      </Title>
      <YearTable
        caption={`${measureOf(row).label} year by year, and the difference from ${baseline.name}`}
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
              values: sideTotals({ shown: projection, less: baseline.projection }, row, view.money),
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
