import { describe, expect, it } from 'vitest'
import type { Params } from '#domain/instances/types.ts'
import { instanceOf, planOf } from '../plan.fixture.ts'
import { loanCourse } from './loan-course.ts'

const home = (params: Params) =>
  instanceOf('property', {
    value: 900_000,
    loan_balance: 500_000,
    loan_rate: 6,
    loan_term_months: 360,
    ...params,
  })
const courseOf = (params: Params) => loanCourse(planOf([home(params)]), 'property-1')

describe('500,000 at 6% over 30 years on a property', () => {
  it('is paid with 2,997.75 a month until the last payment thirty years on', () => {
    const course = courseOf({})
    expect(course?.repayment).toBeCloseTo(2997.7526, 4)
    expect(course?.lastMonth).toBe('2055-12')
    expect(course?.payments).toBe(360)
    expect(course?.interest).toBeCloseTo(579_190.95, 2)
    expect(course?.afterInterestOnly).toBeNull()
    expect(course?.saved).toBeNull()
  })

  it('ends earlier with 500 more a month, and says what that saves', () => {
    const course = courseOf({ loan_extra_monthly_payment: 500 })
    expect(course?.repayment).toBeCloseTo(3497.7526, 4)
    expect(course?.payments).toBe(252)
    expect(course?.saved).toEqual({ interest: expect.closeTo(579_190.95 - course!.interest, 2), months: 108 })
  })

  it('says what is paid when the interest-only time is over', () => {
    const course = courseOf({ loan_interest_only_months: 60 })
    expect(course?.repayment).toBeCloseTo(2500, 8)
    expect(course?.afterInterestOnly).toEqual({ month: '2031-01', repayment: expect.closeTo(3221.507, 3) })
  })

  it('scales with the share that is owned, and begins with a purchase to come', () => {
    expect(courseOf({ ownership_share: 50 })?.repayment).toBeCloseTo(2997.7526 / 2, 4)
    const later = courseOf({ start_month: '2028-03' })
    expect([later?.payments, later?.lastMonth]).toEqual([360, '2058-02'])
  })
})

it('is none of what is not owed, and none of a loan that is sold before it is known', () => {
  expect(courseOf({ loan_balance: 0 })).toBeNull()
  expect(courseOf({ as_of_month: '2025-01', loan_term_months: 5 })).toBeNull()
  expect(loanCourse(planOf([instanceOf('cash', { value: 1 })]), 'cash-1')).toBeNull()
})

it('ends with the sale that repays the loan, and counts the money until then', () => {
  const course = courseOf({ sale_month: '2027-12' })
  expect([course?.payments, course?.lastMonth]).toEqual([24, '2027-12'])
})

describe('what is paid ahead once, or out of the household account', () => {
  it('is a lump sum that shortens the loan, beside a repayment that stays', () => {
    const course = courseOf({ loan_lump_sum: 20_000, loan_lump_sum_month: '2026-01' })
    expect(course?.repayment).toBeCloseTo(2997.7526, 4)
    // One payment leaves 479,502.25, which the same payment repays in −ln(1 − 479,502.25 · 0.005 / 2,997.75) / ln 1.005 = 322.5 months.
    expect(course?.payments).toBe(324)
    expect(course?.saved?.months).toBe(36)
    expect(course?.saved?.interest).toBeCloseTo(579_190.95 - course!.interest, 2)
  })

  it('is never more than is owed, and comes again every year', () => {
    const once = courseOf({ loan_lump_sum: 600_000, loan_lump_sum_month: '2027-01' })
    expect([once?.payments, once?.lastMonth]).toEqual([13, '2027-01'])
    const yearly = courseOf({
      loan_lump_sum: 90_000,
      loan_lump_sum_month: '2026-06',
      loan_lump_sum_yearly: true,
    })
    // 450,000 in five Junes, and some 60,000 of regular repayments.
    expect(yearly?.lastMonth).toBe('2030-06')
  })

  it('counts the household account of the whole plan until the loan is repaid, whatever the horizon', () => {
    const flat = home({ loan_uses_household_offset: true })
    const wages = instanceOf('cash_flow', { amount: 2997.7526, follows_inflation: false })
    const plan = planOf([flat, wages], { household_cash: 100_000, horizon_years: 5 })
    const separate = courseOf({ offset_balance: 100_000 })
    const course = loanCourse(plan, 'property-1')
    expect(course?.usesHousehold).toBe(true)
    expect(course?.interest).toBeCloseTo(separate!.interest, 0)
    expect(course?.saved?.interest).toBeCloseTo(separate!.saved!.interest, 0)
    expect([course?.payments, course?.lastMonth]).toEqual([separate?.payments, separate?.lastMonth])
    const alone = loanCourse(planOf([flat], { household_cash: 100_000 }), 'property-1')
    expect(alone!.interest).toBeGreaterThan(course!.interest + 10_000)
  })
})

describe('a refinancing', () => {
  const refinanced = (params: Params) => courseOf({ loan_refinance_month: '2026-01', ...params })?.refinancing

  it('earns its costs back by lower repayments, and sooner by lower interest', () => {
    const found = refinanced({ loan_refinance_rate: 5, loan_refinance_costs: 5_000 })
    expect(found?.lower).toBeCloseTo(2997.7526 - 2684.1081, 3)
    // 5,000 ÷ 313.64; a twelfth of 1% of 500,000 is 416.67 in the first month.
    expect(found?.breakEven).toEqual({ byRepayments: 16, byInterest: 12 })
    expect(found?.savedInAll).toBeCloseTo(360 * 313.6445 - 5_000, 0)
  })

  it('never does where it saves nothing, and earns nothing by a longer term but lower repayments', () => {
    const dearer = refinanced({ loan_refinance_rate: 7, loan_refinance_costs: 5_000 })
    expect(dearer?.breakEven).toEqual({ byRepayments: null, byInterest: null })
    expect(dearer!.savedInAll).toBeLessThan(-5_000)
    const longer = refinanced({ loan_refinance_term_months: 480, loan_refinance_costs: 1_000 })
    expect(longer?.breakEven).toEqual({ byRepayments: 5, byInterest: null })
  })

  it('that is without costs, or has passed, has none to earn back', () => {
    expect(refinanced({ loan_refinance_rate: 5 })?.breakEven).toEqual({ byRepayments: 0, byInterest: 1 })
    expect(courseOf({})?.refinancing).toBeNull()
    expect(courseOf({ as_of_month: '2025-01', loan_refinance_month: '2025-06' })?.refinancing).toBeNull()
  })
})
