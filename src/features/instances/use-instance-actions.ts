import { useCallback } from 'react'
import type { Instance } from '#data/instances/instance.ts'
import {
  useDeleteInstance,
  useRestoreInstance,
  useUpdateInstance,
} from '#data/instances/instances.mutations.ts'
import { writeStatus } from '#data/instances/write-status.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { askAboutArchiving } from '#fields/ask-about-archiving.tsx'
import { useGoToField } from '#fields/asked-field.ts'
import { paths } from '#lib/paths.ts'
import { notifyDone, notifyError } from '#ui/notify.tsx'

/**
 * What can be done to an instance from wherever it is listed; each action can be taken back for a while. Before one is
 * archived it is said what leaves.
 */
export function useInstanceActions() {
  const format = usePreferences()
  const goToField = useGoToField()
  const { mutateAsync: update } = useUpdateInstance()
  const { mutateAsync: remove } = useDeleteInstance()
  const { mutateAsync: restore } = useRestoreInstance()

  const archive = useCallback(
    async (instance: Instance, isArchived: boolean) => {
      const choice = isArchived ? await askAboutArchiving({ holding: instance, format }) : 'activate'
      if (choice === null) return null
      if (typeof choice === 'object') {
        goToField(paths.instance(instance.id), choice.goTo)
        return null
      }
      const verb = isArchived ? 'archived' : 'active again'
      try {
        const saved = await writeStatus(instance, isArchived ? 'archived' : 'active', update)
        notifyDone(`“${instance.name}” is ${verb}.`, {
          onUndo: () =>
            writeStatus(saved, instance.status, update).catch((error) =>
              notifyError('This could not be undone', error),
            ),
        })
        return saved
      } catch (error) {
        notifyError(`“${instance.name}” was not ${isArchived ? 'archived' : 'made active'}`, error)
        return null
      }
    },
    [update, format, goToField],
  )

  const deleteInstance = useCallback(
    async (instance: Instance) => {
      try {
        await remove(instance.id)
        notifyDone(`“${instance.name}” was deleted.`, {
          onUndo: () => restore(instance.id).catch((error) => notifyError('This could not be undone', error)),
        })
        return true
      } catch (error) {
        notifyError(`“${instance.name}” was not deleted`, error)
        return false
      }
    },
    [remove, restore],
  )

  return { archive, deleteInstance }
}
