import {
  bulkEditMutation,
  copyInstancesMutation,
  createScenarioInstanceMutation,
  deleteScenarioInstanceMutation,
  refreshScenarioInstancesMutation,
  restoreScenarioInstanceMutation,
  setScenarioInstanceStatusMutation,
  updateScenarioInstanceMutation,
} from '#data/scenario-instances/scenario-instances.mutations.ts'
import {
  createScenarioMutation,
  deleteScenarioMutation,
  duplicateScenarioMutation,
  restoreScenarioMutation,
  setPrimaryScenarioMutation,
  updateScenarioMutation,
} from '#data/scenarios/scenarios.mutations.ts'

/** Every action on scenarios and on what is in them, each a mutation: a screen starts it with `useWrite` or `useCarryOut`. */
export const scenarioActions = {
  createScenario: createScenarioMutation,
  duplicateScenario: duplicateScenarioMutation,
  updateScenario: updateScenarioMutation,
  setPrimaryScenario: setPrimaryScenarioMutation,
  deleteScenario: deleteScenarioMutation,
  restoreScenario: restoreScenarioMutation,
  copyInstances: copyInstancesMutation,
  addInstance: createScenarioInstanceMutation,
  updateInstance: updateScenarioInstanceMutation,
  setInstanceStatus: setScenarioInstanceStatusMutation,
  deleteInstance: deleteScenarioInstanceMutation,
  restoreInstance: restoreScenarioInstanceMutation,
  refreshInstances: refreshScenarioInstancesMutation,
  bulkEdit: bulkEditMutation,
}

export type ScenarioActions = typeof scenarioActions
