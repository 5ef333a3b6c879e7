import { useMemo } from 'react'
import {
  useBulkEdit,
  useCopyInstances,
  useCreateScenarioInstance,
  useDeleteScenarioInstance,
  useRefreshScenarioInstances,
  useRestoreScenarioInstance,
  useUpdateScenarioInstance,
} from '#data/scenario-instances/scenario-instances.mutations.ts'
import type { Scenario, ScenarioStatus } from '#data/scenarios/scenario.ts'
import type { ScenarioChanges } from '#data/scenarios/scenario-fields.ts'
import {
  useCreateScenario,
  useDeleteScenario,
  useDuplicateScenario,
  useRestoreScenario,
  useSetPrimaryScenario,
  useUpdateScenario,
} from '#data/scenarios/scenarios.mutations.ts'

/** Every action on scenarios and on what is in them. The object stays the same, so that it can be depended on. */
export function useScenarioActions() {
  const { mutateAsync: createScenario } = useCreateScenario()
  const { mutateAsync: duplicateScenario } = useDuplicateScenario()
  const { mutateAsync: update } = useUpdateScenario()
  const { mutateAsync: setPrimaryScenario } = useSetPrimaryScenario()
  const { mutateAsync: deleteScenario } = useDeleteScenario()
  const { mutateAsync: restoreScenario } = useRestoreScenario()
  const { mutateAsync: copyInstances } = useCopyInstances()
  const { mutateAsync: addInstance } = useCreateScenarioInstance()
  const { mutateAsync: updateInstance } = useUpdateScenarioInstance()
  const { mutateAsync: deleteInstance } = useDeleteScenarioInstance()
  const { mutateAsync: restoreInstance } = useRestoreScenarioInstance()
  const { mutateAsync: refreshInstances } = useRefreshScenarioInstances()
  const { mutateAsync: bulkEdit } = useBulkEdit()

  return useMemo(() => {
    /** `began` is the scenario as the user saw it when they began to edit. */
    const updateScenario = (began: Scenario, changes: ScenarioChanges) => update({ began, changes })
    return {
      createScenario,
      duplicateScenario,
      updateScenario,
      renameScenario: (began: Scenario, name: string) => updateScenario(began, { name }),
      describeScenario: (began: Scenario, description: string | null) =>
        updateScenario(began, { description }),
      tagScenario: (began: Scenario, tags: string[]) => updateScenario(began, { tags }),
      setScenarioStatus: (began: Scenario, status: ScenarioStatus) => updateScenario(began, { status }),
      archiveScenario: (began: Scenario) => updateScenario(began, { status: 'archived' }),
      setAssumptions: (began: Scenario, assumptions: Scenario['assumptions']) =>
        updateScenario(began, { assumptions }),
      setPrimaryScenario,
      deleteScenario,
      restoreScenario,
      copyInstances,
      addInstance,
      updateInstance,
      deleteInstance: (scenarioId: string, id: string) => deleteInstance({ scenarioId, id }),
      restoreInstance: (id: string) => restoreInstance(id),
      refreshInstances,
      bulkEdit,
    }
  }, [
    createScenario,
    duplicateScenario,
    update,
    setPrimaryScenario,
    deleteScenario,
    restoreScenario,
    copyInstances,
    addInstance,
    updateInstance,
    deleteInstance,
    restoreInstance,
    refreshInstances,
    bulkEdit,
  ])
}

export type ScenarioActions = ReturnType<typeof useScenarioActions>
