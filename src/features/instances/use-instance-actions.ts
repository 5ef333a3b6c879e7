import { useCallback } from 'react'
import { VersionConflictError } from '#data/errors.ts'
import type { Instance } from '#data/instances/instance.ts'
import {
  useDeleteInstance,
  useRestoreInstance,
  useUpdateInstance,
} from '#data/instances/instances.mutations.ts'
import { contentOf } from '#domain/instances/content.ts'
import type { InstanceStatus } from '#domain/instances/types.ts'
import { notifyDone, notifyError } from '#ui/notify.tsx'

/** What can be done to an instance from wherever it is listed; each action can be taken back for a while. */
export function useInstanceActions() {
  const { mutateAsync: update } = useUpdateInstance()
  const { mutateAsync: remove } = useDeleteInstance()
  const { mutateAsync: restore } = useRestoreInstance()

  const setStatus = useCallback(
    async (instance: Instance, status: InstanceStatus): Promise<Instance> => {
      const write = ({ id, version, ...row }: Instance) =>
        update({ id, version, content: { ...contentOf({ ...row, status }) } })
      try {
        return await write(instance)
      } catch (error) {
        // Only the status is written, so that whatever else changed meanwhile stays as it is.
        if (error instanceof VersionConflictError) return write(error.current as Instance)
        throw error
      }
    },
    [update],
  )

  const archive = useCallback(
    async (instance: Instance, isArchived: boolean) => {
      const verb = isArchived ? 'archived' : 'active again'
      try {
        const saved = await setStatus(instance, isArchived ? 'archived' : 'active')
        notifyDone(`“${instance.name}” is ${verb}.`, {
          onUndo: () =>
            setStatus(saved, instance.status).catch((error) =>
              notifyError('This could not be undone', error),
            ),
        })
        return saved
      } catch (error) {
        notifyError(`“${instance.name}” was not ${isArchived ? 'archived' : 'made active'}`, error)
        return null
      }
    },
    [setStatus],
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
