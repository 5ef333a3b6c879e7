import { afterAll, expect, it } from 'vitest'
import type { Params } from '#domain/instances/types.ts'
import { compilePlan } from '#domain/projection/compile/compile.ts'
import type { Plan, PlanInstance } from '#domain/projection/plan.ts'
import { sure } from '../scripts/sure.ts'
import { benchmarkPlan } from './projection-plan.ts'
import { compileReference, countDifferences, runAsReference } from './projection-reference.ts'

const reference = compileReference()

/** What the benchmark's plan has no example of: costs that join the cost base, path by path, a refinancing, lump sums, and the household account as an offset. */
const cabin: PlanInstance = {
  id: 'cabin',
  lineageId: 'cabin',
  name: 'Cabin',
  kind: 'property',
  status: 'active',
  params: {
    value: 300_000,
    use: 'own_use',
    annual_expenses: 3_000,
    loan_balance: 120_000,
    offset_balance: 15_000,
    loan_uses_household_offset: true,
    loan_lump_sum: 4_000,
    loan_lump_sum_month: '2027-11',
    loan_lump_sum_yearly: true,
    loan_refinance_month: '2029-07',
    loan_refinance_rate: 5.2,
    loan_refinance_term_months: 300,
    loan_refinance_draw: 30_000,
    loan_refinance_costs: 900,
    sale_month: '2033-04',
  },
}

const boat: PlanInstance = {
  id: 'boat',
  lineageId: 'boat',
  name: 'Boat',
  kind: 'loan',
  status: 'active',
  params: { balance: 40_000, rate: 5.6, term_months: 120, uses_household_offset: true },
}

afterAll(() => reference?.close())

/** Of the portfolios of the plan every second one is of bonds. */
const halfBonds = (plan: Plan): Plan => {
  let portfolios = 0
  return {
    ...plan,
    instances: plan.instances.map((one) =>
      one.kind === 'portfolio' && portfolios++ % 2 === 0
        ? { ...one, params: { ...one.params, asset_class: 'bonds' } }
        : one,
    ),
  }
}

it.skipIf(reference === null).each<[string, Params]>([
  ['from now on', {}],
  ['of a household that was stated in the tax year before', { household_as_of_month: '2025-05' }],
  [
    'with bonds, and brackets for dividends',
    { tax_system: 'custom', dividend_brackets: '0:0, 20000:10, 90000:30', dividend_allowance: 700 },
  ],
])('the engine and its reference in C give the same bits %s (needs gcc)', (_, assumptions) => {
  const paths = 1500
  const benchmark = benchmarkPlan(20, paths)
  const given = 'dividend_brackets' in assumptions ? halfBonds(benchmark) : benchmark
  const plan = compilePlan({
    ...given,
    instances: [...given.instances, cabin, boat],
    assumptions: { ...given.assumptions, ...assumptions },
  })
  const parts = runAsReference(plan, paths)
  const { results } = sure(reference).run(plan, paths)
  expect(countDifferences(parts, results)).toBe(0)
  const last = sure(parts.at(-1))
  last[1] = sure(last[1]) + 1
  expect(countDifferences(parts, results)).toBe(1)
})
