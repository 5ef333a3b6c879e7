import { expect, it } from 'vitest'
import { instanceOf, planOf } from '#domain/projection/plan.fixture.ts'
import { PlanError } from '#domain/projection/plan.ts'
import { planErrorWords } from './plan-error-words.ts'

it('a plan that cannot be is told in the words of the forms', () => {
  const plan = planOf([instanceOf('property', { value: 1 }, { id: 'flat', name: 'Flat' })])
  const refused = new PlanError('flat', 'loan_refinance_month', 'must not come after sale_month.')
  expect(planErrorWords(refused, plan)).toBe('Flat: “Month of refinancing” must not come after “Sale month”.')
  const assumed = new PlanError(null, 'paths', 'must be a whole number of at least 1.')
  expect(planErrorWords(assumed, plan)).toBe('“Simulated futures” must be a whole number of at least 1.')
})
