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
