import { useMemo, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router-dom'
import { fieldErrorsOf } from '#data/instances/field-errors.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { useWrite } from '#data/writes.ts'
import { currentMonth } from '#domain/calendar/month.ts'
import { catalogue, fieldLabel, isInstanceKind, valueKey } from '#domain/instances/catalogue.ts'
import { newContent } from '#domain/instances/content.ts'
import type { InstanceKind } from '#domain/instances/types.ts'
import { InstanceForm } from '#fields/instance-form.tsx'
import { KindChoice } from '#fields/kind-choice.tsx'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { notifyDone } from '#ui/notify.tsx'
import { Page } from '#ui/page.tsx'
import { SaveProblem } from '#ui/save-problem.tsx'
import { useUnsavedChanges } from '#ui/unsaved-changes.ts'
import { ScenarioBreadcrumb } from './breadcrumbs.tsx'
import { usePausedBecause, useScenarioInView, useScenarios } from './scenarios-context.tsx'

/** Something that exists only in the scenario: first its kind, which stands in the address, then its form. */
export function NewScenarioInstancePage() {
  const scenario = useScenarioInView()
  const pausedBecause = usePausedBecause()
  const [parameters] = useSearchParams()
  const kind = parameters.get('kind')
  const toNew = paths.newScenarioInstance(scenario.id)
  if (isInstanceKind(kind)) return <NewScenarioInstance key={kind} scenario={scenario} kind={kind} />
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

function NewScenarioInstance({ scenario, kind }: { scenario: Scenario; kind: InstanceKind }) {
  const navigate = useNavigate()
  const { currency, locale } = usePreferences()
  const format = useMemo(() => ({ currency, locale }), [currency, locale])
  const { actions } = useScenarios()
  const [initial] = useState(() => newContent(currentMonth(new Date())))
  const [isDirty, setIsDirty] = useState(false)
  const pausedBecause = usePausedBecause()
  const { release } = useUnsavedChanges(isDirty)
  const toInstances = paths.scenarioTab(scenario.id, 'instances')
  // A retry after a lost answer must not add a second one.
  const [requestId] = useState(() => crypto.randomUUID())
  const add = useWrite(actions.addInstance, {
    failed: 'It was not added',
    onSuccess: (added) => {
      release()
      notifyDone(`“${added.name}” is added to the scenario.`)
      navigate(toInstances)
    },
  })
  const serverErrors = useMemo(() => fieldErrorsOf(add.error), [add.error])
  const valueName = fieldLabel(kind, valueKey(kind)).toLowerCase()
  if (pausedBecause && !isDirty) return <NothingToAdd scenario={scenario} />
  return (
    <Page
      title={`New ${catalogue[kind].label.toLowerCase()} in this scenario`}
      documentTitle={`New ${catalogue[kind].label.toLowerCase()} · ${scenario.name}`}
      description={`It exists only here until you apply the scenario. Only the name and the ${valueName} are needed; everything else has a sensible default.`}
      breadcrumbs={<ScenarioBreadcrumb scenario={scenario} />}
      actions={
        <LinkButton variant="default" to={paths.newScenarioInstance(scenario.id)}>
          Choose another kind
        </LinkButton>
      }
    >
      <InstanceForm
        kind={kind}
        initial={initial}
        format={format}
        submitLabel="Add to the scenario"
        isSubmitting={add.isPending}
        pausedBecause={pausedBecause}
        serverErrors={serverErrors}
        problem={add.error !== null && <SaveProblem saving={add} />}
        secondaryActions={
          <LinkButton variant="subtle" to={toInstances}>
            Cancel
          </LinkButton>
        }
        onDirtyChange={setIsDirty}
        onSubmit={(content) => add.mutate({ scenarioId: scenario.id, kind, requestId, ...content })}
      />
    </Page>
  )
}
