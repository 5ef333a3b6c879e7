import { expect, it } from 'vitest'
import { bestOf } from './best-of.ts'

const scenarios = ['a', 'b', 'c', 'd'].map((id) => ({ id }))
const best = (...results: readonly number[]) => {
  const found = bestOf(scenarios, new Map(results.map((result, at) => [scenarios[at]?.id ?? '', result])), 3)
  return { ...found, best: found.best.map(({ id }) => id).join('') }
}

it('shows the most ahead first, and none that is level with reality or behind it beside them', () => {
  expect(best(10, 30, 20, 40)).toEqual({ isAhead: true, best: 'dbc', failed: 0 })
  expect(best(0, 30, -20, 0.001)).toEqual({ isAhead: true, best: 'b', failed: 0 })
})

it('says that none is ahead where all are level or behind', () => {
  expect(best(-10, 0, -20, -5)).toEqual({ isAhead: false, best: 'bda', failed: 0 })
})

it('counts those that could not be worked out, and lets the others stand', () => {
  expect(best(10, Number.NEGATIVE_INFINITY, 20, Number.NEGATIVE_INFINITY)).toEqual({
    ...{ isAhead: true, best: 'ca', failed: 2 },
  })
  expect(best(...scenarios.map(() => Number.NEGATIVE_INFINITY))).toEqual({
    isAhead: false,
    best: '',
    failed: 4,
  })
})
