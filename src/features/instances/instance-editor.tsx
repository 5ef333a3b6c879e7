import { Badge, Group } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { AppError, VersionConflictError } from '#data/errors.ts'
import { fieldErrorsOf } from '#data/instances/field-errors.ts'
import type { Instance } from '#data/instances/instance.ts'
import { createInstanceMutation, updateInstanceMutation } from '#data/instances/instances.mutations.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { useWrite } from '#data/writes.ts'
import { catalogue, nounOf } from '#domain/instances/catalogue.ts'
import { contentOf } from '#domain/instances/content.ts'
import type { InstanceContent } from '#domain/instances/types.ts'
import { InstanceConflict } from '#fields/conflict-panel.tsx'
import { InstanceButtons } from '#fields/instance-buttons.tsx'
import { InstanceForm } from '#fields/instance-form.tsx'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { notifyDone } from '#ui/notify.tsx'
import { Page } from '#ui/page.tsx'
import { SaveProblem } from '#ui/save-problem.tsx'
import { useUnsavedChanges } from '#ui/unsaved-changes.ts'
import { InstanceBreadcrumb } from './instance-breadcrumb.tsx'
import { useInstanceActions } from './use-instance-actions.ts'

/** What the form stands on: the row that the edits began with, and what the inputs show if that is more. */
interface Footing {
  readonly row: Instance
  readonly startWith?: InstanceContent
  /** Counts new beginnings, so that the form begins anew with each. */
  readonly turn: number
}

/** Edits one instance. A row that moves on meanwhile is taken over silently only while nothing has been typed. */
export function InstanceEditor({ instance }: { instance: Instance }) {
  const navigate = useNavigate()
  const { currency, locale } = usePreferences()
  const format = useMemo(() => ({ currency, locale }), [currency, locale])
  const [footing, setFooting] = useState<Footing>({ row: instance, turn: 0 })
  const [isDirty, setIsDirty] = useState(false)
  const { release } = useUnsavedChanges(isDirty)
  const [requestId] = useState(() => crypto.randomUUID())
  const actions = useInstanceActions()

  const { row } = footing
  const noun = nounOf(row.kind)
  const saving = useWrite(updateInstanceMutation, {
    failed: 'Your changes were not saved',
    onSuccess: (saved) => {
      setFooting(({ turn }) => ({ row: saved, turn: turn + 1 }))
      notifyDone(`“${saved.name}” is saved.`)
    },
  })
  const save = (content: InstanceContent, { id, version }: Instance) =>
    saving.mutate({ id, version, content })
  const adding = useWrite(createInstanceMutation, {
    failed: 'It was not added',
    onSuccess: (added) => {
      release()
      navigate(paths.instance(added.id), { replace: true })
      notifyDone(`“${added.name}” was added as a new ${noun}.`)
    },
  })

  if (instance.version > row.version && !isDirty && !saving.isPending && saving.error === null)
    setFooting({ row: instance, turn: footing.turn + 1 })

  const moved = saving.error instanceof VersionConflictError ? (saving.error.current as Instance) : null
  const failure = adding.error ?? saving.error
  const serverErrors = useMemo(() => fieldErrorsOf(failure), [failure])
  const began = useMemo(() => contentOf(row), [row])

  function standOn(next: Instance, startWith?: InstanceContent) {
    saving.reset()
    setFooting({ row: next, turn: footing.turn + 1, ...(startWith ? { startWith } : {}) })
  }

  async function handleArchive() {
    const saved = await actions.archive(row, row.status === 'active')
    if (saved) standOn(saved)
  }

  async function handleDelete() {
    if (!(await actions.deleteInstance(row))) return
    release()
    navigate(paths.instances)
  }

  const isGone = saving.error instanceof AppError && saving.error.code === 'not_found'
  const isArchived = row.status === 'archived'
  return (
    <Page
      title={row.name}
      description={
        <Group gap="xs" component="span">
          {catalogue[row.kind].label}
          {isArchived && (
            <Badge component="span" variant="light" color="gray">
              Archived
            </Badge>
          )}
        </Group>
      }
      breadcrumbs={<InstanceBreadcrumb />}
      actions={
        <InstanceButtons
          isArchived={isArchived}
          archiveLabel="Archive"
          removeLabel="Delete"
          isDirty={isDirty}
          onArchive={handleArchive}
          onRemove={handleDelete}
        />
      }
    >
      <InstanceForm
        key={footing.turn}
        kind={row.kind}
        initial={began}
        startWith={footing.startWith}
        format={format}
        submitLabel="Save"
        isSubmitting={saving.isPending}
        serverErrors={serverErrors}
        problem={(typed) =>
          moved ? (
            <InstanceConflict
              kind={row.kind}
              began={began}
              now={contentOf(moved)}
              edited={typed}
              format={format}
              isSaving={saving.isPending}
              onKeepMine={(merged) => {
                standOn(moved, merged)
                save(merged, moved)
              }}
              onTakeCurrent={() => standOn(moved)}
            />
          ) : (
            saving.error !== null && (
              <SaveProblem
                saving={saving}
                anew={
                  isGone
                    ? {
                        title: `This ${noun} has been deleted meanwhile`,
                        label: `Add it as a new ${noun}`,
                        adding,
                        onAdd: () => adding.mutate({ kind: row.kind, requestId, ...typed }),
                      }
                    : null
                }
              />
            )
          )
        }
        secondaryActions={
          <LinkButton variant="subtle" to={paths.instances}>
            {isDirty ? 'Cancel' : 'Back'}
          </LinkButton>
        }
        onDirtyChange={setIsDirty}
        onSubmit={(content) => save(content, row)}
      />
    </Page>
  )
}
