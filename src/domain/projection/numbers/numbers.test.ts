import fc from 'fast-check'
import { expect, it } from 'vitest'
import { exp } from './exp.ts'
import { inverseNormal, normalsFromWords } from './inverse-normal.ts'
import { log, log1p, pow } from './log.ts'
import { threefryWords } from './threefry.ts'

const finite = (min: number, max: number) => fc.double({ min, max, noNaN: true })

it('agrees with the platform on exp within 3e-15', () => {
  fc.assert(
    fc.property(finite(-600, 600), (x) => {
      expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(Math.abs(x) > 44 ? 1e-13 : 3e-15)
    }),
  )
  expect([exp(0), exp(-2000), exp(2000)]).toEqual([1, 0, Number.POSITIVE_INFINITY])
})

it('agrees with the platform on log, log1p and pow', () => {
  fc.assert(
    fc.property(finite(1e-12, 1e12), finite(-0.9, 3), finite(-30, 30), (x, small, exponent) => {
      expect(log(x)).toBeCloseTo(Math.log(x), 13)
      expect(log1p(small)).toBeCloseTo(Math.log1p(small), 14)
      expect(pow(1.07, exponent) / 1.07 ** exponent).toBeCloseTo(1, 13)
    }),
  )
  expect(log1p(1e-18)).toBe(1e-18)
  expect([pow(0, 2), pow(0, 0)]).toEqual([0, 1])
  expect(() => log(0)).toThrow(RangeError)
})

/** Φ by its Taylor series, summed to the last digit: independent of the algorithm under test. */
function normalDistribution(z: number): number {
  let term = z
  let sum = z
  for (let n = 1; n < 300; n++) {
    term *= (-z * z * (2 * n - 1)) / (2 * n * (2 * n + 1))
    sum += term
  }
  return 0.5 + sum / Math.sqrt(2 * Math.PI)
}

it('inverts the normal distribution', () => {
  fc.assert(
    fc.property(finite(0.0005, 0.9995), (probability) => {
      expect(normalDistribution(inverseNormal(probability))).toBeCloseTo(probability, 12)
    }),
  )
})

it('makes normals from words within 3e-7 of the exact inverse, with opposite signs for the lowest bit', () => {
  const words = new Int32Array(2)
  const normals = new Float64Array(2)
  fc.assert(
    fc.property(fc.oneof(fc.nat(1000), fc.maxSafeNat()), (given) => {
      words[0] = given & ~1
      words[1] = given | 1
      normalsFromWords(normals, words, 2)
      const exact = -inverseNormal(((given | 1) >>> 0) / 2 ** 33)
      expect(Math.abs(normals[0]! - exact)).toBeLessThan(3e-7)
      expect(normals[1]).toBe(-normals[0]!)
    }),
    { numRuns: 2000 },
  )
})

it('gives the same words in one call and in many', () => {
  const whole = new Int32Array(4000)
  threefryWords(whole, 1, 2, 3, 4, 0, 1000, 5, 6)
  const part = new Int32Array(8)
  threefryWords(part, 1, 2, 3, 4, 700, 2, 5, 6)
  expect(Array.from(part)).toEqual(Array.from(whole.subarray(2800, 2808)))
})
