import { useQueryClient } from '@tanstack/react-query'
import type { Instance } from '#data/instances/instance.ts'
import { scenarioInstancesQuery } from '#data/scenario-instances/scenario-instances.queries.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { instancesDocument, scenarioDocument } from '#domain/documents/write-document.ts'
import { notifyError } from '#ui/notify.tsx'
import { downloadJson } from './download.ts'

/** Investments as a file that can be imported again. */
export function exportInstances(instances: readonly Instance[]) {
  downloadJson('Investments', instancesDocument(instances))
}

/** The same for a scenario with what is in it as it is now, which is asked for first. */
export function useExportScenario() {
  const queryClient = useQueryClient()
  return async (scenario: Scenario) => {
    try {
      const instances = await queryClient.fetchQuery({
        ...scenarioInstancesQuery(scenario.id),
        staleTime: 0, // the file holds what there is, not what was seen last
      })
      downloadJson(scenario.name, scenarioDocument(scenario, instances))
    } catch (error) {
      notifyError('The scenario was not exported', error)
    }
  }
}
