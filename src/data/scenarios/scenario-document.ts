/** A scenario as a document: what export writes and import reads. */
import { documentFormats } from '#domain/documents/formats.ts'
import type { ScenarioInstance } from '../scenario-instances/scenario-instance.ts'
import type { Scenario } from './scenario.ts'

/**
 * Everything the user can edit in a scenario, and where each instance comes from: a copy's source and what the source
 * held when both last agreed (`base`), so that the plan after an import is the plan as if the file had never been; and the
 * lineage, by which a holding is known again however often it was copied. Versions are left out: they mean nothing in a
 * file, and the database gives its own.
 */
export function scenarioDocument(scenario: Scenario, instances: readonly ScenarioInstance[]) {
  const { name, description, status, tags, assumptions } = scenario
  return {
    format: documentFormats.scenario,
    version: 2,
    scenario: { name, description, status, tags, assumptions },
    instances: instances.map((instance) => ({
      kind: instance.kind,
      name: instance.name,
      status: instance.status,
      params: instance.params,
      source_instance_id: instance.source_instance_id,
      lineage_id: instance.lineage_id,
      base: instance.base,
    })),
  }
}
