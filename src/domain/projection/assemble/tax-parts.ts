/** Whose the tax of each tax year is. */
import { allocateTax } from '#domain/tax/allocate-tax.ts'
import { type CompiledPlan, countTaxYears, taxYearOf } from '../compile/compiled-plan.ts'
import { partOfInstance } from '../compile/owners.ts'
import type { BlockResult } from '../engine/record.ts'
import { type TaxedSum, taxedSums } from '../engine/run.ts'

/** Sums over the paths, each as in a block. */
export type SummedPaths = Pick<BlockResult, 'paths' | 'instances' | 'taxed' | 'taxYears'>

/** What of the sums of a kind is a person's, years × instances; of one person's household all. */
function ofPerson(
  { count, owners, assumptions }: CompiledPlan,
  person: number,
  taxed: Float64Array,
  sum: TaxedSum,
) {
  const start = taxedSums.indexOf(sum) * (assumptions.years + 1) * count
  const amounts = taxed.subarray(start, start + countTaxYears(assumptions) * count)
  if (owners.taxpayers === 1) return amounts
  return amounts.map((amount, at) => amount * partOfInstance(owners, person, at % count))
}

/**
 * Each instance's part of the tax of each tax year: instances in the plan's own order × points. A projection year has the
 * tax of the one that ends in it, the last year also that of the one that is open at its end.
 */
export function taxParts(plan: CompiledPlan, { paths, taxed, taxYears }: SummedPaths): Float64Array {
  const { count, assumptions } = plan
  const points = assumptions.years + 1
  const years = countTaxYears(assumptions)
  const first = taxYearOf(assumptions, 0)
  const out = new Float64Array(count * points)
  assumptions.laws.forEach((laws, person) => {
    const settled = (k: number) => {
      const start = (4 * person + k) * points
      return taxYears.subarray(start, start + years)
    }
    const parts = allocateTax({
      paths,
      assessable: ofPerson(plan, person, taxed, 'assessable'),
      gains: ofPerson(plan, person, taxed, 'gains'),
      credits: ofPerson(plan, person, taxed, 'credits'),
      householdEarned: settled(0),
      netGain: settled(1),
      tax: settled(2).map((tax) => tax / paths),
      lossesWait: plan.lossesWait,
      lossKept: settled(3),
      highestRate: laws.slice(first, first + years).map(({ highestRate }) => highestRate),
    })
    for (let i = 0; i < count; i++) addYears(out, plan.order[i]! * points, parts, i, count, years)
  })
  return out
}

function addYears(
  out: Float64Array,
  to: number,
  parts: Float64Array,
  i: number,
  count: number,
  years: number,
): void {
  for (let year = 0; year < years; year++) out[to + year]! += parts[year * count + i]!
}
