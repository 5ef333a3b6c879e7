import fc from 'fast-check'
import { expect, it } from 'vitest'
import { repaidShare } from './engine/level-payment.ts'
import { knownPlans } from './plan.arbitrary.ts'
import { instanceOf, planOf } from './plan.fixture.ts'
import type { Plan } from './plan.ts'
import { project } from './project.ts'
import { instanceSeries, totalSeries } from './projection.ts'

/** Every loan, or none. */
const withOffset = (plan: Plan, isUsed: boolean): Plan => ({
  ...plan,
  instances: plan.instances.map((one) => {
    const key = one.kind === 'property' ? 'loan_uses_household_offset' : 'uses_household_offset'
    const hasLoan = one.kind === 'property' || one.kind === 'loan'
    return hasLoan ? { ...one, params: { ...one.params, [key]: isUsed } } : one
  }),
})

it('an account that earns nothing leaves nobody poorer by standing against loans, where there is no tax', () => {
  fc.assert(
    fc.property(knownPlans, (known) => {
      const assumptions = { ...known.assumptions, tax_system: 'none', household_cash_rate: 0 }
      const plan = { ...known, assumptions }
      const [used, unused] = [true, false].map((isUsed) => project(withOffset(plan, isUsed)))
      const largest = unused!.totals.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
      const without = totalSeries(unused!, 'netWorth')
      totalSeries(used!, 'netWorth').forEach((value, year) => {
        expect(value, `year ${year}`).toBeGreaterThanOrEqual(without[year]! - 0.005 - 1e-10 * largest)
      })
    }),
    { numRuns: 200 },
  )
})

const amounts = (max: number) => fc.double({ min: 1, max, noNaN: true })

it('an account that holds the same all the time saves what a separate offset account saves', () => {
  fc.assert(
    fc.property(
      fc.record({ balance: amounts(1e6), percent: fc.double({ min: 0, max: 20, noNaN: true }) }),
      fc.integer({ min: 2, max: 120 }),
      amounts(1e6),
      ({ balance, percent }, term, held) => {
        const params = { value: 1e6, loan_balance: balance, loan_rate: percent, loan_term_months: term }
        // What comes in pays the regular repayment, month for month.
        const amount = balance * (percent / 1200 + repaidShare(percent / 1200, term))
        const household = [
          instanceOf('property', { ...params, loan_uses_household_offset: true }),
          instanceOf('cash_flow', { amount }),
        ]
        const separate = instanceOf('property', { ...params, offset_balance: held })
        const [one, other] = [
          project(planOf(household, { household_cash: held })),
          project(planOf([separate])),
        ]
        for (const row of ['interest', 'debt'] as const) {
          const expected = instanceSeries(other, 'property-1', row)
          instanceSeries(one, 'property-1', row).forEach((value, year) => {
            expect(Math.abs(value - expected[year]!)).toBeLessThanOrEqual(0.005)
          })
        }
      },
    ),
  )
})
