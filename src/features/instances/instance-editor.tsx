import { Badge, Button, Group } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { AppError, VersionConflictError } from '#data/errors.ts'
import { fieldErrorsOf } from '#data/instances/field-errors.ts'
import type { Instance } from '#data/instances/instance.ts'
import { useCreateInstance, useUpdateInstance } from '#data/instances/instances.mutations.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { catalogue } from '#domain/instances/catalogue.ts'
import { contentOf } from '#domain/instances/content.ts'
import type { InstanceContent } from '#domain/instances/types.ts'
import { InstanceConflict } from '#fields/conflict-panel.tsx'
import { InstanceButtons } from '#fields/instance-buttons.tsx'
import { InstanceForm } from '#fields/instance-form.tsx'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { notifyDone } from '#ui/notify.tsx'
import { Page } from '#ui/page.tsx'
import { useUnsavedChanges } from '#ui/unsaved-changes.ts'
import { InstanceBreadcrumb } from './instance-breadcrumb.tsx'
import { SaveProblem } from './save-problem.tsx'
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
  const update = useUpdateInstance()
  const create = useCreateInstance()
  const [requestId] = useState(() => crypto.randomUUID())
  const actions = useInstanceActions()

  const { row } = footing
  if (instance.version > row.version && !isDirty && !update.isPending && !update.error)
    setFooting({ row: instance, turn: footing.turn + 1 })

  const moved = update.error instanceof VersionConflictError ? (update.error.current as Instance) : null
  const serverErrors = useMemo(() => fieldErrorsOf(update.error), [update.error])
  const began = useMemo(() => contentOf(row), [row])

  function standOn(next: Instance, startWith?: InstanceContent) {
    update.reset()
    setFooting({ row: next, turn: footing.turn + 1, ...(startWith ? { startWith } : {}) })
  }

  function save(content: InstanceContent, { id, version } = row) {
    update.mutate(
      { id, version, content },
      {
        onSuccess: (saved) => {
          standOn(saved)
          notifyDone(`“${saved.name}” is saved.`)
        },
      },
    )
  }

  function saveAsNew(content: InstanceContent) {
    create.mutate(
      { kind: row.kind, requestId, ...content },
      {
        onSuccess: (created) => {
          release()
          navigate(paths.instance(created.id), { replace: true })
          notifyDone(`“${created.name}” was added as a new investment.`)
        },
      },
    )
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

  const isGone = update.error instanceof AppError && update.error.code === 'not_found'
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
        isSubmitting={update.isPending}
        serverErrors={serverErrors}
        problem={(typed) =>
          moved ? (
            <InstanceConflict
              kind={row.kind}
              began={began}
              now={contentOf(moved)}
              edited={typed}
              format={format}
              isSaving={update.isPending}
              onKeepMine={(merged) => {
                standOn(moved, merged)
                save(merged, moved)
              }}
              onTakeCurrent={() => standOn(moved)}
            />
          ) : isGone ? (
            <SaveProblem error={update.error} title="This investment has been deleted meanwhile">
              <Button size="xs" variant="default" loading={create.isPending} onClick={() => saveAsNew(typed)}>
                Add it as a new investment
              </Button>
            </SaveProblem>
          ) : (
            update.error && <SaveProblem error={update.error} title="Your changes were not saved" />
          )
        }
        secondaryActions={
          <LinkButton variant="subtle" to={paths.instances}>
            {isDirty ? 'Cancel' : 'Back'}
          </LinkButton>
        }
        onDirtyChange={setIsDirty}
        onSubmit={save}
      />
    </Page>
  )
}
