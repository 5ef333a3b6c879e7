/** Loans that are secured on a property beside its own: what the property's use and its sale mean for them. */
import type { PlanInstance } from '../plan.ts'
import type { ProjectedInstance } from '../projection.ts'
import { type CompiledPlan, KIND_LOAN, KIND_PROPERTY } from './compiled-plan.ts'
import type { Values } from './values.ts'

/** What of a holding says on what it is secured. */
interface Securing {
  readonly lineageId: string
  readonly values: Values
}

/** Whether a property is there to be sold once the loan is owed: what was sold before, or before it was bought, secures nothing. */
function canSecure(plan: CompiledPlan, property: number, loan: number): boolean {
  const sold = plan.last[property]!
  return sold >= plan.acquired[property]! && sold >= Math.max(plan.first[loan]!, plan.statedAt[loan]!)
}

function secure(plan: CompiledPlan, loan: number, property: number, isDeductible: boolean | null): void {
  plan.securedOn[loan] = property
  plan.last[loan] = plan.last[property]!
  const isLet = plan.taxed[property] === 1
  // What its interest is to tax follows the use of the property, unless the loan says otherwise.
  if (isDeductible === false || (isDeductible && !isLet)) return
  plan.taxed[loan] = plan.taxed[property]!
  plan.costsJoin[loan] = plan.costsJoin[property]!
  plan.lossesWait[loan] = plan.lossesWait[property]!
  if (isLet || plan.costsJoin[loan]) plan.dwelling[loan] = property
}

/** Secures the loans that name a property which takes part. `holdings` are in the compiled order. */
export function secureLoans(plan: CompiledPlan, holdings: readonly Securing[]): void {
  let places: Map<string, number> | null = null
  for (let loan = 0; loan < plan.count; loan++) {
    if (plan.kind[loan] !== KIND_LOAN) continue
    const { values } = holdings[loan]!
    const lineage = values.optionalText('secured_on')
    if (lineage === null) continue
    places ??= placesOfProperties(plan, holdings)
    const property = places.get(lineage)
    if (property !== undefined && canSecure(plan, property, loan))
      secure(plan, loan, property, values.optionalFlag('interest_deductible'))
  }
}

/** Of two of one lineage the first counts. */
function placesOfProperties(plan: CompiledPlan, holdings: readonly Securing[]): Map<string, number> {
  const places = new Map<string, number>()
  for (const [i, { lineageId }] of holdings.entries())
    if (plan.kind[i] === KIND_PROPERTY && !places.has(lineageId)) places.set(lineageId, i)
  return places
}

/** The instances that take part as results name them, in the order given. */
export function projectedInstances(
  compiled: CompiledPlan,
  active: readonly PlanInstance[],
): ProjectedInstance[] {
  const securedOn = active.map((): string | null => null)
  for (let i = 0; i < compiled.count; i++) {
    const property = compiled.securedOn[i]!
    if (property >= 0) securedOn[compiled.order[i]!] = active[compiled.order[property]!]!.id
  }
  return active.map(({ id, name, kind }, position) => ({ id, name, kind, securedOn: securedOn[position]! }))
}
