import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addMonths, toMonth } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { knownPlans, knownSince } from './plan.arbitrary.ts'
import { instanceOf, planOf } from './plan.fixture.ts'
import type { Plan, PlanInstance } from './plan.ts'
import { project } from './project.ts'
import { totalAt } from './projection.ts'
import { whatHappened } from './what-happened.ts'

function seenIn(month: string, instances: readonly PlanInstance[], assumptions: Params = {}): Plan {
  const household = { household_cash: 100_000, household_as_of_month: '2026-11' }
  return { ...planOf(instances, { ...household, ...assumptions }), startMonth: toMonth(month) }
}
const told = (plan: Plan) =>
  whatHappened(plan)?.happenings.map(({ kind, instance, month, count, amount }) => [
    instance?.id ?? 'household',
    kind,
    month,
    count,
    Math.round(amount * 100) / 100,
  ])

it('tells rent, costs and repayments, a purchase, a sale with its tax, and a new loan', () => {
  const flat = instanceOf('property', {
    ...{ value: 600_000, as_of_month: '2026-11', growth_rate: 0, weekly_rent: 300, annual_expenses: 1_200 },
    ...{ loan_balance: 120_000, loan_rate: 0, loan_term_months: 120 },
  })
  const bought = instanceOf(
    'property',
    { value: 90_000, growth_rate: 0, purchase_costs: 5_000, loan_balance: 50_000, start_month: '2027-01' },
    { id: 'bought', lineageId: 'bought' },
  )
  const terms = { loan_rate: 0, loan_interest_only_months: 60 }
  const shed = { ...bought, params: { ...bought.params, ...terms } }
  const sold = instanceOf('portfolio', {
    ...{ value: 50_000, cost_base: 30_000, expected_return: 0, income_yield: 0 },
    ...{ as_of_month: '2026-11', sale_month: '2026-12' },
  })
  const loan = instanceOf('loan', { balance: 8_000, rate: 0, term_months: 8, start_month: '2027-02' })
  const own = { tax_system: 'flat', tax_flat_rate: 10, capital_gains_discount: 0, tax_year_end_month: 12 }
  const rent = 300 * (52 / 12)
  expect(told(seenIn('2027-03', [flat, shed, sold, loan], own))).toEqual([
    ['property-1', 'income', '2027-02', 4, 4 * rent],
    ['property-1', 'costs', '2027-02', 4, -400],
    ['property-1', 'payments', '2027-02', 4, -4_000],
    ['bought', 'purchase', '2027-01', 1, -45_000],
    ['portfolio-1', 'sale', '2026-12', 1, 50_000],
    ['loan-1', 'payments', '2027-02', 1, -1_000],
    ['loan-1', 'borrowed', '2027-02', 1, 8_000],
    ['household', 'tax', '2026-12', 1, -(20_000 + 2 * (rent - 100)) / 10],
  ])
})

it('tells only what came after the month until which it was confirmed, and nothing where none has passed', () => {
  const flat = instanceOf('property', { value: 1, as_of_month: '2026-11', weekly_rent: 300 })
  const confirmed = seenIn('2027-03', [flat], { household_confirmed_month: '2027-02' })
  expect(whatHappened(confirmed)).toMatchObject({ since: '2027-02', happenings: [{ count: 1 }] })
  expect(whatHappened(seenIn('2027-02', [flat], { household_confirmed_month: '2027-02' }))).toBeNull()
  expect(whatHappened(seenIn('2026-11', [flat]))).toBeNull()
  expect(whatHappened({ ...planOf([flat]), startMonth: toMonth('2027-03') })).toBeNull()
})

it('adds up to what the household account has become', () => {
  fc.assert(
    fc.property(knownPlans, fc.integer({ min: 1, max: 40 }), (known, months) => {
      const plan = { ...known, startMonth: addMonths(knownSince, months) }
      const { household_confirmed_month: _, ...assumptions } = plan.assumptions
      const all = { ...plan, assumptions }
      const happened = whatHappened(all)
      if (!happened) throw new RangeError('months have passed')
      const sum = happened.happenings.reduce((total, { amount }) => total + amount, happened.before)
      const size = happened.happenings.reduce((total, { amount }) => total + Math.abs(amount), 1)
      expect(Math.abs(sum - happened.now)).toBeLessThan(0.5 + 1e-9 * size)
      expect(happened.now).toBe(totalAt(project(all), 'household', 0))
      expect(happened.before).toBe(Number(assumptions.household_cash ?? 0))
    }),
    { numRuns: 200 },
  )
})
