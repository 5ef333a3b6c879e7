/** The worksheet can be added up by hand, and arrives at the tax that the projection takes. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addMonths } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { taxWorksheet } from '#domain/projection/analysis/tax-worksheet.ts'
import { knownPlans, knownSince, ordinary, planArbitrary } from '#domain/projection/plan.arbitrary.ts'
import { instanceOf, planOf } from '#domain/projection/plan.fixture.ts'
import type { PlanInstance } from '#domain/projection/plan.ts'
import { project } from '#domain/projection/project.ts'
import { instanceSeries, totalSeries } from '#domain/projection/projection.ts'
import type { Sum } from './sum.ts'
import { taxSums } from './tax-sums.ts'
import { taxYearPaidIn } from './tax-years.ts'

const format = { currency: 'AUD', locale: 'en-AU' }

/** Every way in which a sum does not add up, by more than a cent. */
function faultsOf(sum: Sum, tolerance: number, path = sum.label): string[] {
  const { terms } = sum
  if (!terms) return []
  const found = terms.reduce((all, { amount }) => all + amount, 0)
  const own = Math.abs(found - sum.amount) > tolerance ? [`${path}: ${found}, not ${sum.amount}`] : []
  return [...own, ...terms.flatMap((term) => faultsOf(term, tolerance, `${path} / ${term.label}`))]
}

const systems = [
  { tax_system: 'none' },
  { tax_system: 'flat', tax_flat_rate: 30 },
  { tax_system: 'au_resident' },
  {
    tax_system: 'custom',
    tax_brackets: '0:0, 12570:20, 50270:40, 125140:45',
    gains_brackets: '0:18, 50270:24',
    gains_allowance: 3_000,
    dividend_brackets: '0:0, 12570:8.75, 50270:33.75, 125140:39.35',
    dividend_allowance: 500,
    interest_credit_rate: 20,
  },
] as const

/** Let dwellings whose losses wait from July 2027 on, until what is let pays, or what is sold. */
const waiting = fc
  .array(
    fc.record({
      bought: fc.integer({ min: -6, max: 30 }),
      soldAfter: fc.integer({ min: 10, max: 60 }),
      weekly_rent: fc.integer({ min: 0, max: 1_500 }),
      annual_expenses: fc.integer({ min: 0, max: 60_000 }),
      growth_rate: fc.integer({ min: -3, max: 8 }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((dwellings) =>
    planOf(
      dwellings.map(({ bought, soldAfter, ...params }, i) => {
        const start_month = addMonths(knownSince, bought)
        const sale_month = addMonths(start_month, soldAfter)
        const dated = { value: 500_000, cost_base: 450_000, start_month, sale_month }
        return instanceOf('property', { ...params, ...dated }, { id: `flat-${i}`, lineageId: `flat-${i}` })
      }),
      { elsewhere: 90_000, horizon_years: 6, tax_year_end_month: 6 },
    ),
  )

/** Super funds that are there from the first, so that what is paid into them are contributions. */
const isFund = ({ params }: PlanInstance) => params.tax_wrapper === 'super'
const plans = fc.oneof(planArbitrary(5, 12, ordinary), knownPlans, waiting).map((plan) => ({
  ...plan,
  instances: plan.instances.map((one) => {
    const { start_month: _, ...params } = one.params
    return isFund(one) ? { ...one, params } : one
  }),
}))

it.each(systems)('adds up to the tax of every projection year, to the cent: %o', (system) => {
  fc.assert(
    fc.property(plans, ({ assumptions, ...rest }) => {
      const plan = { ...rest, assumptions: { ...assumptions, ...system } }
      const { years, ...rules } = taxWorksheet(plan)
      const projection = project(plan)
      const worth = totalSeries(projection, 'netWorth').reduce((most, x) => Math.max(most, Math.abs(x)), 0)
      const tolerance = 0.01 + 1e-10 * worth
      const byYear = new Array<number>(projection.years + 1).fill(0)
      const words = { rules, startMonth: plan.startMonth, format }
      for (const { year, endMonth, paidIn } of years)
        if (endMonth === paidIn) expect(taxYearPaidIn(plan, year)).toBe(endMonth)
      for (const { year, persons } of years)
        for (const person of persons) {
          const sums = taxSums(person, words)
          expect(sums.flatMap((sum) => faultsOf(sum, 3 * tolerance))).toEqual([])
          byYear[year]! += sums.at(-1)!.amount
          // What a holding adds to income is told in full.
          for (const holding of sums[0]!.terms ?? [])
            expect(holding.terms?.some(({ label }) => label === 'Other')).not.toBe(true)
        }
      // What was withheld in the months of a year is paid already, and what super funds pay is paid by them.
      const entryTax = system.tax_system === 'none' ? 0 : 15 / 85
      const inFund = (id: string, year: number) => {
        const [income, kept, paidIn] = (['income', 'reinvested', 'contributions'] as const).map(
          (row) => instanceSeries(projection, id, row)[year]!,
        ) as [number, number, number]
        return income - kept + entryTax * paidIn
      }
      const funds = plan.instances.filter(isFund).map(({ id }) => id)
      for (const [year, tax] of totalSeries(projection, 'tax').entries()) {
        const paid = projection.instances.reduce((sum, { id, kind }) => {
          if (kind === 'cash_flow') return sum + instanceSeries(projection, id, 'tax')[year]!
          return funds.includes(id) ? sum + inFund(id, year) : sum
        }, 0)
        expect(Math.abs(byYear[year]! - (tax - paid)), `year ${year}`).toBeLessThan(tolerance)
      }
    }),
  )
})

it('tells what owning has cost from what a dwelling of own use has cost', () => {
  const cabin = instanceOf('property', {
    value: 500_000,
    growth_rate: 0,
    use: 'own_use',
    cost_base: 400_000,
    annual_expenses: 10_000,
    expense_growth_rate: 0,
    sale_month: '2026-12',
    sale_cost_rate: 0,
  })
  const plan = planOf([cabin], { tax_system: 'au_resident', tax_year_end_month: 12, horizon_years: 1 })
  const { years, ...rules } = taxWorksheet(plan)
  const person = years[0]!.persons[0]!
  const [income] = taxSums(person, { rules, startMonth: plan.startMonth, format })
  const termOf = (sum: Sum | undefined, key: string) => sum?.terms?.find((term) => term.key.startsWith(key))
  const sale = termOf(termOf(income, 'gains'), cabin.id)
  expect(sale).toMatchObject({ amount: 90_000 })
  expect(sale?.terms).toMatchObject([
    { key: 'price', amount: 500_000 },
    { label: 'Cost base', amount: -400_000 },
    { label: 'Costs of owning that were not deducted', amount: -10_000 },
  ])
})

it('speaks of July 2027 only where a gain was split then, and calls what owning cost no depreciation', () => {
  const sold = (params: Params) => {
    const dated = {
      value: 500_000,
      growth_rate: 0,
      annual_expenses: 0,
      use: 'own_use',
      sale_month: '2029-12',
    }
    const cabin = instanceOf('property', { ...dated, ...params })
    const plan = planOf([cabin], { tax_system: 'au_resident', horizon_years: 4, inflation_rate: 2 })
    const { years, ...rules } = taxWorksheet(plan)
    const words = { rules, startMonth: plan.startMonth, format }
    const gains = years.flatMap(({ persons }) => taxSums(persons[0]!, words)[0]!.terms ?? [])
    const sale = gains.find(({ key }) => key === 'gains')?.terms?.find(({ key }) => key.startsWith(cabin.id))
    return { note: sale?.note, deferred: sale?.terms?.find(({ key }) => key === 'deferred')?.note }
  }
  expect(sold({ cost_base: 400_000, annual_expenses: 10_000, expense_growth_rate: 0 })).toEqual({
    note: 'since then over a cost that rises with prices',
    deferred: 'worth $500,000 less $415,000, its cost base by then',
  })
  expect(sold({ start_month: '2028-01', growth_rate: 9 }).note).toBe('over a cost that rises with prices')
})
