import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Params } from '#domain/instances/types.ts'
import { compilePlan } from './compile/compile.ts'
import { type PathRow, pathRows } from './engine/record.ts'
import { instanceArbitrary, ordinary, planArbitrary } from './plan.arbitrary.ts'
import { instanceOf, planOf } from './plan.fixture.ts'
import type { Plan, PlanInstance } from './plan.ts'
import { project } from './project.ts'
import { instanceSeries, totalSeries } from './projection.ts'
import { blockRunner } from './simulation/blocks.ts'
import { simulate } from './simulation/simulate.ts'

const covering: Params = { cover_shortfall_from: 'cash_then_portfolios' }
const withCovering = (plan: Plan, more: Params = {}): Plan => ({
  ...plan,
  assumptions: { ...plan.assumptions, ...covering, ...more },
})

const PATHS = 8

/** Every path of a simulation of few paths: a row at a point. */
function pathsOf(plan: Plan) {
  const { totals, points } = blockRunner(compilePlan(plan), PATHS)(0)
  const of = (row: PathRow, point: number) => {
    const start = (pathRows.indexOf(row) * points + point) * PATHS
    return totals.subarray(start, start + PATHS)
  }
  return { of, points }
}

it('never sells more than there is, on any path of any plan', () => {
  fc.assert(
    fc.property(planArbitrary(5, 8, ordinary), (plan) => {
      const { of, points } = pathsOf(withCovering(plan, { paths: PATHS }))
      for (let point = 0; point < points; point++)
        for (const row of ['portfolioValue', 'cashValue'] as const)
          expect(Math.min(...of(row, point)), row).toBeGreaterThanOrEqual(0)
    }),
  )
})

/** A deposit or a portfolio that is there all the time and can be drawn on, of any kind otherwise. */
const cover = (kind: 'cash' | 'portfolio', id: string) =>
  instanceArbitrary(kind, id, ordinary).map((one): PlanInstance => {
    const {
      start_month: _start,
      sale_month: _sale,
      as_of_month: _month,
      access_month: _access,
      ...params
    } = one.params
    return { ...one, params: { ...params, value: Number(params.value) } }
  })
const covers = fc.tuple(
  cover('cash', 'a'),
  cover('cash', 'b'),
  cover('portfolio', 'c'),
  cover('portfolio', 'd'),
)

it('overdraws the account only where nothing is left to draw on, and takes turns', () => {
  const spending = fc.integer({ min: 0, max: 40_000 })
  fc.assert(
    fc.property(planArbitrary(2, 6, ordinary), covers, spending, (plan, holdings, amount) => {
      const expense = instanceOf('cash_flow', { amount, direction: 'expense' }, { id: 'expense' })
      const others = plan.instances.filter(({ kind }) => kind === 'property' || kind === 'loan')
      const all = [...holdings, ...others, expense]
      const projection = project(withCovering({ ...plan, instances: all }))
      const household = totalSeries(projection, 'household')
      const worth = (id: string, year: number) => instanceSeries(projection, id, 'netWorth')[year]!
      const covered = (id: string, year: number) => instanceSeries(projection, id, 'covered')[year]!
      const last = (year: number) => household[year]! < -0.01
      for (let year = 1; year <= projection.years; year++) {
        if (last(year)) for (const { id } of holdings) expect(worth(id, year), id).toBeLessThan(0.01)
        // Nothing is paid into a deposit from which nothing is left: what comes later is drawn on only then.
        for (const { id, params } of holdings.slice(0, 2))
          if (Math.max(covered('c', year), covered('d', year)) > 0.01 && !params.monthly_contribution)
            expect(worth(id, year), id).toBeLessThan(0.01)
      }
    }),
  )
})

it('leaves net worth as it is, sold or borrowed, where both cost the same and there is no tax', () => {
  const rate = fc.double({ min: 0, max: 12, noNaN: true })
  const amounts = fc.array(fc.integer({ min: -6_000, max: 6_000 }), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(rate, amounts, fc.integer({ min: 0, max: 200_000 }), (interest, flows, value) => {
      const instances = [
        instanceOf('cash', { value, interest_rate: interest }, { id: 'one' }),
        instanceOf('cash', { value: value / 3, interest_rate: interest, shortfall_order: 4 }, { id: 'two' }),
        ...flows.map((amount, i) =>
          instanceOf(
            'cash_flow',
            { amount: Math.abs(amount), direction: amount < 0 ? 'expense' : 'income' },
            { id: `flow-${i}` },
          ),
        ),
      ]
      const rates = { household_cash_rate: interest, household_deficit_rate: interest, household_cash: 1_000 }
      const borrowed = planOf(instances, rates)
      const [sold, owed] = [project(withCovering(borrowed)), project(borrowed)].map((one) =>
        totalSeries(one, 'netWorth'),
      ) as [Float64Array, Float64Array]
      sold.forEach((amount, year) => {
        expect(Math.abs(amount - owed[year]!)).toBeLessThan(1e-9 * Math.max(1e6, Math.abs(amount)))
      })
    }),
  )
})

it('reports no shortfall of a household that has enough, in any future, whatever it is taxed', () => {
  const taxed = fc.record({
    tax_system: fc.constantFrom('none', 'flat', 'au_resident', 'custom'),
    horizon_years: fc.integer({ min: 1, max: 20 }),
    household_cash: fc.integer({ min: -50_000, max: 50_000 }),
    seed: fc.integer({ min: 0, max: 1_000 }),
  })
  fc.assert(
    fc.property(taxed, fc.integer({ min: 0, max: 4_000 }), (assumptions, amount) => {
      const plan = planOf(
        [
          instanceOf('portfolio', { value: 40_000_000, cost_base: 1_000_000 }),
          instanceOf('cash_flow', { amount, direction: 'expense' }),
        ],
        { ...covering, ...assumptions, paths: PATHS },
      )
      expect(simulate(plan).deficit).toMatchObject({ chance: { value: 0 }, failing: null })
      expect(Math.max(...totalSeries(project(plan), 'deficit'))).toBe(0)
    }),
    { numRuns: 40 },
  )
})

it('tells of failing futures when and how deep: they are those whose account is overdrawn', () => {
  const plan = planOf(
    [
      instanceOf('portfolio', { value: 400_000, volatility: 18 }),
      instanceOf('cash_flow', { amount: 2_500, direction: 'expense' }),
    ],
    { ...covering, horizon_years: 30, inflation_rate: 2, household_deficit_rate: 6, paths: 1_000 },
  )
  const { deficit } = simulate(plan)
  const { chance, failing, probabilityByYear } = deficit
  expect(chance.value).toBeGreaterThan(0.2)
  expect(chance.value).toBeLessThan(1)
  const { month, earlyMonth, size, largeSize } = failing!
  expect(earlyMonth).toBeLessThan(month)
  expect(size.value).toBeLessThan(largeSize.value)
  // Once it has failed, it stays overdrawn: by the year of the middle month half of those that ever fail have.
  const failed = (year: number) => probabilityByYear[year]! / chance.value
  expect(failed(Math.floor(month / 12))).toBeLessThanOrEqual(0.5)
  expect(failed(Math.floor(month / 12) + 1)).toBeGreaterThanOrEqual(0.5)
  // The deepest overdraft is the last one, in money of the first month.
  expect(size.value).toBeLessThan((2_500 * 12 * 30 * 1.06 ** 30) / 1.02 ** 30)
})
