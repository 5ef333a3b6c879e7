import fc from 'fast-check'
import { expect, it } from 'vitest'
import { instanceArbitrary, ordinary } from '../plan.arbitrary.ts'
import { planOf } from '../plan.fixture.ts'
import { loanCourse } from './loan-course.ts'

const loans = fc.oneof(
  instanceArbitrary('property', 'one', ordinary),
  instanceArbitrary('loan', 'one', ordinary),
)

it('paying more each month never makes a loan longer or dearer', () => {
  fc.assert(
    fc.property(loans, fc.double({ min: 0, max: 5_000, noNaN: true }), (instance, more) => {
      const key = instance.kind === 'property' ? 'loan_extra_monthly_payment' : 'extra_monthly_payment'
      const params = { ...instance.params, [key]: Number(instance.params[key] ?? 0) + more }
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
