import { expect, it } from 'vitest'
import { compilePlan } from '#domain/projection/compile/compile.ts'
import { sure } from '../scripts/sure.ts'
import { benchmarkPlan } from './projection-plan.ts'
import { compileReference, countDifferences, runAsReference } from './projection-reference.ts'

const reference = compileReference()

it.skipIf(reference === null)('the engine and its reference in C give the same bits (needs gcc)', () => {
  const paths = 1500
  const plan = compilePlan(benchmarkPlan(20, paths))
  const parts = runAsReference(plan, paths)
  const { results } = sure(reference).run(plan, paths)
  sure(reference).close()
  expect(countDifferences(parts, results)).toBe(0)
  const last = sure(parts.at(-1))
  last[1] = sure(last[1]) + 1
  expect(countDifferences(parts, results)).toBe(1)
})
