import { expect, it } from 'vitest'
import { instanceOf, planOf } from '#domain/projection/plan.fixture.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { firstFutures } from './edited-outlook.ts'

const planWith = (instances: number, paths: number) =>
  planOf(
    Array.from({ length: instances }, (_, i) => instanceOf('cash', { value: 1_000 }, { id: `${i}` })),
    { paths },
  )
const first = (scenario: Plan, reality: Plan) => {
  const few = firstFutures({ scenario, reality })
  return [few.scenario.assumptions.paths, few.reality.assumptions.paths]
}

it('shows first what can be played through at once, as many futures of both', () => {
  expect(first(planWith(10, 10_000), planWith(9, 10_000))).toEqual([1_000, 1_000])
  expect(first(planWith(31, 10_000), planWith(30, 10_000))).toEqual([483, 483])
  expect(first(planWith(300, 1_000), planWith(300, 1_000))).toEqual([100, 100])
})

it('leaves a plan as it is that asks for no more', () => {
  const plan = planWith(10, 1_000)
  expect(firstFutures({ scenario: plan, reality: plan }).scenario).toBe(plan)
})
