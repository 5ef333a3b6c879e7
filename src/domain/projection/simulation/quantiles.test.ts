import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bandProbabilities, quantileScratch, quantiles } from './quantiles.ts'

function bySorting(values: readonly number[], probability: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const h = (sorted.length - 1) * probability
  const [below, above] = [sorted[Math.floor(h)]!, sorted[Math.ceil(h)]!]
  return below + (h - Math.floor(h)) * (above - below)
}

it('interpolates between the order statistics that sorting would find', () => {
  const cents = fc.maxSafeInteger().map((value) => value / 100)
  const number = fc.oneof(cents, fc.integer({ min: 0, max: 5 }))
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 300 }), (values) => {
      const out = new Float64Array(bandProbabilities.length)
      quantiles(Float64Array.from(values), bandProbabilities, quantileScratch(values.length), out, 0)
      expect(Array.from(out, (value) => value + 0)).toEqual(
        bandProbabilities.map((probability) => bySorting(values, probability) + 0),
      )
    }),
  )
})
