/** Fields of a plan that are one change: they stand together, and wait together. */
import type { PlanField } from '#data/shapes/plan.ts'

type Changes = readonly (readonly PlanField[])[]

const changeOf = (changes: Changes, field: PlanField) => changes.find((fields) => fields.includes(field))

/** What is one change stands where its first field stood. */
export function inChanges(fields: readonly PlanField[], changes: Changes): PlanField[] {
  return [...new Set(fields.flatMap((field) => changeOf(changes, field) ?? [field]))].filter((field) =>
    fields.includes(field),
  )
}

/** The others of its change, and whether it is the one beside which they are left for later. */
export function placeInChange(field: PlanField, changes: Changes): { others: string[]; isLead: boolean } {
  const change = changeOf(changes, field) ?? []
  return {
    others: change.filter((other) => other !== field).map((other) => other.field),
    isLead: change.find(({ outcome }) => outcome === 'proposed_only') === field,
  }
}
