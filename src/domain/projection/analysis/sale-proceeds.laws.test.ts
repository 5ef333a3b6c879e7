import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addMonths } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { compilePlan } from '../compile/compile.ts'
import { pathRows } from '../engine/record.ts'
import { entry } from '../entry.ts'
import { inOrder, instanceArbitrary, knownPlans, ordinary } from '../plan.arbitrary.ts'
import type { Plan, PlanInstance } from '../plan.ts'
import { priceLevelsOf, project } from '../project.ts'
import { totalSeries } from '../projection.ts'
import { blockRunner } from '../simulation/blocks.ts'
import { saleFutures, saleProceeds } from './sale-proceeds.ts'

const PATHS = 8
const id = 'sold'

/** A holding that is there when the projection begins and within reach. */
const sellable = (kind: 'property' | 'portfolio') =>
  instanceArbitrary(kind, id, ordinary).map((one): PlanInstance => {
    const { start_month: _bought, sale_month: _sold, access_month: _reached, ...params } = one.params
    return { ...one, params: { ...params, as_of_month: '2026-01' } }
  })

/** A debt that is secured on it. */
const secured = instanceArbitrary('loan', 'secured', ordinary).map((one): PlanInstance => {
  const { start_month: _begun, ...params } = one.params
  return { ...one, params: { ...params, as_of_month: '2026-01', secured_on: id } }
})

/** Any plan that ends with a month at whose end something is sold; what it is short of is borrowed, so that nothing else is sold for it. */
const plans = fc
  .tuple(
    knownPlans,
    fc.constantFrom('property' as const, 'portfolio' as const).chain(sellable),
    secured,
    fc.integer({ min: 1, max: 6 }),
  )
  .map(([plan, holding, loan, years]): Plan => {
    const ends: Params = {
      ...plan.assumptions,
      horizon_years: years,
      cover_shortfall_from: 'overdraft',
      paths: PATHS,
    }
    const sale_month = addMonths(plan.startMonth, 12 * years - 1)
    const sold = { ...holding, params: inOrder({ ...holding.params, sale_month }) }
    return { ...plan, assumptions: ends, instances: [...plan.instances, sold, loan] }
  })

/** The same plan in which it is kept. */
const keeping = (plan: Plan): Plan => ({
  ...plan,
  instances: plan.instances.map((one) => {
    const { sale_month, ...params } = one.params
    return one.id === id ? { ...one, params } : one
  }),
})

/** To half a cent, beside how large accounts may be. */
function expectSame(found: number, one: number, other: number) {
  const size = Math.max(Math.abs(one), Math.abs(other))
  expect(Math.abs(found - (one - other))).toBeLessThan(0.005 + 1e-10 * size)
}

it('is what the household account holds more than if nothing were sold, tax paid', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const accountOf = (one: Plan) => totalSeries(project(one), 'household').at(-1) ?? Number.NaN
      const [sold, kept] = [accountOf(plan), accountOf(keeping(plan))]
      expectSame(saleProceeds(plan, id)!.left, sold, kept)
    }),
  )
})

it('is the same on every path of the simulated futures', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const compiled = compilePlan(plan)
      const levels = priceLevelsOf(compiled)
      const accountsOf = (one: Plan) => {
        const { totals, points } = blockRunner(compilePlan(one), PATHS)(0)
        const start = (pathRows.indexOf('household') * points + points - 1) * PATHS
        return totals.subarray(start, start + PATHS)
      }
      const [sold, kept] = [accountsOf(plan), accountsOf(keeping(plan))]
      const left = saleFutures(plan, id, { first: 0, count: PATHS })
      expect(left).toHaveLength(PATHS)
      left.forEach((amount, p) => {
        expectSame(amount * entry(levels, levels.length - 1), entry(sold, p), entry(kept, p))
      })
    }),
  )
})

it('is the same whatever comes after the tax is paid', () => {
  fc.assert(
    fc.property(plans, fc.integer({ min: 1, max: 5 }), (plan, more) => {
      const horizon_years = Number(plan.assumptions.horizon_years) + more
      const at = (years: number) =>
        saleProceeds({ ...plan, assumptions: { ...plan.assumptions, horizon_years: years } }, id)
      expect(at(horizon_years)).toEqual(at(horizon_years + 1))
    }),
  )
})
