/** Published figures of Australian tax, and what the engine makes of the same years. */
import { toMonth } from '#domain/calendar/month.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import { amountOn } from '#domain/tax/schedule.ts'
import type { Source } from '#domain/tax/statute/sources.test-support.ts'
import { type YearCase, yearCases } from '#domain/tax/statute/year-cases.test-support.ts'
import { taxOn, type YearOfLaw, yearsOfLaw } from '#domain/tax/year-of-law.ts'
import type { Proof } from './proof.test-support.ts'

/** The first year for which the engine has rules ends in June of this one. */
export const firstYear = 2025

/** The law of an Australian year for somebody who earns so much by work. */
export function lawOf(endsIn: number, earned: number): YearOfLaw {
  const assumptions = resolveAssumptions({ tax_system: 'au_resident' })
  const july = toMonth(`${firstYear - 1}-07`)
  const flows = Array(endsIn - firstYear + 1).fill({ taxable: 0, deductible: 0, elsewhere: earned })
  return yearsOfLaw(assumptions, july, flows.length, () => 1, july, flows).at(-1)!
}

function ours({ year, of }: YearCase): number {
  const law = lawOf(year.endsIn, year.labourIncome ?? 0)
  const taxable = year.otherIncome - law.standardDeduction
  const levy = amountOn(law.levy, taxable)
  if (of === 'levy') return levy
  return taxOn(law, taxable) - (of === 'incomeTax' ? levy : 0)
}

export const link = ({ publisher, title, address }: Source) => `[${publisher}, *${title}*](${address})`

const isIncomeAlone = ({ year }: YearCase) =>
  !year.disposals && !year.lettings && !year.frankingCredits && !year.dividends

export const incomeTaxProofs: readonly Proof[] = yearCases.filter(isIncomeAlone).map((one) => ({
  figure: one.figure,
  source: link(one.source),
  published: one.published,
  ours: () => ours(one),
  tolerance: one.tolerance,
}))
