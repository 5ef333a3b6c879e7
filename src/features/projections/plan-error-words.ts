import { fieldDefinition, instanceKinds } from '#domain/instances/catalogue.ts'
import type { Plan, PlanError } from '#domain/projection/plan.ts'
import { assumptionFields } from '#domain/scenarios/assumption-fields.ts'

/** Why a plan cannot be projected, in the words of the forms: "Flat: “Month of refinancing” must not come after “Sale month”." */
export function planErrorWords({ instanceId, field, problem }: PlanError, plan: Plan): string {
  const instance = plan.instances.find(({ id }) => id === instanceId)
  const labelOf = (key: string) =>
    (instance ? [instance.kind] : instanceKinds)
      .map((kind) => fieldDefinition(kind, key)?.label)
      .concat(assumptionFields.find((one) => one.key === key)?.label)
      .find((label) => label !== undefined)
  const named = (key: string) => {
    const label = labelOf(key)
    return label === undefined ? key : `“${label}”`
  }
  // Problems name other fields by their keys.
  const words = problem.replace(/\b[a-z]+(_[a-z]+)+\b/g, named)
  return `${instance ? `${instance.name}: ` : ''}${named(field)} ${words}`
}
