/**
 * What an export writes and an import reads: everything the user can edit. Ids and versions mean nothing in a file, and lineages only
 * where something in it names them.
 */
import type { InstanceContent, InstanceKind } from '../instances/types.ts'
import { documentFormats } from './formats.ts'

interface Row extends InstanceContent {
  readonly kind: InstanceKind
}

export function instancesDocument(instances: readonly (Row & { readonly lineage_id: string })[]) {
  const named = new Set(instances.map(({ params }) => params.secured_on))
  return {
    format: documentFormats.instances,
    version: 1,
    instances: instances.map((row) => ({
      ...writtenRow(row),
      ...(named.has(row.lineage_id) && { lineage_id: row.lineage_id }),
    })),
  }
}

interface Copy extends Row {
  readonly source_instance_id: string | null
  readonly lineage_id: string | null
  readonly base: InstanceContent | null
}

interface WrittenScenario<Assumptions> {
  readonly name: string
  readonly description: string | null
  readonly status: string
  readonly tags: readonly string[]
  readonly assumptions: Assumptions
}

/**
 * A scenario, and where each of its instances comes from: a copy's source and what the source held when both last agreed
 * (`base`), so that the plan after an import is the plan as if the file had never been; and the lineage, by which a holding
 * is known again however often it was copied.
 */
export function scenarioDocument<Assumptions>(
  { name, description, status, tags, assumptions }: WrittenScenario<Assumptions>,
  instances: readonly Copy[],
) {
  return {
    format: documentFormats.scenario,
    version: 2,
    scenario: { name, description, status, tags, assumptions },
    instances: instances.map((copy) => ({
      ...writtenRow(copy),
      source_instance_id: copy.source_instance_id,
      lineage_id: copy.lineage_id,
      base: copy.base,
    })),
  }
}

function writtenRow({ kind, name, status, params }: Row) {
  return { kind, name, status, params }
}
