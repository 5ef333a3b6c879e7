/** What the engine takes for the law is what the model of the statute says, for any year and income. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { firstYear, lawOf } from '#domain/proofs/tax.test-support.ts'
import { taxOn } from '../year-of-law.ts'
import { assess, nothingCarried } from './assessment.test-support.ts'

const noPrices = () => 1

it('takes the tax of the statute of an income, in any year', () => {
  const endsIn = fc.integer({ min: firstYear, max: firstYear + 39 })
  const amounts = fc.integer({ min: 0, max: 40_000_000 }).map((cents) => cents / 100)
  fc.assert(
    fc.property(endsIn, amounts, amounts, (year, taxable, work) => {
      const model = assess(
        { endsIn: year, otherIncome: taxable, labourIncome: work },
        nothingCarried,
        noPrices,
      )
      const law = lawOf(year, work)
      expect(taxOn(law, Math.max(0, taxable - law.standardDeduction))).toBeCloseTo(model.tax, 6)
    }),
    { numRuns: 300 },
  )
})
