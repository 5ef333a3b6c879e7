/** What holds of accounts that are taxed otherwise, whatever is put into them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Params } from '#domain/instances/types.ts'
import { compilePlan } from './compile/compile.ts'
import { instanceArbitrary, ordinary, planArbitrary } from './plan.arbitrary.ts'
import { instanceOf, planOf } from './plan.fixture.ts'
import { project } from './project.ts'
import { householdSeries, totalSeries } from './projection.ts'
import { blockRunner } from './simulation/blocks.ts'

const finalWorth = (...args: Parameters<typeof planOf>) =>
  totalSeries(project(planOf(...args)), 'netWorth').at(-1)!

/** A portfolio that reinvests what it earns, paid into and drawn on, sold or kept. */
const anyPortfolio = fc
  .record({
    value: fc.integer({ min: 0, max: 1_000_000 }),
    expected_return: fc.integer({ min: 0, max: 12 }),
    income_yield: fc.integer({ min: 0, max: 5 }),
    annual_fee_rate: fc.integer({ min: 0, max: 2 }),
    monthly_contribution: fc.integer({ min: 0, max: 3_000 }),
    contribution_end_month: fc.constantFrom('2027-03', '2029-12'),
    monthly_withdrawal: fc.integer({ min: 0, max: 8_000 }),
    withdrawal_start_month: fc.constantFrom('2030-01', '2032-07'),
    sale_month: fc.constantFrom(undefined, '2033-06', '2035-12'),
    asset_class: fc.constantFrom('shares', 'bonds'),
  })
  .map(({ sale_month, ...params }): Params => ({ ...params, ...(sale_month && { sale_month }) }))

const inWrapper = (tax_wrapper: string, params: Params) => instanceOf('portfolio', { ...params, tax_wrapper })
const salary = instanceOf('cash_flow', { amount: 20_000, follows_inflation: false })
/** Nobody gains or loses by when tax is paid. */
const noInterest: Params = { household_cash_rate: 0, household_deficit_rate: 0 }

describe('an account that is tax free', () => {
  it('never leaves less than one’s own name, and as much where nothing is taxed, to the bit', () => {
    fc.assert(
      fc.property(anyPortfolio, fc.constantFrom('flat', 'au_resident'), (params, tax_system) => {
        const taxed: Params = { ...noInterest, tax_system, tax_flat_rate: 30 }
        const [free, own] = ['tax_free', 'none'].map((wrapper) =>
          finalWorth([inWrapper(wrapper, params), salary], taxed),
        )
        expect(free).toBeGreaterThanOrEqual(own! - 0.005)
        const [same, bare] = ['tax_free', 'none'].map((wrapper) =>
          project(planOf([inWrapper(wrapper, params)])).totals.join(),
        )
        expect(same).toBe(bare)
      }),
    )
  })

  it('leaves as much, to the cent, as one that is taxed when drawn into which the tax was put besides, at one rate', () => {
    fc.assert(
      fc.property(anyPortfolio, fc.integer({ min: 1, max: 60 }), (params, rate) => {
        const sold: Params = { ...params, sale_month: '2035-12' }
        const untaxed = 1 - rate / 100
        const scaled = (key: string) => Number(sold[key]) * untaxed
        const afterTax: Params = {
          ...sold,
          value: scaled('value'),
          monthly_contribution: scaled('monthly_contribution'),
          monthly_withdrawal: scaled('monthly_withdrawal'),
        }
        const taxed: Params = {
          ...noInterest,
          ...{ tax_system: 'flat', tax_flat_rate: rate, loss_treatment: 'carry_forward', household_cash: 0 },
        }
        const household = (wrapper: string, one: Params) =>
          householdSeries(project(planOf([inWrapper(wrapper, one), salary], taxed)), 'household').at(-1)!
        expect(household('deferred', sold)).toBeCloseTo(household('tax_free', afterTax), 2)
      }),
    )
  })
})

it('one’s own name is what it was before there were others, to the bit', () => {
  fc.assert(
    fc.property(planArbitrary(4, 6, ordinary), (plan) => {
      const instances = plan.instances.map((one) => {
        const { tax_wrapper: _, access_month: __, employer_contribution: ___, ...params } = one.params
        return { ...one, params }
      })
      const said = instances.map((one) =>
        one.kind === 'portfolio' ? { ...one, params: { ...one.params, tax_wrapper: 'none' } } : one,
      )
      const [before, after] = [instances, said].map((list) =>
        blockRunner(compilePlan({ ...plan, instances: list }), 4)(0).totals.join(),
      )
      expect(after).toBe(before)
    }),
    { numRuns: 60 },
  )
})

it('nothing leaves an account before there is access to it, whatever else is planned', () => {
  fc.assert(
    fc.property(
      instanceArbitrary('portfolio', 'fund', ordinary),
      fc.constantFrom('tax_free', 'deferred', 'super'),
      fc.constantFrom('overdraft', 'cash_then_portfolios'),
      ({ params: { sale_month: _, withdrawal_start_month: __, ...params }, ...one }, tax_wrapper, from) => {
        const locked = {
          ...one,
          params: {
            ...params,
            tax_wrapper,
            access_month: '2031-01',
            as_of_month: '2026-01',
            start_month: '2020-01',
          },
        }
        const spent = instanceOf('cash_flow', { amount: 9_000, direction: 'expense' })
        const plan = planOf([locked, spent], { cover_shortfall_from: from })
        expect([...totalSeries(project(plan), 'withdrawals')].slice(0, 6)).toEqual([0, 0, 0, 0, 0, 0])
      },
    ),
  )
})
