import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import { samplePortfolio } from '#domain/instances/sample-portfolio.ts'
import { standingAt } from './holding-states.ts'
import { netWorthNow } from './net-worth-now.ts'
import { ordinary, planArbitrary } from './plan.arbitrary.ts'
import { instanceOf } from './plan.fixture.ts'
import { project } from './project.ts'
import { totalSeries } from './projection.ts'
import type { Row } from './rows.ts'

it('is the first point of the projection, of each kind and of all together', () => {
  fc.assert(
    fc.property(
      planArbitrary(6, 2, ordinary),
      fc.integer({ min: -50_000, max: 500_000 }),
      (plan, household_cash) => {
        const assumptions = { ...plan.assumptions, household_cash }
        const projection = project({ ...plan, assumptions })
        const now = netWorthNow(plan.instances, standingAt(plan.instances, assumptions, plan.startMonth))
        const first = (row: Row) => totalSeries(projection, row)[0]!
        const reach = Math.max(1, ...Object.values(now).map(Math.abs))
        for (const [amount, row] of [
          [now.property, 'propertyValue'],
          [now.portfolio, 'portfolioValue'],
          [now.cash, 'cashValue'],
          [now.debt, 'debt'],
          [now.household, 'household'],
          [now.net, 'netWorth'],
          [now.net, 'netWorthReal'],
        ] as const)
          expect(Math.abs(amount - first(row)) / reach, row).toBeLessThan(1e-12)
      },
    ),
    { numRuns: 300 },
  )
})

/** What is left of a loan after so many level payments: the textbook formula. */
function balanceAfter(payments: number, loan: number, rate: number, months: number): number {
  const r = rate / 100 / 12
  const payment = (loan * r) / (1 - (1 + r) ** -months)
  return loan * (1 + r) ** payments - (payment * ((1 + r) ** payments - 1)) / r
}

it('carries old amounts forward, and leaves out what is archived, sold, repaid or still to be bought', () => {
  const holdings = [
    instanceOf(
      'property',
      {
        ...{ value: 500_000, as_of_month: '2022-01', growth_rate: 5 },
        ...{ loan_balance: 400_000, loan_rate: 6, loan_term_months: 300 },
      },
      { id: 'flat' },
    ),
    instanceOf('cash', { value: 50_000 }, { id: 'deposit', status: 'archived' }),
    instanceOf('portfolio', { value: 30_000, sale_month: '2025-06' }, { id: 'sold' }),
    instanceOf('property', { value: 300_000, start_month: '2028-01' }, { id: 'planned' }),
    instanceOf('property', { value: 200_000, ownership_share: 50, loan_balance: 100_000 }, { id: 'half' }),
    instanceOf('loan', { balance: 20_000, as_of_month: '2019-01', term_months: 60 }, { id: 'repaid' }),
  ]
  // From January 2022 to November 2026 are 58 months.
  const flat = 500_000 * 1.05 ** (58 / 12)
  const loan = balanceAfter(58, 400_000, 6, 300)
  expect([flat, loan].map(Math.round)).toEqual([632_973, 361_274])
  const now = netWorthNow(holdings, standingAt(holdings, {}, toMonth('2026-11')))
  expect(now.property).toBeCloseTo(flat + 100_000, 4)
  expect(now.debt).toBeCloseTo(loan + 50_000, 4)
  expect([now.portfolio, now.cash, now.household]).toEqual([0, 0, 0])
  expect(now.net).toBeCloseTo(321_698.78, 2)
})

it('adds up the sample portfolio, offset account among the cash, and the household account', () => {
  const month = toMonth('2026-11')
  const holdings = samplePortfolio(month).map((row, index) => ({
    ...row,
    id: `${index}`,
    lineageId: `${index}`,
  }))
  expect(netWorthNow(holdings, standingAt(holdings, { household_cash: -1_500 }, month))).toEqual({
    property: 790_000 + 685_000,
    portfolio: 132_000,
    cash: 34_000 + 22_000,
    debt: 265_000 + 498_000 + 21_500,
    household: -1_500,
    net: 877_000,
  })
})
