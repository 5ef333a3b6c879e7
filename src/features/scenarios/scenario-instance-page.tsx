import { useQuery } from '@tanstack/react-query'
import { isGone } from '#data/errors.ts'
import { instancesQuery } from '#data/instances/instances.queries.ts'
import { scenarioInstanceQuery } from '#data/scenario-instances/scenario-instances.queries.ts'
import { realityIndex } from '#domain/merge/merge-copy.ts'
import { isId } from '#lib/ids.ts'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { HeldUp } from '#ui/loaded.tsx'
import { LoadingState } from '#ui/loading-state.tsx'
import { NotFound } from '#ui/not-found.tsx'
import { Page } from '#ui/page.tsx'
import { ScenarioBreadcrumb } from './breadcrumbs.tsx'
import { type RenderRowEffect, ScenarioInstanceEditor } from './scenario-instance-editor.tsx'
import { useScenarioInView } from './scenarios-context.tsx'

interface ScenarioInstancePageProps {
  scenarioInstanceId: string
  renderEffect: RenderRowEffect
}

export function ScenarioInstancePage({ scenarioInstanceId, renderEffect }: ScenarioInstancePageProps) {
  const scenario = useScenarioInView()
  const query = useQuery({
    ...scenarioInstanceQuery(scenarioInstanceId),
    enabled: isId(scenarioInstanceId),
  })
  const { data, error } = query
  const reality = useQuery(instancesQuery)

  // Once loaded, the editor stays: a failing refetch must not take away what is being typed.
  if (data && data.scenario_id === scenario.id && (reality.data || reality.error)) {
    const source = realityIndex(reality.data ?? [])(data)
    return (
      <ScenarioInstanceEditor
        key={scenarioInstanceId}
        scenario={scenario}
        instance={data}
        source={source}
        isRealityKnown={reality.data !== undefined}
        renderEffect={renderEffect}
      />
    )
  }
  if (!isId(scenarioInstanceId) || isGone(error) || (data && data.scenario_id !== scenario.id))
    return (
      <NotFound
        title="This is not in the scenario"
        actions={
          <LinkButton to={paths.scenarioTab(scenario.id, 'instances')}>
            What is in “{scenario.name}”
          </LinkButton>
        }
      >
        It may have been removed from the scenario, or discarded when the scenario was applied.
      </NotFound>
    )
  return (
    <Page title="Investment" breadcrumbs={<ScenarioBreadcrumb scenario={scenario} />}>
      <HeldUp
        query={query}
        failed="This investment could not be loaded"
        loading={<LoadingState rows={4} height={140} label="Loading the investment" />}
      />
    </Page>
  )
}
