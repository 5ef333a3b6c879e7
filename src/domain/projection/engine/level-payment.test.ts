import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instanceOf, planOf } from '../plan.fixture.ts'
import { project } from '../project.ts'
import { instanceSeries } from '../projection.ts'
import { repaidShare } from './level-payment.ts'

const payment = (rate: number, payments: number, balance: number) =>
  balance * (rate + repaidShare(rate, payments))

function loanSeries(params: Record<string, number>, years: number, row: 'interest' | 'principal' | 'debt') {
  const plan = planOf([instanceOf('loan', { balance: 500_000, rate: 6, term_months: 360, ...params })], {
    horizon_years: years,
  })
  return Array.from(instanceSeries(project(plan), 'loan-1', row))
}
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

describe('500,000 at 6% over 30 years', () => {
  it('is paid with 2,997.7526 a month', () => expect(payment(0.005, 360, 500_000)).toBeCloseTo(2997.7526, 4))
  it('costs 579,190.95 of interest', () =>
    expect(sum(loanSeries({}, 30, 'interest'))).toBeCloseTo(579_190.95, 2))
  it('leaves 465,271.78 after 60 payments', () =>
    expect(loanSeries({}, 5, 'debt')[5]).toBeCloseTo(465_271.78, 2))
  it('ends at zero exactly', () => expect(loanSeries({}, 31, 'debt').slice(30)).toEqual([0, 0]))
  it('costs 2,500 and then 3,221.5070 a month when the first five years are interest-only', () => {
    const interest = loanSeries({ interest_only_months: 60 }, 30, 'interest')
    const principal = loanSeries({ interest_only_months: 60 }, 30, 'principal')
    expect([interest[1], principal[1]]).toEqual([30_000, 0])
    expect(interest[6]! + principal[6]!).toBeCloseTo(12 * 3221.507, 2)
    expect(sum(principal)).toBeCloseTo(500_000, 6)
  })
})

it('agrees with the annuity formula for every rate and term', () => {
  const rates = fc.double({ min: 1e-4, max: 0.09, noNaN: true })
  fc.assert(
    fc.property(rates, fc.integer({ min: 1, max: 720 }), (rate, payments) => {
      const exact = rate / Math.expm1(payments * Math.log1p(rate))
      expect(repaidShare(rate, payments)).toBeCloseTo(exact, 12)
    }),
  )
})

it('goes over into equal parts without a jump as the rate nears zero', () => {
  const tiny = fc.double({ min: 0, max: 1e-4, noNaN: true })
  fc.assert(
    fc.property(tiny, fc.integer({ min: 2, max: 720 }), (rate, payments) => {
      const expected = rate < 1e-18 ? 1 / payments : rate / Math.expm1(payments * Math.log1p(rate))
      expect(repaidShare(rate, payments) * payments).toBeCloseTo(expected * payments, 9)
    }),
  )
  expect(repaidShare(0, 12)).toBe(1 / 12)
})

it('is repaid sooner through an offset account and extra payments, with the same regular payment', () => {
  const property = (offset: number) =>
    project(
      planOf(
        [
          instanceOf('property', {
            value: 800_000,
            loan_balance: 500_000,
            loan_rate: 6,
            offset_balance: offset,
          }),
        ],
        { horizon_years: 30 },
      ),
    )
  const [without, beside] = [property(0), property(100_000)]
  const paid = (projection: typeof without, year: number) =>
    instanceSeries(projection, 'property-1', 'interest')[year]! +
    instanceSeries(projection, 'property-1', 'principal')[year]!
  expect(paid(beside, 1)).toBeCloseTo(paid(without, 1), 6)
  expect(instanceSeries(beside, 'property-1', 'debt')[20]).toBeLessThan(
    instanceSeries(without, 'property-1', 'debt')[20]! - 100_000,
  )
  // An offset as large as the loan: no interest at all, and the payments repay the balance alone.
  expect(sum(Array.from(instanceSeries(property(500_000), 'property-1', 'interest')))).toBe(0)
  // 500 extra a month on 500,000 at 6%: 252 months instead of 360 (nper(0.005, 3497.7526, -500000) = 251.3).
  const debt = loanSeries({ extra_monthly_payment: 500 }, 22, 'debt')
  expect(debt[20]).toBeGreaterThan(0)
  expect(debt[21]).toBe(0)
})

it('goes from the fixed rate to the revert rate, levelled anew', () => {
  const params = { fixed_months: 24, revert_rate: 8 }
  const debt = loanSeries(params, 4, 'debt')
  const paid = loanSeries(params, 4, 'interest').map(
    (interest, year) => interest + loanSeries(params, 4, 'principal')[year]!,
  )
  expect(paid[2]).toBeCloseTo(12 * 2997.7526, 2)
  expect(paid[3]).toBeCloseTo(12 * payment(0.08 / 12, 336, debt[2]!), 6)
})

it('is not moved by a shift of rates while it is fixed', () => {
  const interest = (shift: number) => {
    const loan = instanceOf('loan', { balance: 100_000, rate: 6, fixed_months: 12, interest_only_months: 36 })
    const plan = planOf([loan], { horizon_years: 2, loan_rate_shift: shift })
    return Array.from(instanceSeries(project(plan), 'loan-1', 'interest')).slice(1)
  }
  const expected = [6000, 8000]
  interest(2).forEach((value, year) => {
    expect(value).toBeCloseTo(expected[year]!, 8)
  })
})
