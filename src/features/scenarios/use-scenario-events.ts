import { useQuery } from '@tanstack/react-query'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import { scenarioInstancesQuery } from '#data/scenario-instances/scenario-instances.queries.ts'
import { useCarryOut } from '#data/writes.ts'
import { formatMonth, type Month } from '#domain/calendar/month.ts'
import { contentOf } from '#domain/instances/content.ts'
import type { HouseholdEvent } from '#domain/projection/events/events.ts'
import { movedParams } from '#domain/projection/events/moved-params.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { paths } from '#lib/paths.ts'
import { useFormat } from '#ui/format.ts'
import { notifyDone } from '#ui/notify.tsx'
import { useScenarios } from './scenarios-context.tsx'

/** The events of a scenario's own holdings can be moved; where each is edited is in the scenario, or else in reality. */
export function useScenarioEvents(scenarioId: string) {
  const { actions, isReadOnly } = useScenarios()
  const { data: copies = [] } = useQuery(scenarioInstancesQuery(scenarioId))
  const carryOut = useCarryOut()
  const { locale } = useFormat()
  // A copy stands in figures under the id of its source.
  const copyOf = (instanceId: string) =>
    copies.find(({ id, source_instance_id }) => (source_instance_id ?? id) === instanceId)

  const save = (row: ScenarioInstance, params: ScenarioInstance['params'], failed: string) =>
    carryOut(
      actions.updateInstance,
      { id: row.id, version: row.version, content: { ...contentOf(row), params } },
      failed,
    )

  return {
    holdingPath: (instanceId: string) => {
      const copy = copyOf(instanceId)
      return copy ? paths.scenarioInstance(scenarioId, copy.id) : paths.instance(instanceId)
    },
    moveOf: (event: HouseholdEvent, plan: Plan) => {
      if (isReadOnly || event.of !== 'holding' || event.field === null) return null
      const { field, month: from, name, label } = event
      const copy = copyOf(event.instanceId)
      // What is shown may be of reality: a change that is switched off, or a conflict that nobody has decided.
      const shown = plan.instances.find(({ id }) => id === event.instanceId)
      if (!copy || copy.params[field] !== shown?.params[field]) return null
      return async (to: Month) => {
        const params = movedParams(copy, { field, from, to })
        const saved = await save(copy, params, `“${name}” was not changed`)
        if (saved === null) return false
        notifyDone(`${name}: ${label} in ${formatMonth(to, locale)} in this scenario.`, {
          onUndo: () => void save(saved, copy.params, 'This could not be undone'),
        })
        return true
      }
    },
  }
}
