import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { writeStatus } from '#data/instances/write-status.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import { scenarioInstancesQuery } from '#data/scenario-instances/scenario-instances.queries.ts'
import type { Scenario, ScenarioStatus } from '#data/scenarios/scenario.ts'
import { scenarioDocument } from '#data/scenarios/scenario-document.ts'
import { nounOf } from '#domain/instances/catalogue.ts'
import type { InstanceStatus } from '#domain/instances/types.ts'
import { askAboutArchiving } from '#fields/ask-about-archiving.tsx'
import { useGoToField } from '#fields/asked-field.ts'
import { downloadJson } from '#lib/download.ts'
import { paths } from '#lib/paths.ts'
import { confirm } from '#ui/confirm.tsx'
import { notifyDone, notifyError } from '#ui/notify.tsx'
import { statusWords } from './scenario-filters.ts'
import { useScenarios } from './scenarios-context.tsx'

/** Actions as menus offer them: asked first where something is lost, said when done, and taken back with one click. */
export function useScenarioCommands() {
  const { actions } = useScenarios()
  const queryClient = useQueryClient()
  const format = usePreferences()
  const goToField = useGoToField()
  return useMemo(() => {
    /** Runs it and says so if it fails; answers whether it worked. */
    async function attempt(failure: string, perform: () => Promise<unknown>): Promise<boolean> {
      try {
        await perform()
        return true
      } catch (error) {
        notifyError(failure, error)
        return false
      }
    }

    async function makePrimary(scenario: Scenario) {
      if (
        await attempt('The primary scenario was not changed', () => actions.setPrimaryScenario(scenario.id))
      )
        notifyDone(`“${scenario.name}” is now shown beside reality on the overview.`)
    }

    async function setStatus(scenario: Scenario, status: ScenarioStatus) {
      const failure = 'The status was not changed'
      const old = scenario.status
      let changed = scenario
      const isDone = await attempt(failure, async () => {
        changed = await actions.setScenarioStatus(scenario, status)
      })
      if (!isDone) return
      const message =
        status === 'archived'
          ? `“${scenario.name}” is archived.`
          : `“${scenario.name}” is ${statusWords[status].toLowerCase()} now.`
      notifyDone(message, {
        onUndo: () => void attempt(failure, () => actions.setScenarioStatus(changed, old)),
      })
    }

    async function deleteScenario(scenario: Scenario, onDeleted?: () => void) {
      const isSure = await confirm({
        title: `Delete “${scenario.name}”?`,
        message:
          'The scenario and everything in it go. Your real investments and the history of what was applied stay as they are. You can restore it for 30 days.',
        confirmLabel: 'Delete scenario',
        isDestructive: true,
      })
      if (!isSure) return
      const isDone = await attempt('The scenario was not deleted', () => actions.deleteScenario(scenario.id))
      if (!isDone) return
      onDeleted?.()
      notifyDone(`“${scenario.name}” is deleted.`, {
        onUndo: () =>
          void attempt('The scenario was not restored', () => actions.restoreScenario(scenario.id)),
      })
    }

    /** Answers the row as it is then, or null when nothing was changed. */
    async function archiveInstance(
      instance: ScenarioInstance,
      isArchived: boolean,
    ): Promise<ScenarioInstance | null> {
      const choice = isArchived
        ? await askAboutArchiving({ holding: instance, isInScenario: true, format })
        : 'activate'
      if (choice === null) return null
      if (typeof choice === 'object') {
        goToField(paths.scenarioInstance(instance.scenario_id, instance.id), choice.goTo)
        return null
      }
      const failure = 'The status was not changed'
      const write = (row: ScenarioInstance, status: InstanceStatus) =>
        writeStatus(row, status, actions.updateInstance)
      try {
        const saved = await write(instance, isArchived ? 'archived' : 'active')
        notifyDone(
          isArchived
            ? `“${instance.name}” is archived in the scenario. Applying archives the real one.`
            : `“${instance.name}” is active in the scenario again.`,
          { onUndo: () => void attempt(failure, () => write(saved, instance.status)) },
        )
        return saved
      } catch (error) {
        notifyError(failure, error)
        return null
      }
    }

    async function removeInstance(instance: ScenarioInstance): Promise<boolean> {
      const isDone = await attempt(`“${instance.name}” was not removed`, () =>
        actions.deleteInstance(instance.scenario_id, instance.id),
      )
      if (isDone)
        notifyDone(
          instance.source_instance_id === null
            ? `“${instance.name}” is removed from the scenario.`
            : `“${instance.name}” is removed from the scenario. The real ${nounOf(instance.kind)} stays.`,
          {
            onUndo: () =>
              void attempt(`“${instance.name}” was not brought back`, () =>
                actions.restoreInstance(instance.id),
              ),
          },
        )
      return isDone
    }

    async function exportScenario(scenario: Scenario) {
      await attempt('The scenario was not exported', async () => {
        const instances = await queryClient.fetchQuery({
          ...scenarioInstancesQuery(scenario.id),
          staleTime: 0, // the file holds what there is, not what was seen last
        })
        downloadJson(scenario.name, scenarioDocument(scenario, instances))
      })
    }

    return {
      exportScenario,
      makePrimary,
      setStatus,
      deleteScenario,
      archiveInstance,
      removeInstance,
      attempt,
    }
  }, [actions, queryClient, format, goToField])
}
