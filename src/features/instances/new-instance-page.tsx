import { useNavigate, useSearchParams } from 'react-router-dom'
import { createInstanceMutation } from '#data/instances/instances.mutations.ts'
import { currentMonth } from '#domain/calendar/month.ts'
import { catalogue, fieldLabel, isInstanceKind, valueKey } from '#domain/instances/catalogue.ts'
import { newContent } from '#domain/instances/content.ts'
import type { InstanceKind } from '#domain/instances/types.ts'
import { SaveProblem } from '#editing/save-problem.tsx'
import { useAdding } from '#editing/use-adding.ts'
import { InstanceForm } from '#fields/instance-form.tsx'
import { KindChoice } from '#fields/kind-choice.tsx'
import { useInstanceDraft } from '#fields/use-instance-draft.ts'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { notifyDone } from '#ui/notify.tsx'
import { Page } from '#ui/page.tsx'
import { useUnsavedChanges } from '#ui/unsaved-changes.ts'
import { InstanceBreadcrumb } from './instance-breadcrumb.tsx'

/** Two steps: which kind, then its form. The kind stands in the address. */
export function NewInstancePage() {
  const [parameters] = useSearchParams()
  const kind = parameters.get('kind')
  if (isInstanceKind(kind)) return <NewInstance key={kind} kind={kind} />
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

function NewInstance({ kind }: { kind: InstanceKind }) {
  const navigate = useNavigate()

  const draft = useInstanceDraft({ kind, initial: newContent(currentMonth(new Date())) })
  const { release } = useUnsavedChanges(draft.isDirty)
  const adding = useAdding({
    draft,
    write: createInstanceMutation,
    inputOf: (content, requestId) => ({ kind, requestId, ...content }),
    release,
    onAdded: ({ name }) => notifyDone(`“${name}” was added.`),
    onAddedHere: () => navigate(paths.instances),
  })
  const { label } = catalogue[kind]
  const valueName = fieldLabel(kind, valueKey(kind)).toLowerCase()

  return (
    <Page
      title={`New ${label.toLowerCase()}`}
      description={`Only the name and the ${valueName} are needed; everything else has a sensible default that you can change at any time.`}
      breadcrumbs={<InstanceBreadcrumb />}
      actions={
        <LinkButton variant="default" to={paths.newInstance}>
          Choose another kind
        </LinkButton>
      }
    >
      <InstanceForm
        draft={draft}
        submitLabel="Add"
        isSubmitting={adding.isPending}
        problem={adding.error && <SaveProblem saving={adding} />}
        secondaryActions={
          <LinkButton variant="subtle" to={paths.instances}>
            Cancel
          </LinkButton>
        }
        onSubmit={adding.add}
      />
    </Page>
  )
}
