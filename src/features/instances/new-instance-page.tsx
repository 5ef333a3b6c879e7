import { useNavigate, useSearchParams } from 'react-router-dom'
import { createInstanceMutation } from '#data/instances/instances.mutations.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { catalogue, isInstanceKind } from '#domain/instances/catalogue.ts'
import type { InstanceKind } from '#domain/instances/types.ts'
import { givenBy, NewInstanceForm, neededFields, useNewInstance } from '#editing/new-instance-form.tsx'
import { KindChoice } from '#fields/kind-choice.tsx'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { notifyDone } from '#ui/notify.tsx'
import { Page } from '#ui/page.tsx'
import { InstanceBreadcrumb } from './instance-breadcrumb.tsx'
import type { RenderRealEffect } from './instance-editor.tsx'

/** Two steps: which kind, then its form. The kind stands in the address. */
export function NewInstancePage({ renderEffect }: { renderEffect: RenderRealEffect }) {
  const [parameters] = useSearchParams()
  const kind = parameters.get('kind')
  if (isInstanceKind(kind))
    return (
      <NewInstance key={`${kind} ${parameters.get('direction')}`} kind={kind} renderEffect={renderEffect} />
    )
  return (
    <Page
      title="Add an investment"
      description="What would you like to add?"
      breadcrumbs={<InstanceBreadcrumb />}
    >
      <KindChoice hrefFor={(choice) => `${paths.newInstance}?kind=${choice}`} />
    </Page>
  )
}

function NewInstance({ kind, renderEffect }: { kind: InstanceKind; renderEffect: RenderRealEffect }) {
  const navigate = useNavigate()
  const [parameters] = useSearchParams()
  const { assumptions } = usePreferences()
  const instance = useNewInstance({
    kind,
    given: givenBy(parameters, kind),
    write: createInstanceMutation,
    addedFrom: (added) => added,
    onAdded: ({ name }) => notifyDone(`“${name}” was added.`),
    onAddedHere: () => navigate(paths.instances),
  })
  return (
    <Page
      title={`New ${catalogue[kind].label.toLowerCase()}`}
      description={`${neededFields(kind)} that you can change at any time.`}
      breadcrumbs={<InstanceBreadcrumb />}
      actions={
        <LinkButton variant="default" to={paths.newInstance}>
          Choose another kind
        </LinkButton>
      }
    >
      <NewInstanceForm
        instance={instance}
        assumptions={assumptions}
        submitLabel="Add"
        back={paths.instances}
        renderEffect={(...typed) => renderEffect({ kind }, ...typed)}
      />
    </Page>
  )
}
