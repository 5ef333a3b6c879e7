import { expect, it } from 'vitest'
import { inFifteenDigits, productOf, sumOf, toDecimal, toWhole } from './decimal.ts'

const sum = (a: number, b: number) => sumOf(toDecimal(a), toDecimal(b))
const product = (a: number, b: number) => productOf(toDecimal(a), toDecimal(b))

it.each([
  [0.1, 0.2, 0.3],
  [1e12, 0.005, 1_000_000_000_000.01],
  [-1e12, -0.004, -1_000_000_000_000],
  [5e-324, 1, 1],
  [1e300, 1e-300, 1e300],
  [2, -2, 0],
])('%d + %d = %d', (a, b, result) => {
  expect(inFifteenDigits(sum(a, b))).toBe(result)
})

it.each([
  [100, 1.005, 100.5],
  [1.1, 1.1, 1.21],
  [123_456_789.12, 1.000_000_1, 123_456_801.465_679],
  [-3, 0, 0],
  [1e-290, 1e-290, Number.MIN_VALUE],
])('%d × %d = %d', (a, b, result) => {
  expect(inFifteenDigits(product(a, b))).toBe(result)
})

it('rounds the sixteenth digit away from zero, also where it is exactly a half', () => {
  expect(inFifteenDigits(sum(1.000_030_517_578_12, 0.000_000_000_000_005))).toBe(1.000_030_517_578_13)
  expect(inFifteenDigits(sum(-1.000_030_517_578_12, -0.000_000_000_000_005))).toBe(-1.000_030_517_578_13)
})

it.each([
  [17, 0.5, 18],
  [-17, -0.5, -18],
  [99, 0.499_999_999_999_999_9, 99],
])('%d + %d is %d as a whole number', (a, b, result) => {
  expect(toWhole(sum(a, b))).toBe(result)
})
