import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addMonths } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { inOrder, knownPlans, knownSince } from './plan.arbitrary.ts'
import type { Plan } from './plan.ts'
import { project } from './project.ts'
import { totalSeries } from './projection.ts'
import { rows } from './rows.ts'

const withParams = (plan: Plan, of: (params: Params, prefix: string) => Params): Plan => ({
  ...plan,
  instances: plan.instances.map((one) => {
    const prefix = one.kind === 'property' ? 'loan_' : one.kind === 'loan' ? '' : null
    return prefix === null ? one : { ...one, params: inOrder(of(one.params, prefix)) }
  }),
})
const without = (params: Params) =>
  Object.fromEntries(Object.entries(params).filter(([key]) => !/refinance_|fixed_months/.test(key)))

it('a refinancing to the same rate and term, for nothing, changes no figure to the cent', () => {
  fc.assert(
    fc.property(knownPlans, fc.integer({ min: -30, max: 50 }), fc.boolean(), (plan, months, isSaid) => {
      const month = addMonths(knownSince, months)
      const plain = withParams(plan, without)
      const same = withParams(plan, (params, prefix) => {
        const since =
          String(params.start_month ?? '') > String(params.as_of_month)
            ? params.start_month
            : params.as_of_month
        const key = (name: string) => `${prefix}${name}`
        const [year, number] = String(since).split('-').map(Number)
        const passed = 12 * Number(month.slice(0, 4)) + Number(month.slice(5)) - 12 * year! - number!
        const left = Number(params[key('term_months')] ?? 360) - passed
        const said = {
          [key('refinance_rate')]: params[key('rate')] ?? 6,
          [key('refinance_term_months')]: left,
        }
        return {
          ...without(params),
          [key('refinance_month')]: month,
          ...(isSaid && left >= 1 && passed >= 0 && said),
        }
      })
      const [then, now] = [project(plain), project(same)]
      const largest = then.totals.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
      for (const row of rows)
        totalSeries(now, row).forEach((value, year) => {
          const wanted = totalSeries(then, row)[year]!
          if (!(Math.abs(value - wanted) <= 0.005 + 1e-12 * largest))
            expect.fail(`${row} of year ${year} is ${value}, not ${wanted}`)
        })
    }),
    { numRuns: 300 },
  )
})
