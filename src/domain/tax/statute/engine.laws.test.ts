/** What the engine takes for the law is what the model of the statute says, for any year and income. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { taxOn, yearsOfLaw } from '../year-of-law.ts'
import { assess, nothingCarried } from './assessment.test-support.ts'
import { yearCases } from './year-cases.test-support.ts'

const noPrices = () => 1
/** The first year of the projections below ends in June of this one. */
const firstYear = 2025

/** Tax of an Australian year on a taxable income, of which `otherIncome` is earned by work. */
function engineTax(endsIn: number, taxable: number, otherIncome: number): number {
  const assumptions = resolveAssumptions({ tax_system: 'au_resident', other_income: otherIncome })
  const years = yearsOfLaw(assumptions, toMonth(`${firstYear - 1}-07`), 40, 1)
  return taxOn(years[endsIn - firstYear]!, taxable)
}

describe('a year of income alone', () => {
  const plain = yearCases.filter(
    ({ of, year }) => (of === 'tax' || of === 'incomeTax') && !year.frankingCredits && !year.disposals,
  )
  it.each(plain.map((one) => [one.figure, one] as const))('%s', (_, { year, of, published, tolerance }) => {
    const { levy } = assess(year, nothingCarried, noPrices)
    const tax = engineTax(year.endsIn, year.otherIncome, year.labourIncome ?? 0)
    expect(Math.abs(tax - (of === 'tax' ? 0 : levy) - published)).toBeLessThanOrEqual(tolerance)
  })

  it('is taxed by the engine as by the statute', () => {
    const endsIn = fc.integer({ min: firstYear, max: firstYear + 39 })
    const amounts = fc.integer({ min: 0, max: 40_000_000 }).map((cents) => cents / 100)
    fc.assert(
      fc.property(endsIn, amounts, amounts, (year, taxable, work) => {
        const model = assess(
          { endsIn: year, otherIncome: taxable, labourIncome: work },
          nothingCarried,
          noPrices,
        )
        expect(engineTax(year, taxable, work)).toBeCloseTo(model.tax, 6)
      }),
      { numRuns: 1000 },
    )
  })
})
