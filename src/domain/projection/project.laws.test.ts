import fc from 'fast-check'
import { expect, it } from 'vitest'
import { planArbitrary } from './plan.arbitrary.ts'
import { instanceOf, planOf } from './plan.fixture.ts'
import { PlanError } from './plan.ts'
import { project } from './project.ts'
import { householdSeries, instanceSeries, type Projection, totalSeries } from './projection.ts'
import { type Row, rows } from './rows.ts'

/** Sums of numbers this large lose cents: the tolerance follows the size of what was added. */
function scaleOf(projection: Projection): number {
  return projection.totals.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1)
}

it('gives finite numbers for everything that the schemas allow', () => {
  fc.assert(
    fc.property(planArbitrary(5, 60), (plan) => {
      const { totals, perInstance, household } = project(plan)
      for (const values of [totals, perInstance, household])
        expect(values.findIndex((value) => !Number.isFinite(value))).toBe(-1)
    }),
    { numRuns: 300 },
  )
})

it('has instances and household account add up to the totals', () => {
  fc.assert(
    fc.property(planArbitrary(5, 20), (plan) => {
      const projection = project(plan)
      const tolerance = 1e-9 * scaleOf(projection) + 1e-6
      for (const row of rows) {
        if (row === 'deficit') continue
        const sums = Array.from(householdSeries(projection, row))
        for (const { id } of projection.instances)
          instanceSeries(projection, id, row).forEach((value, year) => {
            sums[year]! += value
          })
        const totals = totalSeries(projection, row)
        const worst = sums.reduce((most, value, year) => Math.max(most, Math.abs(value - totals[year]!)), 0)
        expect(worst, row).toBeLessThan(tolerance)
      }
    }),
  )
})

it('moves the household account by the net cash flow, and net worth by what is earned', () => {
  fc.assert(
    fc.property(planArbitrary(4, 20), (plan) => {
      const projection = project(plan)
      const tolerance = 1e-9 * scaleOf(projection) + 1e-6
      const at = (row: Row, year: number) => totalSeries(projection, row)[year]!
      for (let year = 1; year <= projection.years; year++) {
        const flow =
          at('income', year) -
          at('reinvested', year) +
          at('received', year) -
          at('spent', year) -
          at('expenses', year) -
          at('interest', year) -
          at('principal', year) -
          at('contributions', year) +
          at('withdrawals', year) -
          at('tax', year)
        const change = at('household', year) - at('household', year - 1)
        const earned =
          at('income', year) +
          at('growth', year) +
          at('received', year) -
          at('spent', year) -
          at('expenses', year) -
          at('interest', year) -
          at('tax', year)
        expect(Math.abs(flow - change)).toBeLessThan(tolerance)
        expect(Math.abs(at('netWorth', year) - at('netWorth', year - 1) - earned)).toBeLessThan(tolerance)
      }
    }),
  )
})

it('does not depend on the order of instances, to the bit', () => {
  fc.assert(
    fc.property(planArbitrary(5, 10), (plan) => {
      const forwards = project(plan)
      const backwards = project({ ...plan, instances: plan.instances.toReversed() })
      expect(backwards.totals).toEqual(forwards.totals)
      expect(backwards.household).toEqual(forwards.household)
      for (const { id } of plan.instances)
        expect(instanceSeries(backwards, id, 'netWorth')).toEqual(instanceSeries(forwards, id, 'netWorth'))
    }),
  )
})

it('goes on from a shorter horizon without changing it but for the tax settled at its end, to the bit', () => {
  fc.assert(
    fc.property(planArbitrary(4, 20), (plan) => {
      const shorter = project(plan)
      // Where the horizon ends within a tax year, that one is settled with the last month.
      const until = shorter.years
      const years = shorter.years + 1
      const longer = project({ ...plan, assumptions: { ...plan.assumptions, horizon_years: years } })
      for (const row of rows)
        expect(totalSeries(longer, row).slice(0, until)).toEqual(totalSeries(shorter, row).slice(0, until))
    }),
  )
})

it('leaves out what is archived, and names an instance that is given twice', () => {
  const cash = instanceOf('cash', { value: 1000 })
  const archived = instanceOf('cash', { value: 5 }, { id: 'old', status: 'archived' })
  const projection = project(planOf([cash, archived]))
  expect(projection.instances.map(({ id }) => id)).toEqual(['cash-1'])
  expect(totalSeries(projection, 'netWorth')[0]).toBe(1000)
  expect(instanceSeries(projection, 'old', 'netWorth')[0]).toBe(0)
  expect(() => project(planOf([cash, cash]))).toThrow(PlanError)
})

it.each([
  ['cash', { value: 'much' }, 'value'],
  ['property', { value: 1, growth_rate: Number.NaN }, 'growth_rate'],
  ['property', { value: 1, sale_month: '2026-13' }, 'sale_month'],
  ['loan', { balance: -1 }, 'balance'],
  ['loan', { balance: 1, term_months: 0 }, 'term_months'],
  ['cash_flow', { amount: 1, start_month: '2030-01', end_month: '2029-12' }, 'end_month'],
  ['portfolio', { value: 1, reinvest_income: 'yes' }, 'reinvest_income'],
] as const)('names instance and field of a %s with %o', (kind, params, field) => {
  expect(() => project(planOf([instanceOf(kind, params)]))).toThrow(
    expect.objectContaining({ code: 'PLAN_INVALID', instanceId: `${kind}-1`, field }),
  )
})

it.each([
  [
    { correlation_property_shares: 1, correlation_property_rates: 1, correlation_shares_rates: -1 },
    'correlation_shares_rates',
  ],
  [{ tax_system: 'custom', tax_brackets: '5:10' }, 'tax_brackets'],
  [{ tax_system: 'custom', gains_brackets: '5:10' }, 'gains_brackets'],
  [{ tax_system: 'custom', dividend_brackets: '0:10, 0:20' }, 'dividend_brackets'],
  [{ tax_system: 'moon' }, 'tax_system'],
  [{ horizon_years: 0 }, 'horizon_years'],
] as const)('names the assumption that is wrong in %o', (assumptions, field) => {
  expect(() => project(planOf([], assumptions))).toThrow(expect.objectContaining({ instanceId: null, field }))
})
