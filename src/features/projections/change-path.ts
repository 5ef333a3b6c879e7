import type { Change } from '#domain/changes/changes.ts'
import { paths } from '#lib/paths.ts'

/** Where a change can be made otherwise: the first of its fields in its form. */
export function pathOfChange(scenarioId: string, { copy, fields }: Change): string {
  const path = copy
    ? paths.scenarioInstance(scenarioId, copy.id)
    : paths.scenarioTab(scenarioId, 'assumptions')
  const key = fields[0]?.field.replace(/^params\./, '')
  return key === undefined || key === 'status' ? path : paths.field(path, key)
}
