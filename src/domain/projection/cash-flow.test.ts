import { describe, expect, it } from 'vitest'
import type { Params } from '#domain/instances/types.ts'
import { instanceOf, planOf } from './plan.fixture.ts'
import { project } from './project.ts'
import { instanceSeries, totalAt } from './projection.ts'
import type { Row } from './rows.ts'

const flow = (params: Params, id = 'flow') => instanceOf('cash_flow', params, { id })

/** The years of a plan of one flow, from January 2026 on. */
function yearsOf(params: Params, row: Row, assumptions: Params = {}) {
  return Array.from(
    instanceSeries(project(planOf([flow(params)], { horizon_years: 3, ...assumptions })), 'flow', row),
  )
}

describe('an income or an expense', () => {
  it('is received or spent each month, and is worth nothing', () => {
    expect(yearsOf({ amount: 8_000, tax_treatment: 'untaxed' }, 'received')).toEqual([
      0, 96_000, 96_000, 96_000,
    ])
    expect(yearsOf({ amount: 8_000, direction: 'expense' }, 'spent')).toEqual([0, 96_000, 96_000, 96_000])
    for (const row of ['netWorth', 'propertyValue', 'portfolioValue', 'cashValue', 'debt', 'growth'] as const)
      expect(yearsOf({ amount: 8_000 }, row)).toEqual([0, 0, 0, 0])
    const saved = project(
      planOf([flow({ amount: 8_000 }), flow({ amount: 5_000, direction: 'expense' }, 'b')]),
    )
    expect(totalAt(saved, 'household', 1)).toBe(36_000)
    expect(totalAt(saved, 'netCashFlow', 1)).toBe(36_000)
    expect(totalAt(saved, 'income', 1)).toBe(0)
    expect(totalAt(saved, 'expenses', 1)).toBe(0)
  })

  it('begins and ends with its months', () => {
    const params = { amount: 100, start_month: '2026-11', end_month: '2027-03' }
    expect(yearsOf(params, 'received')).toEqual([0, 200, 300, 0])
    expect(yearsOf({ ...params, end_month: '2026-11' }, 'received')).toEqual([0, 100, 0, 0])
  })

  it('rises with inflation and by its own rate, every twelve months from the month of its amount on', () => {
    const rising = { amount: 1_000, as_of_month: '2026-07', growth_rate: 10 }
    const atInflation = { inflation_rate: 2 }
    const received = yearsOf(rising, 'received', atInflation)
    const factor = 1.02 * 1.1
    expect(received[1]).toBeCloseTo(12_000, 8)
    expect(received[2]).toBeCloseTo(6_000 * (1 + factor), 8)
    expect(received[3]).toBeCloseTo(6_000 * (factor + factor ** 2), 8)
    expect(yearsOf({ ...rising, follows_inflation: false }, 'received', atInflation)[2]).toBeCloseTo(
      6_000 * 2.1,
      8,
    )
  })

  it('is the higher as it begins, the later that is', () => {
    const pension = { amount: 1_000, as_of_month: '2026-01', start_month: '2028-01' }
    expect(yearsOf(pension, 'received', { inflation_rate: 3 })[3]).toBeCloseTo(12_000 * 1.03 ** 2, 8)
  })
})

describe('tax on the household’s own incomes', () => {
  const australian = { tax_system: 'au_resident', tax_year_end_month: 6, law_changes: 'ignore' }

  it('is withheld of a salary month by month, so that nothing is left to settle', () => {
    // 2025–26: 20,788 on 100,000, and 2,000 of Medicare levy; half of the year is left in January.
    const projection = project(planOf([flow({ amount: 100_000 / 12 })], { ...australian, horizon_years: 1 }))
    const withheld = instanceSeries(projection, 'flow', 'tax')[1]!
    expect(withheld).toBeCloseTo(22_788, 6)
    expect(totalAt(projection, 'tax', 1)).toBeCloseTo(withheld, 6)
    expect(totalAt(projection, 'household', 1)).toBeCloseTo(100_000 - withheld, 6)
  })

  it('is by twelve months of a tax year, also of those before the projection', () => {
    // Ends in June: six months at the rate of a whole year.
    const salary = { amount: 100_000 / 12, end_month: '2026-06' }
    expect(yearsOf(salary, 'tax', australian)[1]).toBeCloseTo(22_788 / 2, 6)
  })

  it('is lower by what is deducted', () => {
    const salary = flow({ amount: 100_000 / 12 })
    const fees = flow({ amount: 1_000, direction: 'expense', tax_treatment: 'deductible' }, 'fees')
    const taxed = (...instances: Parameters<typeof planOf>[0]) =>
      totalAt(project(planOf(instances, { ...australian, horizon_years: 1 })), 'tax', 1)
    // 30 % and the levy of 2 % of 12,000.
    expect(taxed(salary) - taxed(salary, fees)).toBeCloseTo(0.32 * 12_000, 6)
  })

  it('is nothing where more is deducted than comes in, and the rest is a loss of the year', () => {
    const flat = { tax_system: 'flat', tax_flat_rate: 30, horizon_years: 1 }
    const salary = flow({ amount: 1_000 })
    const fees = flow({ amount: 3_000, direction: 'expense', tax_treatment: 'deductible' }, 'fees')
    const savings = instanceOf('cash', { value: 1_200_000, interest_rate: 4 })
    const taxed = (...instances: Parameters<typeof planOf>[0]) =>
      totalAt(project(planOf(instances, flat)), 'tax', 1)
    expect(taxed(salary, fees)).toBe(0)
    expect(taxed(savings) - taxed(savings, salary, fees)).toBeCloseTo(0.3 * 24_000, 6)
  })

  it('is nobody’s business here where the income only sets the rate', () => {
    const elsewhere = { amount: 100_000 / 12, tax_treatment: 'rate_only' }
    for (const row of ['received', 'spent', 'tax', 'netCashFlow'] as const)
      expect(yearsOf(elsewhere, row, australian)).toEqual([0, 0, 0, 0])
    const savings = instanceOf('cash', { value: 100_000, interest_rate: 4 })
    const rate = (...others: Parameters<typeof planOf>[0]) =>
      totalAt(project(planOf([savings, ...others], { ...australian, horizon_years: 1 })), 'tax', 1)
    // 30% of the interest, credited month by month, and the levy of 2%.
    expect(rate()).toBe(0)
    expect(rate(flow(elsewhere))).toBeCloseTo(0.32 * 100_000 * ((1 + 0.04 / 12) ** 12 - 1), 6)
  })
})
