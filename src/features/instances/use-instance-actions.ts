import type { Instance } from '#data/instances/instance.ts'
import {
  deleteInstanceMutation,
  restoreInstanceMutation,
  setInstanceStatusMutation,
} from '#data/instances/instances.mutations.ts'
import { useCarryOut } from '#data/writes.ts'
import { useArchiving } from '#editing/use-archiving.ts'
import { paths } from '#lib/paths.ts'
import { notifyDone } from '#ui/notify.tsx'

/** What can be done to an instance from wherever it is listed; each action can be taken back for a while. */
export function useInstanceActions() {
  const carryOut = useCarryOut()
  const archive = useArchiving({
    write: setInstanceStatusMutation,
    pathOf: ({ id }) => paths.instance(id),
    wordsFor: ({ name }, isArchived) => ({
      done: `“${name}” is ${isArchived ? 'archived' : 'active again'}.`,
      failed: `“${name}” was not ${isArchived ? 'archived' : 'made active'}`,
    }),
  })

  /** Resolves to whether it worked. */
  async function deleteInstance({ id, name }: Instance): Promise<boolean> {
    if ((await carryOut(deleteInstanceMutation, id, `“${name}” was not deleted`)) === null) return false
    notifyDone(`“${name}” was deleted.`, {
      onUndo: () => void carryOut(restoreInstanceMutation, id, 'This could not be undone'),
    })
    return true
  }

  return { archive, deleteInstance }
}
