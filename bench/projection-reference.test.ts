import { expect, it } from 'vitest'
import { compilePlan } from '#domain/projection/compile/compile.ts'
import { benchmarkPlan } from './projection-plan.ts'
import { compileReference, countDifferences, runAsReference } from './projection-reference.ts'

const reference = compileReference()

it.skipIf(reference === null)('the engine and its reference in C give the same bits (needs gcc)', () => {
  const paths = 1500
  const plan = compilePlan(benchmarkPlan(20, paths))
  const parts = runAsReference(plan, paths)
  const { results } = reference!.run(plan, paths)
  reference!.close()
  expect(countDifferences(parts, results)).toBe(0)
  parts.at(-1)![1]! += 1
  expect(countDifferences(parts, results)).toBe(1)
})
