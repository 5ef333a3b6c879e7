import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import { standingAt } from './holding-states.ts'
import { ordinary, planArbitrary } from './plan.arbitrary.ts'
import { instanceOf } from './plan.fixture.ts'
import { project } from './project.ts'
import { instanceSeries, totalAt } from './projection.ts'

it('are those with which a projection from the same month begins, to the bit', () => {
  fc.assert(
    fc.property(planArbitrary(6, 1, ordinary), (plan) => {
      const { instances, assumptions, startMonth } = plan
      const projection = project(plan)
      const { states, household } = standingAt(instances, assumptions, startMonth)
      instances.forEach(({ id, kind }, i) => {
        const at = (row: Parameters<typeof instanceSeries>[2]) => instanceSeries(projection, id, row)[0]!
        const { asset, offset, debt } = states[i]!
        expect(asset).toBe(
          at('propertyValue') + at('portfolioValue') + (kind === 'cash' ? at('cashValue') : 0),
        )
        expect(offset).toBe(kind === 'cash' ? 0 : at('cashValue'))
        expect(debt).toBe(at('debt'))
      })
      expect(household).toBe(totalAt(projection, 'household', 0))
    }),
    { numRuns: 300 },
  )
})

it('are nothing for what is archived, sold or still to be bought, in the order given', () => {
  const cash = (value: number, params = {}, overrides = {}) =>
    instanceOf('cash', { value, interest_rate: 0, ...params }, { id: `${value}`, ...overrides })
  const instances = [
    cash(1, {}, { status: 'archived' }),
    cash(2),
    cash(3, { start_month: '2026-12' }),
    instanceOf('portfolio', { value: 4, sale_month: '2026-10' }),
    instanceOf('loan', { balance: 6, rate: 0, term_months: 3, as_of_month: '2026-10' }),
    instanceOf('cash_flow', { amount: 8_000, as_of_month: '2025-11' }, { id: 'salary' }),
    instanceOf('cash_flow', { amount: 70, direction: 'expense', end_month: '2026-11' }, { id: 'fees' }),
    instanceOf('cash_flow', { amount: 70, end_month: '2026-10' }, { id: 'ended' }),
    instanceOf('cash_flow', { amount: 70, tax_treatment: 'rate_only' }, { id: 'elsewhere' }),
  ]
  expect(standingAt(instances, {}, toMonth('2026-11')).states).toEqual([
    { asset: 0, offset: 0, debt: 0, flow: 0 },
    { asset: 2, offset: 0, debt: 0, flow: 0 },
    { asset: 0, offset: 0, debt: 0, flow: 0 },
    { asset: 0, offset: 0, debt: 0, flow: 0 },
    { asset: 0, offset: 0, debt: 4, flow: 0 },
    { asset: 0, offset: 0, debt: 0, flow: 8_200 },
    { asset: 0, offset: 0, debt: 0, flow: -70 },
    { asset: 0, offset: 0, debt: 0, flow: 0 },
    { asset: 0, offset: 0, debt: 0, flow: 0 },
  ])
})
