import { Button, Stack, Text } from '@mantine/core'
import { IconFilterOff, IconLayersSubtract, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { useSearchParams } from 'react-router-dom'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { scenarioContentsQuery } from '#data/scenario-instances/scenario-instances.queries.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { scenariosQuery } from '#data/scenarios/scenarios.queries.ts'
import { withLastChange } from '#data/scenarios/with-last-change.ts'
import { counted } from '#lib/counted.ts'
import { paths } from '#lib/paths.ts'
import { useChoices } from '#lib/use-choices.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { useFirstOfMany } from '#ui/first-of-many.tsx'
import { useFormat } from '#ui/format.ts'
import { HelpLink } from '#ui/help-link.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { Loaded } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { ScenarioCard } from './scenario-card.tsx'
import { filterScenarios, readChosen, scenarioChoices, writeChosen } from './scenario-filters.ts'
import classes from './scenario-list.module.css'
import { ScenarioListToolbar } from './scenario-list-toolbar.tsx'
import { useScenarios } from './scenarios-context.tsx'

const firstShown = 60

export interface ScenarioResultsOnPage {
  /** What a scenario comes to, on its card. */
  renderFigure: (scenario: Scenario) => ReactNode
  /** Shows something that depends on what each of these is ahead of reality, as far as it is known. */
  renderRanked: (
    scenarios: readonly Scenario[],
    show: (results: ReadonlyMap<string, number>) => ReactNode,
  ) => ReactNode
}

interface ScenarioListProps extends ScenarioResultsOnPage {
  onCreate: () => void
}

export function ScenarioList({ onCreate, ...results }: ScenarioListProps) {
  const scenarios = useQuery(scenariosQuery)
  return (
    <Loaded
      query={scenarios}
      failed="Your scenarios could not be loaded"
      loading={<LoadingState rows={3} height={120} label="Loading your scenarios" />}
    >
      {(all) =>
        all.length === 0 ? (
          <NoScenarios onCreate={onCreate} />
        ) : (
          <FilteredScenarios scenarios={all} {...results} />
        )
      }
    </Loaded>
  )
}

interface FilteredScenariosProps extends ScenarioResultsOnPage {
  scenarios: readonly Scenario[]
}

function FilteredScenarios({ scenarios, renderFigure, renderRanked }: FilteredScenariosProps) {
  const [parameters, setParameters] = useSearchParams()
  const { data: contents } = useQuery(scenarioContentsQuery)
  const { locale } = useFormat()
  const [filters, change] = useChoices(scenarioChoices)
  const chosen = new Set(readChosen(parameters))
  const choose = (id: string, isChosen: boolean) =>
    setParameters((current) => writeChosen(current, id, isChosen), {
      // Else the box would spring back for a moment.
      flushSync: true,
      replace: true,
      preventScrollReset: true,
    })
  const dated = useMemo(
    () => scenarios.map((scenario) => withLastChange(scenario, contents?.get(scenario.id)?.changedAt)),
    [scenarios, contents],
  )
  const matching = useMemo(
    () => filterScenarios(dated, { ...filters, sort: 'changed' }, locale),
    [dated, filters, locale],
  )
  const inOrder = (results?: ReadonlyMap<string, number>) => {
    const missing = results ? matching.filter(({ id }) => !results.has(id)).length : 0
    // In one go, once all are known: cards that change places again and again cannot be pressed.
    const found = missing > 0 ? matching : filterScenarios(dated, filters, locale, results)
    return (
      <FoundScenarios
        found={found}
        count={describeCount(found.length, scenarios.length)}
        progress={missing > 0 ? `Working out the results of ${missing} more to sort by them…` : null}
        onShowAll={() => change({ search: '', status: 'all' })}
        renderCard={(scenario) => (
          <ScenarioCard
            key={scenario.id}
            scenario={scenario}
            isChosen={chosen.has(scenario.id)}
            onChoose={scenarios.length > 1 ? choose : null}
            instanceCount={contents && (contents.get(scenario.id)?.count ?? 0)}
            figure={renderFigure(scenario)}
          />
        )}
      />
    )
  }
  return (
    <Stack gap="md">
      <ScenarioListToolbar filters={filters} onChange={change} />
      {filters.sort === 'result' ? renderRanked(matching, inOrder) : inOrder()}
    </Stack>
  )
}

interface FoundScenariosProps {
  found: readonly Scenario[]
  count: string
  /** Changes often, so that it is not spoken. */
  progress: string | null
  onShowAll: () => void
  renderCard: (scenario: Scenario) => ReactNode
}

function FoundScenarios({ found, count, progress, onShowAll, renderCard }: FoundScenariosProps) {
  const { shown, showMore } = useFirstOfMany(found, firstShown)
  return (
    <>
      <Text size="sm" c="dimmed" aria-live="polite">
        {count}
      </Text>
      {progress && (
        <Text size="sm" c="dimmed">
          {progress}
        </Text>
      )}
      {found.length === 0 ? (
        <EmptyState
          icon={<IconFilterOff size={32} />}
          title="No scenario fits"
          actions={
            <Button variant="default" onClick={onShowAll}>
              Show all scenarios
            </Button>
          }
        >
          None of your scenarios has this status and these words in its name, description or tags.
        </EmptyState>
      ) : (
        <ul className={classes.cards} aria-label="Scenarios">
          {shown.map(renderCard)}
        </ul>
      )}
      {showMore}
    </>
  )
}

function describeCount(found: number, total: number): string {
  if (found < total) return `${found} of ${total} scenarios`
  return counted(total, 'scenario')
}

function NoScenarios({ onCreate }: { onCreate: () => void }) {
  const { isReadOnly } = useScenarios()
  const { data: instances } = useQuery(instancesQuery)
  const hasNone = instances?.length === 0
  return (
    <EmptyState
      icon={<IconLayersSubtract size={32} />}
      title="Try things out before you do them"
      actions={
        !isReadOnly && (
          <>
            {!hasNone && <LinkButton to={paths.firstScenario}>Find out in four steps</LinkButton>}
            <Button
              leftSection={<IconPlus size={16} aria-hidden />}
              variant={hasNone ? 'filled' : 'default'}
              onClick={onCreate}
            >
              Create a scenario
            </Button>
            {hasNone && (
              <LinkButton to={paths.instances} variant="default">
                Add your investments first
              </LinkButton>
            )}
          </>
        )
      }
    >
      A scenario is a sandbox: it holds copies of your investments, and you change them as you like to see
      what the years would bring. Your real investments stay as they are until you apply the scenario.
      {hasNone && ' You have no investments yet; with some, a scenario has something to start from.'}{' '}
      <HelpLink to={paths.helpTopic('scenarios')}>How do I experiment?</HelpLink>
    </EmptyState>
  )
}
