/** Whether a duration is written in months or in years: as it was last chosen for it in this browser. */
import { durationUnitOf, type EntryUnit } from '#domain/instances/entry-unit.ts'
import type { FieldDefinition } from '#domain/instances/types.ts'

/** The loan of a property and one of its own are asked for the same. */
const keyOf = ({ key }: FieldDefinition) => `scenarios:unit-of-${key.replace(/^loan_/, '')}`

/** Null where none was chosen, and for what is no duration of months. */
export function rememberedUnit(field: FieldDefinition): EntryUnit | null {
  if (durationUnitOf(field) !== 'months') return null
  try {
    const kept = localStorage.getItem(keyOf(field))
    return kept === 'years' || kept === 'months' ? kept : null
  } catch {
    return null
  }
}

export function rememberUnit(field: FieldDefinition, unit: EntryUnit) {
  if (durationUnitOf(field) !== 'months') return
  try {
    localStorage.setItem(keyOf(field), unit)
  } catch {
    // Then it is chosen anew the next time.
  }
}
