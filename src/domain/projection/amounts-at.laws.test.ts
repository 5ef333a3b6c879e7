import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fieldDefinition } from '#domain/instances/catalogue.ts'
import { confirmed, restated, roundedAmounts } from '#domain/instances/restate.ts'
import { amountsAt } from './amounts-at.ts'
import { knownPlans, knownSince } from './plan.arbitrary.ts'
import type { Plan } from './plan.ts'
import { project } from './project.ts'
import { householdSeries, instanceSeries, totalSeries } from './projection.ts'
import { rows } from './rows.ts'

/** Known in January 2026, where a tax year begins: with the account of that month, and the holdings of months before it. */
const plans = knownPlans.map(
  (plan): Plan => ({
    ...plan,
    assumptions: { ...plan.assumptions, household_as_of_month: knownSince, tax_year_end_month: 12 },
  }),
)

const expectedOf = ({ instances, assumptions }: Plan) => amountsAt(instances, assumptions, knownSince)

/** More was claimed than it cost: no cost base is below 0. */
const isSpent = (plan: Plan) => [...expectedOf(plan).values()].some(({ cost_base }) => cost_base === 0)

it('holdings whose expected amounts are stated in a later month go on as they would have, in every row', () => {
  fc.assert(
    fc.property(
      plans.filter((plan) => !isSpent(plan)),
      (plan) => {
        const expected = expectedOf(plan)
        const later: Plan = {
          ...plan,
          instances: plan.instances.map((one) => {
            const aged = expected.get(one.id)
            return aged ? { ...one, params: restated(one.kind, one.params, aged, {}, knownSince) } : one
          }),
        }
        const [then, now] = [project(plan), project(later)]
        const largest = then.totals.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
        const same = (found: Float64Array, wanted: Float64Array, what: string) =>
          found.forEach((value, year) => {
            if (!(Math.abs(value - wanted[year]!) <= 0.005 + 1e-10 * largest))
              expect.fail(`${what} of year ${year} is ${value}, not ${wanted[year]}`)
          })
        for (const row of rows) {
          for (const { id } of then.instances)
            same(instanceSeries(now, id, row), instanceSeries(then, id, row), `${row} of ${id}`)
          same(householdSeries(now, row), householdSeries(then, row), `${row} of the household`)
          same(totalSeries(now, row), totalSeries(then, row), row)
        }
      },
    ),
    { numRuns: 600 },
  )
})

it('what is written of expected amounts is within half a cent of them, and is what the catalogue takes', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const expected = expectedOf(plan)
      for (const { id, kind } of plan.instances) {
        const aged = expected.get(id) ?? {}
        for (const [key, value] of Object.entries(roundedAmounts(kind, aged))) {
          const field = fieldDefinition(kind, key)
          expect(field?.ages, key).toBeDefined()
          if (field?.type === 'money' && value !== null)
            expect(Math.abs(Number(value) - Number(aged[key]))).toBeLessThanOrEqual(0.005 + 1e-9)
        }
      }
    }),
    { numRuns: 200 },
  )
})

it('amounts that are confirmed to be as expected change no figure, to the bit', () => {
  fc.assert(
    fc.property(knownPlans, (plan) => {
      const instances = plan.instances.map((one) => ({ ...one, params: confirmed(one.params, knownSince) }))
      const [then, now] = [project(plan), project({ ...plan, instances })]
      expect(now.totals).toEqual(then.totals)
      expect(now.perInstance).toEqual(then.perInstance)
    }),
    { numRuns: 50 },
  )
})
