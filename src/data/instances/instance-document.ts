/** Instances as a document: what export writes and import reads. */
import { documentFormats } from '#domain/documents/formats.ts'
import type { Instance } from './instance.ts'

/** What the user can edit in them. Ids and versions are left out: an import adds new ones. */
export function instancesDocument(instances: readonly Instance[]) {
  return {
    format: documentFormats.instances,
    version: 1,
    instances: instances.map(({ kind, name, status, params }) => ({ kind, name, status, params })),
  }
}
