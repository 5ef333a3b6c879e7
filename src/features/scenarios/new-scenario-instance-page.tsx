import type { ReactNode } from 'react'
import { useNavigate, useSearchParams } from 'react-router-dom'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { catalogue, isInstanceKind } from '#domain/instances/catalogue.ts'
import type { InstanceContent, InstanceKind } from '#domain/instances/types.ts'
import { givenBy, NewInstanceForm, neededFields, useNewInstance } from '#editing/new-instance-form.tsx'
import { KindChoice } from '#fields/kind-choice.tsx'
import type { RenderEffect } from '#fields/typed.ts'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { notifyDone } from '#ui/notify.tsx'
import { Page } from '#ui/page.tsx'
import { ScenarioBreadcrumb } from './breadcrumbs.tsx'
import { usePausedBecause, useScenarioInView, useScenarios } from './scenarios-context.tsx'
import { useAssumptionsOf } from './use-assumptions-of.ts'

/** Shows what a new instance of this kind would mean as it is typed. */
type RenderNewEffect = (kind: InstanceKind, ...typed: Parameters<RenderEffect<InstanceContent>>) => ReactNode

/** Something that exists only in the scenario: first its kind, which stands in the address, then its form. */
export function NewScenarioInstancePage({ renderEffect }: { renderEffect: RenderNewEffect }) {
  const scenario = useScenarioInView()
  const pausedBecause = usePausedBecause()
  const [parameters] = useSearchParams()
  const kind = parameters.get('kind')
  const toNew = paths.newScenarioInstance(scenario.id)
  if (isInstanceKind(kind))
    return (
      <NewScenarioInstance
        key={`${kind} ${parameters.get('direction')}`}
        scenario={scenario}
        kind={kind}
        renderEffect={renderEffect}
      />
    )
  if (pausedBecause) return <NothingToAdd scenario={scenario} />
  return (
    <Page
      title="New in this scenario"
      documentTitle={`New · ${scenario.name}`}
      description="What would you like to try? It exists only in the scenario until you apply it."
      breadcrumbs={<ScenarioBreadcrumb scenario={scenario} />}
    >
      <KindChoice hrefFor={(choice) => `${toNew}?kind=${choice}`} />
    </Page>
  )
}

function NothingToAdd({ scenario }: { scenario: Scenario }) {
  return (
    <Page
      title="New in this scenario"
      documentTitle={`New · ${scenario.name}`}
      breadcrumbs={<ScenarioBreadcrumb scenario={scenario} />}
    >
      While scenarios are switched off, nothing can be added to them.
    </Page>
  )
}

interface NewScenarioInstanceProps {
  scenario: Scenario
  kind: InstanceKind
  renderEffect: RenderNewEffect
}

function NewScenarioInstance({ scenario, kind, renderEffect }: NewScenarioInstanceProps) {
  const navigate = useNavigate()
  const [parameters] = useSearchParams()
  const { actions } = useScenarios()
  const pausedBecause = usePausedBecause()
  const assumptions = useAssumptionsOf(scenario)
  const toInstances = paths.scenarioTab(scenario.id, 'instances')
  const instance = useNewInstance({
    kind,
    given: givenBy(parameters, kind),
    write: actions.addInstance,
    addedFrom: (added) => ({ scenarioId: scenario.id, ...added }),
    onAdded: ({ name }) => notifyDone(`“${name}” is added to the scenario.`),
    onAddedHere: () => navigate(toInstances),
  })
  if (pausedBecause && !instance.draft.isDirty) return <NothingToAdd scenario={scenario} />
  return (
    <Page
      title={`New ${catalogue[kind].label.toLowerCase()} in this scenario`}
      documentTitle={`New ${catalogue[kind].label.toLowerCase()} · ${scenario.name}`}
      description={`It exists only here until you apply the scenario. ${neededFields(kind)}.`}
      breadcrumbs={<ScenarioBreadcrumb scenario={scenario} />}
      actions={
        <LinkButton variant="default" to={paths.newScenarioInstance(scenario.id)}>
          Choose another kind
        </LinkButton>
      }
    >
      <NewInstanceForm
        instance={instance}
        assumptions={assumptions}
        submitLabel="Add to the scenario"
        back={toInstances}
        pausedBecause={pausedBecause}
        renderEffect={(...typed) => renderEffect(kind, ...typed)}
      />
    </Page>
  )
}
