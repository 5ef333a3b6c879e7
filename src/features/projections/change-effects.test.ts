import { expect, it } from 'vitest'
import { outlooksOf } from '#domain/projection/analysis/outlook.ts'
import type { PathEnds } from '#domain/projection/analysis/path-ends.ts'
import { digitsBorne } from '#domain/projection/simulation/standard-error.ts'
import { combined, effectOf } from './change-effects.ts'

const paths = 200
const path = (value: (index: number) => number) =>
  Float64Array.from({ length: paths }, (_, index) => value(index))
const none = path(() => 0)

/** Ends of paths in no order, with a goal that some of them meet. */
function endsWith(netWorth: Float64Array, lowestCash = none, goal = 50_000): PathEnds {
  return {
    ...{ netWorth, lowestCash, first: none, deepest: none, tax: none, interest: none },
    meetsGoal: netWorth.map((end) => (end >= goal ? 1 : 0)),
    goalYear: netWorth.map((end) => (end >= goal ? 3 : Number.POSITIVE_INFINITY)),
  }
}
const real = endsWith(path((index) => (index * 7919) % 100_003))
const changed = endsWith(
  path((index) => ((index * 7919) % 100_003) + 500 + ((index * 31) % 97) * 10),
  path((index) => 300 + (index % 3)),
)

it('takes for the effect on net worth what is the difference from reality everywhere else', () => {
  const effect = effectOf(changed, real)
  const [scenario] = outlooksOf(real, [{ own: changed, common: changed }]).scenarios
  expect(effect).toMatchObject({ netWorth: Math.round(digitsBorne(scenario!.difference.middle)) })
  expect(effectOf(changed, changed)).toEqual({ netWorth: 0, lowestCash: 0, goalChance: 0 })
  expect(effectOf('running', real)).toBe('running')
  expect(effectOf('failed', 'running')).toBe('failed')
})

it('knows no effect on the goal where one of the two has none', () => {
  const goalless = { ...real, meetsGoal: new Float64Array(), goalYear: new Float64Array() }
  expect(effectOf(changed, goalless)).toMatchObject({ goalChance: null })
})

it('adds up as it is shown: the sum of single effects and what lies between make all together', () => {
  const own = [
    { netWorth: -12_000, lowestCash: 300, goalChance: -2 },
    { netWorth: 4_500, lowestCash: 0, goalChance: null },
  ]
  const add = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const sum = combined(own, add)
  expect(sum).toEqual({ netWorth: -7_500, lowestCash: 300, goalChance: null })
  expect(combined([...own, 'running'], add)).toBe('running')
  expect(combined([...own, 'running', 'failed'], add)).toBe('failed')
})
