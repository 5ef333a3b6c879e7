import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { taxPresets } from './presets.ts'
import { incomeTax, scheduleFor, scheduleOf } from './schedule.ts'

const resident = scheduleOf(taxPresets.au_2025_26_resident.brackets)

// The published table of the Australian Taxation Office: nil, 16c over 18,200, 4,288 plus 30c over 45,000,
// 31,288 plus 37c over 135,000, 51,638 plus 45c over 190,000.
describe.each([
  [18_200, 0, 0, 0.16],
  [45_000, 4_288, 0.16, 0.3],
  [135_000, 31_288, 0.3, 0.37],
  [190_000, 51_638, 0.37, 0.45],
])('at the threshold of %d', (threshold, tax, below, above) => {
  it(`is ${tax}`, () => expect(incomeTax(resident, 1, threshold)).toBeCloseTo(tax, 8))
  it(`is less by ${below} one dollar below`, () =>
    expect(incomeTax(resident, 1, threshold - 1)).toBeCloseTo(tax - below, 8))
  it(`is more by ${above} one dollar above`, () =>
    expect(incomeTax(resident, 1, threshold + 1)).toBeCloseTo(tax + above, 8))
  it('has no jump', () =>
    expect(incomeTax(resident, 1, threshold + 1e-6) - incomeTax(resident, 1, threshold - 1e-6)).toBeLessThan(
      1e-6,
    ))
})

it.each([
  [100_000, 20_788],
  [60_000, 8_788],
  [200_000, 56_138],
  [-5_000, 0],
  [0, 0],
])('taxes a resident income of %d with %d', (income, tax) => {
  expect(incomeTax(resident, 1, income)).toBeCloseTo(tax, 8)
})

it('never falls with income and never rises faster than the highest rate', () => {
  const incomes = fc.double({ min: -1e6, max: 1e9, noNaN: true })
  fc.assert(
    fc.property(incomes, fc.double({ min: 0, max: 1e6, noNaN: true }), (income, more) => {
      const rise = incomeTax(resident, 1, income + more) - incomeTax(resident, 1, income)
      expect(rise).toBeGreaterThanOrEqual(-1e-6)
      expect(rise).toBeLessThanOrEqual(more * resident.highestRate + 1e-6)
    }),
  )
})

it('taxes twice the income with twice the tax when the brackets are twice as high', () => {
  const income = fc.double({ min: 0, max: 1e8, noNaN: true })
  fc.assert(
    fc.property(income, (y) => {
      expect(incomeTax(resident, 2, 2 * y)).toBe(2 * incomeTax(resident, 1, y))
    }),
  )
})

it('reads every preset from the assumptions', () => {
  const tax = (assumptions: Record<string, string | number>) =>
    incomeTax(scheduleFor({ ...resolveAssumptions(), ...assumptions }), 1, 50_000)
  expect(tax({ tax_preset: 'none' })).toBe(0)
  expect(tax({ tax_preset: 'flat', tax_flat_rate: 20 })).toBe(10_000)
  expect(tax({ tax_preset: 'au_2025_26_resident' })).toBeCloseTo(5_788, 8)
  expect(
    tax({ tax_preset: 'custom', tax_brackets: '0:0, 18200:16, 45000:30, 135000:37, 190000:45' }),
  ).toBeCloseTo(5_788, 8)
  expect(tax({ tax_preset: 'custom', tax_brackets: '0:10, 40000:50' })).toBeCloseTo(9_000, 8)
  expect(() => tax({ tax_preset: 'custom', tax_brackets: '5:10' })).toThrow(RangeError)
  expect(() => tax({ tax_preset: 'moon' })).toThrow(RangeError)
})
