import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import type { Scenario, ScenarioStatus } from '#data/scenarios/scenario.ts'
import { useCarryOut } from '#data/writes.ts'
import { nounOf } from '#domain/instances/catalogue.ts'
import { useArchiving } from '#editing/use-archiving.ts'
import { paths } from '#lib/paths.ts'
import { useIsHere } from '#lib/use-is-here.ts'
import { confirm } from '#ui/confirm.tsx'
import { notifyDone } from '#ui/notify.tsx'
import { statusWords } from './scenario-filters.ts'
import { useScenarios } from './scenarios-context.tsx'

/** Actions as menus offer them: asked first where something is lost, said when done, and taken back with one click. */
export function useScenarioCommands() {
  const { actions } = useScenarios()
  const carryOut = useCarryOut()
  const isHere = useIsHere()
  const archiveInstance = useArchiving({
    write: actions.setInstanceStatus,
    isInScenario: true,
    pathOf: (row) => paths.scenarioInstance(row.scenario_id, row.id),
    wordsFor: ({ name }, isArchived) => ({
      done: isArchived
        ? `“${name}” is archived in the scenario. Applying archives the real one.`
        : `“${name}” is active in the scenario again.`,
      failed: 'The status was not changed',
    }),
  })

  async function makePrimary({ id, name }: Scenario) {
    const isDone = await carryOut(actions.setPrimaryScenario, id, 'The primary scenario was not changed')
    if (isDone !== null) notifyDone(`“${name}” is now shown beside reality on the overview.`)
  }

  async function setStatus(scenario: Scenario, status: ScenarioStatus) {
    const write = (began: Scenario, to: ScenarioStatus) =>
      carryOut(actions.updateScenario, { began, changes: { status: to } }, 'The status was not changed')
    const changed = await write(scenario, status)
    if (changed === null) return
    notifyDone(
      status === 'archived'
        ? `“${scenario.name}” is archived.`
        : `“${scenario.name}” is ${statusWords[status].toLowerCase()} now.`,
      { onUndo: () => void write(changed, scenario.status) },
    )
  }

  async function deleteScenario({ id, name }: Scenario, onDeletedHere?: () => void) {
    const isSure = await confirm({
      title: `Delete “${name}”?`,
      message:
        'The scenario and everything in it go. Your real investments and the history of what was applied stay as they are. You can restore it for 30 days.',
      confirmLabel: 'Delete scenario',
      isDestructive: true,
    })
    if (!isSure) return
    const isDone = await carryOut(actions.deleteScenario, id, 'The scenario was not deleted')
    if (isDone === null) return
    if (isHere()) onDeletedHere?.()
    notifyDone(`“${name}” is deleted.`, {
      onUndo: () => void carryOut(actions.restoreScenario, id, 'The scenario was not restored'),
    })
  }

  /** Resolves to whether it worked. */
  async function removeInstance(instance: ScenarioInstance): Promise<boolean> {
    const { id, name, kind, scenario_id: scenarioId, source_instance_id: sourceId } = instance
    const isDone = await carryOut(actions.deleteInstance, { id, scenarioId }, `“${name}” was not removed`)
    if (isDone === null) return false
    notifyDone(
      `“${name}” is removed from the scenario.${sourceId === null ? '' : ` The real ${nounOf(kind)} stays.`}`,
      { onUndo: () => void carryOut(actions.restoreInstance, id, `“${name}” was not brought back`) },
    )
    return true
  }

  return { makePrimary, setStatus, deleteScenario, archiveInstance, removeInstance }
}
