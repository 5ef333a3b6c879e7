import { expect, it } from 'vitest'
import { allocateTax } from './allocate-tax.ts'

const none = {
  paths: 1,
  credits: Float64Array.of(0, 0),
  gains: Float64Array.of(0, 0),
  netGain: [0],
  householdEarned: [0],
  lossesWait: [0, 0],
  lossKept: [0],
  highestRate: [0.47],
}

it('everyone has a part of the tax at the average rate', () => {
  const sums = { ...none, assessable: Float64Array.of(30_000, -10_000), tax: [6_000] }
  expect([...allocateTax(sums)]).toEqual([9_000, -3_000])
})

it('what comes to nothing but for rounding is shared out at no rate', () => {
  // 2,933.82 of rent take as much of a loss of 50,000 that waits: nothing is left to be taxed.
  const sums = {
    ...none,
    assessable: Float64Array.of(2_933.8155904863124, -50_000.00000000001),
    gains: Float64Array.of(502_886.419994017, 561_290.9774199942),
    lossesWait: [0, 1],
    lossKept: [47_066.18440951366],
    tax: [-1.5e-11],
  }
  for (const part of allocateTax(sums)) expect(Math.abs(part)).toBe(0)
})

it('what comes to little beside what it adds up is shared out all the same', () => {
  const sums = { ...none, assessable: Float64Array.of(1_000_000, -999_990), tax: [3] }
  const parts = allocateTax(sums)
  expect([...parts]).toEqual([300_000, -299_997])
})

it('years are shared out each by itself', () => {
  const sums = {
    ...none,
    assessable: Float64Array.of(30_000, -10_000, 10_000, 30_000),
    credits: Float64Array.of(0, 0, 0, 0),
    gains: Float64Array.of(0, 0, 0, 0),
    netGain: [0, 0],
    householdEarned: [0, 0],
    lossKept: [0, 0],
    tax: [6_000, 4_000],
    highestRate: [0.47, 0.47],
  }
  expect([...allocateTax(sums)]).toEqual([9_000, -3_000, 1_000, 3_000])
})
