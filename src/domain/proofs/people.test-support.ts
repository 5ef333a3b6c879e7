/** Published figures of couples, and what a projection of two taxed people makes of the same. */
import { toMonth } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { taxWorksheet } from '#domain/projection/analysis/tax-worksheet.ts'
import { instanceOf, planOf } from '#domain/projection/plan.fixture.ts'
import type { PlanInstance } from '#domain/projection/plan.ts'
import type { Proof } from './proof.test-support.ts'

const cameo =
  '[Treasury, Budget 2025–26 (as Bramelle Partners prints it)](https://bramellepartners.com.au/blog/federal-budget-2025-personal-measures/)'
const oneIncome = '[One Nation, *Family tax policy*](https://www.onenation.org.au/famly-tax-policy)'
const splitting = '[Politicom, *Income splitting*](https://politicom.com.au/income-splitting-4)'
const inCommon =
  '[Tax Tip 355, *CGT with jointly owned property*](https://www.propertychat.com.au/community/threads/tax-tip-355-cgt-with-jointly-owned-property.60258/)'
const coOwners =
  '[SwiftCGT, *CGT on jointly owned property*](https://www.swiftcgt.com/blog/cgt-on-jointly-owned-property-complete-guide-for-uk-co-owners)'

/** Rates of 2020–21 to 2023–24, before offsets and levy. */
const earlier: Params = {
  tax_system: 'custom',
  tax_brackets: '0:0, 18200:19, 45000:32.5, 120000:37, 180000:45',
}

const au: Params = { tax_system: 'au_resident', tax_year_end_month: 6 }

/** Rent of so much a year, of one person and of the other: nothing but the table counts of it. */
const rents = (...amounts: readonly number[]) =>
  amounts.map((amount, person) =>
    instanceOf(
      'property',
      {
        value: 0,
        weekly_rent: amount / 52,
        rent_growth_rate: 0,
        annual_expenses: 0,
        owner_share: 100 - 100 * person,
      },
      { id: `rent-${person}`, lineageId: `rent-${person}` },
    ),
  )

/** What each person's year is, of a projection that begins with it; years count from 0. */
function people(instances: readonly PlanInstance[], assumptions: Params, year = 0) {
  const begins = assumptions.tax_system === 'au_resident' ? toMonth('2025-07') : toMonth('2026-01')
  const plan = planOf(instances, { taxpayers: 2, horizon_years: year + 1, ...assumptions })
  return taxWorksheet({ ...plan, startMonth: begins }).years[year]!.persons
}

/** By the table alone, of both together. */
const tableTax = (first: number, second: number, assumptions: Params, year = 0) =>
  people(rents(first, second), assumptions, year).reduce((sum, { onAll }) => sum + onAll.basic, 0)

/** A dwelling sold at the end of the first year, long held. */
const sold = (price: number, cost: number, params: Params = {}) =>
  instanceOf('property', {
    value: price,
    growth_rate: 0,
    annual_expenses: 0,
    cost_base: cost,
    sale_cost_rate: 0,
    sale_month: '2026-12',
    owner_share: 50,
    ...params,
  })

const gainsOf = (instances: readonly PlanInstance[], assumptions: Params) =>
  people(instances, { ...assumptions, horizon_years: 1 }).map(({ holdings, ...person }) => ({
    ...person,
    gain: holdings.flatMap(({ realised }) => realised).reduce((sum, { gain }) => sum + gain, 0),
  }))

/** The one person's gains at the lower rate, those of the other, who earns a million elsewhere, at the higher. */
const british: Params = { tax_system: 'custom', tax_brackets: '0:0', gains_brackets: '0:18, 1000000:24' }
const elsewhere = instanceOf('cash_flow', {
  amount: 1_000_000 / 12,
  tax_treatment: 'rate_only',
  owner_share: 0,
})
const coOwned = () =>
  gainsOf([sold(420_000, 261_000, { sale_cost_rate: (100 * 6_500) / 420_000 }), elsewhere], {
    ...british,
    gains_allowance: 6_000,
  })

const proof = (figure: string, source: string, published: number, ours: () => number, tolerance = 0.5) => ({
  figure,
  source,
  published,
  ours,
  tolerance,
})

export const peopleProofs: readonly Proof[] = [
  proof(
    '80,000 each: what both pay less by the table of 2026–27 than by that of 2025–26',
    cameo,
    536,
    () => tableTax(80_000, 80_000, au) - tableTax(80_000, 80_000, au, 1),
  ),
  proof(
    'and by that of 2027–28',
    cameo,
    1_072,
    () => tableTax(80_000, 80_000, au) - tableTax(80_000, 80_000, au, 2),
  ),
  proof('120,000 of one person, rates of 2020–21', oneIncome, 29_467, () => tableTax(120_000, 0, earlier)),
  proof('60,000 each, rates of 2020–21', oneIncome, 19_934, () => tableTax(60_000, 60_000, earlier)),
  proof('120,000 and 30,000, rates of 2020–21', oneIncome, 31_709, () => tableTax(120_000, 30_000, earlier)),
  proof(
    '150,000 of one person, more than 100,000 and 50,000, rates of 2020–21',
    splitting,
    10_883,
    () => tableTax(150_000, 0, earlier) - tableTax(100_000, 50_000, earlier),
  ),
  ...[0, 1].map((person) =>
    proof(
      `bought for 500,000, sold for 600,000, ${person === 0 ? '40' : '60'}% of it: the gain`,
      inCommon,
      person === 0 ? 40_000 : 60_000,
      () => gainsOf([sold(600_000, 500_000, { owner_share: 40 })], { tax_system: 'flat' })[person]!.gain,
    ),
  ),
  proof(
    'owned in halves, sold for 420,000, cost 261,000, selling 6,500: the gain of each',
    coOwners,
    76_250,
    () => coOwned()[1]!.gain,
  ),
  proof('of it, above 6,000, is taxed', coOwners, 70_250, () => coOwned()[0]!.netGain),
  proof('at 18%', coOwners, 12_645, () => coOwned()[0]!.tax),
  proof('at 24%', coOwners, 16_860, () => coOwned()[1]!.tax),
  proof('of both together', coOwners, 29_505, () => coOwned().reduce((sum, { tax }) => sum + tax, 0)),
]
