import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addMonths } from '#domain/calendar/month.ts'
import { inOrder, instanceArbitrary, knownSince, ordinary } from '../plan.arbitrary.ts'
import { planOf } from '../plan.fixture.ts'
import { loanCourse } from './loan-course.ts'

const loans = fc.oneof(
  instanceArbitrary('property', 'one', ordinary),
  instanceArbitrary('loan', 'one', ordinary),
)

/** More of what repays it sooner. */
const ways = fc.oneof(
  fc.record({ extra_monthly_payment: fc.double({ min: 0, max: 5_000, noNaN: true }) }),
  fc.record({ lump_sum: fc.double({ min: 0, max: 100_000, noNaN: true }) }),
)

it('paying more each month, once or every year never makes a loan longer or dearer', () => {
  fc.assert(
    fc.property(loans, ways, fc.integer({ min: 1, max: 200 }), (instance, way, months) => {
      const prefix = instance.kind === 'property' ? 'loan_' : ''
      const given = instance.params
      const dated = {
        [`${prefix}lump_sum_month`]: given[`${prefix}lump_sum_month`] ?? addMonths(knownSince, months),
      }
      const more = Object.entries(way).map(([key, amount]) => {
        const whole = `${prefix}${key}`
        return [whole, Number(given[whole] ?? 0) + amount]
      })
      const params = inOrder({ ...given, ...('lump_sum' in way && dated), ...Object.fromEntries(more) })
      fc.pre(Object.keys(given).every((key) => key in params))
      const [before, after] = [instance, { ...instance, params }].map((one) =>
        loanCourse(planOf([one]), 'one'),
      )
      // It may have been repaid before the projection begins.
      if (!after) return
      if (!before) return expect.fail('there is a loan only where more is paid')
      expect(after.payments).toBeLessThanOrEqual(before.payments)
      expect(after.interest).toBeLessThanOrEqual(before.interest * (1 + 1e-9) + 0.001)
    }),
    { numRuns: 300 },
  )
})
