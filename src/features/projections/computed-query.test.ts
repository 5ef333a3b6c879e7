import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { planKey } from './computed-query.ts'

const plans: fc.Arbitrary<Plan> = fc.record({
  startMonth: fc.constantFrom('2027-01', '2027-02').map(toMonth),
  assumptions: fc.constantFrom({}, { inflation_rate: 2 }, { inflation_rate: 2, seed: 1 }),
  instances: fc.array(
    fc.record({
      id: fc.constantFrom('a', 'b'),
      lineageId: fc.constant('line'),
      name: fc.constant('Savings'),
      kind: fc.constant('cash' as const),
      status: fc.constant('active' as const),
      params: fc.constantFrom({ value: 1 }, { value: 2, interest_rate: 3 }, { interest_rate: 3, value: 2 }),
    }),
    { maxLength: 3 },
  ),
})

it('has one key for equal plans, whatever they are made of, and another for every other', () => {
  fc.assert(
    fc.property(plans, plans, (one, other) => {
      expect(planKey(structuredClone(one))).toBe(planKey(one))
      let isSame = true
      try {
        expect(other).toEqual(one)
      } catch {
        isSame = false
      }
      expect(planKey(one) === planKey(other)).toBe(isSame)
    }),
    { numRuns: 1_000 },
  )
})
