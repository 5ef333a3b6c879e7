/** A scenario as a document: what export writes and import reads. */
import { documentFormats } from '#domain/documents/check-document.ts'
import type { ScenarioInstance } from '../scenario-instances/scenario-instance.ts'
import type { Scenario } from './scenario.ts'

/**
 * Everything the user can edit in a scenario, and which instance each copy came from. Ids, versions and bases are
 * left out: an import finds the sources that are still there and takes their content of that day as the new base.
 */
export function scenarioDocument(scenario: Scenario, instances: readonly ScenarioInstance[]) {
  const { name, description, status, tags, assumptions } = scenario
  return {
    format: documentFormats.scenario,
    version: 1,
    scenario: { name, description, status, tags, assumptions },
    instances: instances.map((instance) => ({
      kind: instance.kind,
      name: instance.name,
      status: instance.status,
      params: instance.params,
      source_instance_id: instance.source_instance_id,
    })),
  }
}
