import { describe, expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { instanceOf, planOf } from './plan.fixture.ts'
import { project } from './project.ts'
import { householdSeries, instanceSeries } from './projection.ts'

const params: Params = {
  value: 500_000,
  growth_rate: 5,
  start_month: '2028-01',
  price_grows_until_purchase: true,
  loan_balance: 400_000,
  loan_rate: 0,
  loan_interest_only_months: 120,
}
const seen = (more: Params = {}, assumptions: Params = {}, startMonth = '2026-01') => {
  const plan = planOf([instanceOf('property', { ...params, ...more })], assumptions)
  return project({ ...plan, startMonth: toMonth(startMonth) })
}
const valueAt = (projection: ReturnType<typeof seen>, year: number) =>
  instanceSeries(projection, 'property-1', 'propertyValue')[year]!

describe('the price of a future purchase that grows until then', () => {
  it('is what it has become, paid by the household account beyond the loan', () => {
    const projection = seen()
    expect(valueAt(projection, 3)).toBeCloseTo(500_000 * 1.05 ** 3, 6)
    expect(householdSeries(projection, 'household')[3]).toBeCloseTo(400_000 - 500_000 * 1.05 ** 2, 6)
    expect(valueAt(seen({ price_grows_until_purchase: false }), 3)).toBeCloseTo(525_000, 6)
  })

  it('grows from the month of the amounts on, and by what is supposed of the future only from now on', () => {
    expect(valueAt(seen({ as_of_month: '2025-01' }), 3)).toBeCloseTo(500_000 * 1.05 ** 4, 6)
    expect(valueAt(seen({ as_of_month: '2025-01' }, { growth_shift: 2 }), 3)).toBeCloseTo(
      500_000 * 1.05 * 1.07 ** 3,
      6,
    )
    expect(valueAt(seen({ as_of_month: '2029-01' }), 3)).toBeCloseTo(525_000, 6)
  })

  it('is the same whenever one looks', () => {
    const known = { as_of_month: '2026-01' }
    const since = { household_as_of_month: '2026-01' }
    const [early, late] = [seen(known, since), seen(known, since, '2029-01')]
    expect(valueAt(late, 2)).toBeCloseTo(valueAt(early, 5), 6)
    expect(householdSeries(late, 'household')[0]).toBeCloseTo(householdSeries(early, 'household')[3]!, 6)
  })

  it('is its cost where none is said', () => {
    const sold = { sale_month: '2028-12', sale_cost_rate: 0, purchase_costs: 10_000 }
    const tax = { tax_system: 'flat', tax_flat_rate: 50, capital_gains_discount: 0 }
    const taxes = instanceSeries(seen(sold, tax), 'property-1', 'tax')
    expect(taxes[3]).toBeCloseTo(0.5 * (500_000 * 1.05 ** 3 - 500_000 * 1.05 ** 2 - 10_000), 6)
  })
})
