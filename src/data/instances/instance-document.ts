/** Instances as a document: what export writes and import reads. */
import type { Instance } from './instance.ts'

export const instancesDocumentFormat = 'scenarios/instances'

/** Everything the user can edit in these instances. Ids, versions and lineages are left out: an import makes new ones. */
export function instancesDocument(instances: readonly Instance[]) {
  return {
    format: instancesDocumentFormat,
    version: 1,
    instances: instances.map(({ kind, name, status, params }) => ({ kind, name, status, params })),
  }
}

export type InstancesDocument = ReturnType<typeof instancesDocument>
