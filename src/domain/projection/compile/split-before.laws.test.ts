import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addMonths, toMonth } from '#domain/calendar/month.ts'
import { restated } from '#domain/instances/restate.ts'
import type { InstanceKind, Params } from '#domain/instances/types.ts'
import { amountsAt } from '../amounts-at.ts'
import { inOrder, instanceArbitrary, ordinary } from '../plan.arbitrary.ts'
import { bareAssumptions, instanceOf, planOf } from '../plan.fixture.ts'
import type { Plan, PlanInstance } from '../plan.ts'
import { project } from '../project.ts'
import { totalSeries } from '../projection.ts'
import { rows } from '../rows.ts'
import { compilePlan } from './compile.ts'

const law = { ...bareAssumptions, tax_system: 'au_resident', tax_year_end_month: 6, inflation_rate: 3 }

/** A holding of before July 2027, known then, that goes on to be sold; and a July after it. */
const cases = (kind: InstanceKind) =>
  fc.record({
    instance: instanceArbitrary(kind, 'one', ordinary).map(
      (one): PlanInstance => ({
        ...one,
        params: inOrder({
          ...one.params,
          ...{ start_month: '2020-01', as_of_month: '2027-01', sale_month: '2033-04', cost_base: 100_000 },
          ...(kind === 'portfolio' && { tax_wrapper: 'none' }),
          // Of what is spent nobody knows any more when it was.
          ...(kind === 'property' && {
            ...{ building_depreciation: 2_000, building_depreciation_years: 40, dwelling: 'established' },
            ...{ plant_depreciation_method: 'prime_cost', plant_depreciation_rate: 5 },
          }),
        }),
      }),
    ),
    years: fc.integer({ min: 1, max: 5 }),
  })

it('shares stated at 108,000 a year after July 2027 were worth 104,000 then, where 4 of their 8% are paid out each year', () => {
  const shares = instanceOf('portfolio', {
    ...{ value: 108_000, cost_base: 60_000, start_month: '2020-01', as_of_month: '2028-07' },
    ...{ expected_return: 8, income_yield: 4, reinvest_income: false, sale_month: '2033-04' },
  })
  const plan = { ...planOf([shares], law), startMonth: toMonth('2028-07') }
  const grown = 1.08 * (1 - 0.04 / 12) ** 12
  const deferred = (assumptions: Params) =>
    compilePlan({ ...plan, assumptions: { ...plan.assumptions, ...assumptions } }).openingDeferred[0]
  expect(deferred({})).toBeCloseTo(108_000 / grown - 60_000, 6)
  expect(108_000 / grown).toBeCloseTo(104_000, -3)
  // What if prices rise faster concerns the future.
  expect(deferred({ growth_shift: 3 })).toBe(deferred({}))
})

it.each(['property', 'portfolio'] as const)(
  'a %s whose amounts are stated after July 2027 has the gains before and since that it would have had',
  (kind) => {
    fc.assert(
      fc.property(cases(kind), ({ instance, years }) => {
        const startMonth = addMonths(toMonth('2027-07'), 12 * years)
        const assumptions = { ...law, household_as_of_month: startMonth }
        const aged = amountsAt([instance], assumptions, startMonth).get('one') ?? {}
        // No cost base is below 0, and who has taken everything out has no part of it left to tell.
        fc.pre(Number(aged.cost_base) > 0 && Number(aged.value) > 1)
        const later = { ...instance, params: restated(kind, instance.params, aged, {}, startMonth) }
        const [then, now] = [instance, later].map((one) => {
          const plan: Plan = { instances: [one], assumptions, startMonth }
          return { compiled: compilePlan(plan), projection: project(plan) }
        })
        if (!then || !now) throw new RangeError('two')
        const size = Math.max(...then.projection.totals.map(Math.abs))
        const tolerance = 0.005 + 1e-9 * size
        for (const field of [
          'openingCostBase',
          'openingRealCost',
          'openingDeferred',
          'openingClaimed',
        ] as const)
          expect(
            Math.abs(Number(now.compiled[field][0]) - Number(then.compiled[field][0])),
            field,
          ).toBeLessThan(tolerance)
        for (const row of rows)
          totalSeries(then.projection, row).forEach((value, year) => {
            expect(
              Math.abs(Number(totalSeries(now.projection, row)[year]) - value),
              `${row} ${year}`,
            ).toBeLessThan(tolerance)
          })
      }),
      { numRuns: 120 },
    )
  },
)
