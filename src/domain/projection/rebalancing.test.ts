import { describe, expect, it } from 'vitest'
import type { Params } from '#domain/instances/types.ts'
import { taxWorksheet } from './analysis/tax-worksheet.ts'
import { compilePlan } from './compile/compile.ts'
import { pathRows } from './engine/record.ts'
import { runBlock } from './engine/run-block.ts'
import { instanceOf, planOf } from './plan.fixture.ts'
import { project } from './project.ts'
import { instanceSeries, totalSeries } from './projection.ts'

const mixed: Params = {
  ...{ value: 100, expected_return: 9, volatility: 18, income_yield: 0 },
  ...{ bonds_share: 40, bonds_return: 4, bonds_volatility: 6 },
}
const fund = (params: Params = {}) => instanceOf('portfolio', { ...mixed, ...params })
const together: Params = {
  correlation_shares_bonds: -0.1,
  correlation_within_shares: 1,
  correlation_within_bonds: 1,
}

describe('a portfolio of two classes, brought back to its parts each month', () => {
  it('grows by the mean of both in each month', () => {
    const month = 0.6 * 1.09 ** (1 / 12) + 0.4 * 1.04 ** (1 / 12)
    const worth = instanceSeries(project(planOf([fund()])), 'portfolio-1', 'portfolioValue')
    expect(worth[10]).toBeCloseTo(100 * month ** 120, 8)
    expect(month ** 12).toBeCloseTo(1.0697414, 6)
  })

  /**
   * The moments of a lognormal month, twelve times over: a month of a class has the mean (1 + m)^(1/12) and the variance of its
   * logarithm ln(1 + s²/(1 + m)²)/12. Over 40,000 paths, within four standard errors.
   */
  it('has the mean and the spread of its closed form, at 60/40 of 9% and 18% and of 4% and 6%, which correlate by −0.1', () => {
    const paths = 40_000
    const plan = planOf([fund()], { ...together, horizon_years: 1 })
    const { totals, points } = runBlock(compilePlan(plan), 0, paths, true)
    const from = (pathRows.indexOf('netWorth') * points + 1) * paths
    const worth = totals.subarray(from, from + paths)
    const mean = worth.reduce((sum, x) => sum + x, 0) / paths
    const deviation = Math.sqrt(worth.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (paths - 1))
    expect(Math.abs(mean - 106.97414)).toBeLessThan((4 * 10.61528) / Math.sqrt(paths))
    expect(Math.abs(deviation - 10.61528)).toBeLessThan((5 * 10.61528) / Math.sqrt(2 * paths))
  })

  it('is one of one class without a part in bonds, and one of bonds with nothing else, to the bit and to the cent', () => {
    const totals = (params: Params) => project(planOf([fund(params)])).totals
    const { bonds_share: _, bonds_return: __, bonds_volatility: ___, ...one } = mixed
    expect(totals({ bonds_share: 0 }).join()).toBe(
      project(planOf([instanceOf('portfolio', one)])).totals.join(),
    )
    const bonds = fund({ bonds_share: 100 })
    const worth = instanceSeries(project(planOf([bonds])), 'portfolio-1', 'portfolioValue')
    expect(worth[10]).toBeCloseTo(100 * 1.04 ** 10, 8)
  })

  it('is taxed on what it sells for that, but not inside of an account that is taxed otherwise', () => {
    const taxed: Params = {
      tax_system: 'flat',
      tax_flat_rate: 30,
      capital_gains_discount: 0,
      horizon_years: 1,
    }
    const bought = { value: 100_000, cost_base: 50_000, start_month: '2020-01' }
    const [shares, bonds] = [1.09 ** (1 / 12), 1.04 ** (1 / 12)]
    const month = 0.6 * shares + 0.4 * bonds
    const sold = (0.24 * (shares - bonds)) / month
    let [worth, cost, gain] = [100_000, 50_000, 0]
    for (let k = 0; k < 12; k++) {
      worth *= month
      gain += sold * (worth - cost)
      cost += sold * (worth - cost)
    }
    expect(totalSeries(project(planOf([fund(bought)], taxed)), 'tax')[1]).toBeCloseTo(0.3 * gain, 6)
    const [year] = taxWorksheet(planOf([fund(bought)], taxed)).years
    expect(year?.persons[0]?.holdings[0]?.realised).toMatchObject([{ isRebalanced: true, month: 11 }])
    const wrapped = fund({ ...bought, tax_wrapper: 'tax_free' })
    expect(totalSeries(project(planOf([wrapped], taxed)), 'tax')[1]).toBe(0)
  })
})
