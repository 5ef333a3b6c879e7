import { useMemo, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router-dom'
import { fieldErrorsOf } from '#data/instances/field-errors.ts'
import { createInstanceMutation } from '#data/instances/instances.mutations.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
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
  const { currency, locale } = usePreferences()
  const format = useMemo(() => ({ currency, locale }), [currency, locale])
  const [initial] = useState(() => newContent(currentMonth(new Date())))
  const [isDirty, setIsDirty] = useState(false)
  const { release } = useUnsavedChanges(isDirty)
  // A retry after a lost answer must not add a second one.
  const [requestId] = useState(() => crypto.randomUUID())
  const adding = useWrite(createInstanceMutation, {
    failed: 'It was not added',
    onSuccess: (added) => {
      release()
      notifyDone(`“${added.name}” was added.`)
      navigate(paths.instances)
    },
  })
  const serverErrors = useMemo(() => fieldErrorsOf(adding.error), [adding.error])
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
        kind={kind}
        initial={initial}
        format={format}
        submitLabel="Add"
        isSubmitting={adding.isPending}
        serverErrors={serverErrors}
        problem={adding.error !== null && <SaveProblem saving={adding} />}
        secondaryActions={
          <LinkButton variant="subtle" to={paths.instances}>
            Cancel
          </LinkButton>
        }
        onDirtyChange={setIsDirty}
        onSubmit={(content) => adding.mutate({ kind, requestId, ...content })}
      />
    </Page>
  )
}
