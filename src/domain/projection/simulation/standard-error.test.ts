import { describe, expect, it } from 'vitest'
import { digitsBorne, estimateChance, estimateQuantile } from './standard-error.ts'

/** 1, 2, … n in a disorder that does not change. */
const upTo = (n: number) => Float64Array.from({ length: n }, (_, i) => ((i * 7919) % n) + 1)

describe('a quantile', () => {
  it('of a thousand even steps has the standard error of the uniform distribution', () => {
    const middle = estimateQuantile(upTo(1000), 0.5)
    expect(middle.value).toBe(500.5)
    // 999 · √(0.5 · 0.5 / 1000)
    expect(middle.standardError).toBeCloseTo(15.7956, 4)
    // 999 · √(0.1 · 0.9 / 1000)
    expect(estimateQuantile(upTo(1000), 0.1).standardError).toBeCloseTo(9.4773, 4)
  })

  it('is known half as well from a quarter of the paths', () => {
    const [few, many] = [1000, 4000].map((n) => estimateQuantile(upTo(n), 0.5).standardError / n)
    expect(few! / many!).toBeCloseTo(2, 2)
  })

  it('has no error where every path is the same, and an unknown one where there is one path', () => {
    expect(estimateQuantile(new Float64Array(50).fill(7), 0.5)).toEqual({ value: 7, standardError: 0 })
    expect(estimateQuantile(Float64Array.of(7), 0.5)).toEqual({ value: 7, standardError: Infinity })
  })

  it('stays within the paths where there are few', () => {
    const { value, standardError } = estimateQuantile(Float64Array.of(1, 2, 3), 0.9)
    expect(value).toBeCloseTo(2.8, 10)
    // √(0.09 / 3) below: the quantile at 0.7268, 2.4536; above, the largest of all.
    expect(standardError).toBeCloseTo((3 - 2.4536) / 2, 4)
  })
})

describe('a chance', () => {
  it('of 620 in 1,000 futures has a standard error of a point and a half', () => {
    // √(0.61952 · 0.38048 / 1004)
    expect(estimateChance(0.62, 1000).standardError).toBeCloseTo(0.015322, 6)
  })

  it('is not certain where no path or every path has it', () => {
    expect(estimateChance(0, 20).standardError).toBeCloseTo(0.0564, 4)
    expect(estimateChance(1, 20).standardError).toBeCloseTo(0.0564, 4)
  })
})

describe('the digits a figure bears', () => {
  it.each([
    [1_234_567, 3_400, 1_235_000],
    [1_234_567, 15_800, 1_230_000],
    [-1_234_567, 3_400, -1_235_000],
    [412, 3_400, 0],
    [1_234_567, 0, 1_234_567],
    [0.6234, 0.015, 0.62],
    [1_234_567, Number.POSITIVE_INFINITY, 1_000_000],
    [0, Number.POSITIVE_INFINITY, 0],
  ])('%d ± %d is %d', (value, standardError, shown) => {
    expect(digitsBorne({ value, standardError }) + 0).toBe(shown)
  })
})
