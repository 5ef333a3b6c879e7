import { Badge, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router-dom'
import { useFeatureFlag } from '#data/feature-flags/use-feature-flag.ts'
import type { Instance } from '#data/instances/instance.ts'
import { createInstanceMutation, updateInstanceMutation } from '#data/instances/instances.mutations.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { nounOf } from '#domain/instances/catalogue.ts'
import { kindLabelOf } from '#domain/instances/summary.ts'
import type { InstanceContent } from '#domain/instances/types.ts'
import { EditedInstanceForm } from '#editing/edited-instance-form.tsx'
import { useInstanceEditing } from '#editing/use-instance-editing.ts'
import { InstanceButtons } from '#fields/instance-buttons.tsx'
import type { RenderEffect } from '#fields/typed.ts'
import { paths } from '#lib/paths.ts'
import { LinkButton } from '#ui/link-button.tsx'
import { notifyDone } from '#ui/notify.tsx'
import { Page } from '#ui/page.tsx'
import { InstanceBreadcrumb } from './instance-breadcrumb.tsx'
import { OldAmounts } from './old-amounts.tsx'
import { useInstanceActions } from './use-instance-actions.ts'

interface InstanceEditorProps {
  instance: Instance
  renderEffect: RenderRealEffect
  /** What follows the form. */
  children: ReactNode
}

/** Shows what a row would mean as it is typed; one without an id is new. */
export type RenderRealEffect = (
  row: Pick<Instance, 'kind'> & Partial<Pick<Instance, 'id' | 'lineage_id'>>,
  ...typed: Parameters<RenderEffect<InstanceContent>>
) => ReactNode

/** Edits one instance. */
export function InstanceEditor({ instance, renderEffect, children }: InstanceEditorProps) {
  const navigate = useNavigate()
  const { assumptions } = usePreferences()
  const { archive, deleteInstance } = useInstanceActions()
  const noun = nounOf(instance.kind)
  const editing = useInstanceEditing({
    stored: instance,
    save: updateInstanceMutation,
    onSaved: ({ name }) => notifyDone(`“${name}” is saved.`),
    add: createInstanceMutation,
    addedFrom: (added) => added,
    onAdded: ({ name }) => notifyDone(`“${name}” was added as a new ${noun}.`),
    onAddedHere: ({ id }) => navigate(paths.instance(id), { replace: true }),
    archive,
    remove: deleteInstance,
    onRemovedHere: () => navigate(paths.instances),
  })
  const { row, draft } = editing
  const { enabled } = useFeatureFlag('feature:scenarios')
  const isArchived = row.status === 'archived'
  return (
    <Page
      title={row.name}
      description={
        <Group gap="xs" component="span">
          {kindLabelOf(row.kind, row.params)}
          {isArchived && (
            <Badge component="span" variant="light" color="gray">
              Archived
            </Badge>
          )}
        </Group>
      }
      breadcrumbs={<InstanceBreadcrumb />}
      actions={
        <>
          {enabled && !isArchived && (
            <LinkButton variant="default" to={paths.tryActions(null, row.id)}>
              Try something
            </LinkButton>
          )}
          <InstanceButtons
            isArchived={isArchived}
            archiveLabel="Archive"
            removeLabel="Delete"
            isDirty={draft.isDirty}
            onArchive={() => void editing.archive()}
            onRemove={() => void editing.remove()}
          />
        </>
      }
    >
      <OldAmounts row={row} />
      <EditedInstanceForm
        editing={editing}
        lineageId={row.lineage_id}
        assumptions={assumptions}
        gone={{ title: `This ${noun} has been deleted meanwhile`, label: `Add it as a new ${noun}` }}
        back={paths.instances}
        renderEffect={(...typed) => renderEffect(row, ...typed)}
      />
      {children}
    </Page>
  )
}
