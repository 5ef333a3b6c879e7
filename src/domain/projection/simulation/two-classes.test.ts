import { expect, it } from 'vitest'
import type { Params } from '#domain/instances/types.ts'
import { compilePlan } from '../compile/compile.ts'
import { pathRows } from '../engine/record.ts'
import { runBlock } from '../engine/run-block.ts'
import { instanceOf, planOf } from '../plan.fixture.ts'

const PATHS = 40_000

/** Mean and standard deviation, in percent, of a year of two portfolios together, of which one is of shares and one of bonds. */
function yearOf(
  share: number,
  shares: readonly [number, number],
  bonds: readonly [number, number],
  together: number,
) {
  const part = (
    asset_class: string,
    value: number,
    [expected_return, volatility]: readonly [number, number],
  ) => {
    const params: Params = { value, asset_class, expected_return, volatility, income_yield: 0 }
    return instanceOf('portfolio', params, { id: asset_class, lineageId: asset_class })
  }
  const plan = planOf([part('shares', share, shares), part('bonds', 100 - share, bonds)], {
    horizon_years: 1,
    correlation_shares_bonds: together,
    correlation_within_shares: 1,
    correlation_within_bonds: 1,
  })
  const { totals, points } = runBlock(compilePlan(plan), 0, PATHS, true)
  const from = (pathRows.indexOf('netWorth') * points + 1) * PATHS
  const worth = totals.subarray(from, from + PATHS)
  const mean = worth.reduce((sum, x) => sum + x, 0) / PATHS
  const variance = worth.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (PATHS - 1)
  return { mean: mean - 100, deviation: Math.sqrt(variance) }
}

/**
 * Two classes held in parts w and 1 − w vary by √(w²s² + (1 − w)²b² + 2w(1 − w)ρsb) in a year (Markowitz 1952). Ours correlate
 * in their logarithms, which is 0.002 more here. The tolerance is four standard errors.
 */
it.each([
  [
    '60% shares of 9% and 18% and 40% bonds of 4% and 6%, which correlate by −0.1',
    60,
    [9, 18],
    [4, 6],
    -0.1,
    7,
    10.8286,
  ],
  ['the same, uncorrelated', 60, [9, 18], [4, 6], 0, 7, 11.0635],
  ['only shares', 100, [9, 18], [4, 6], -0.1, 9, 18],
] as const)(
  'a year of %s has their mean and their spread',
  (_, share, shares, bonds, together, mean, deviation) => {
    const year = yearOf(share, shares, bonds, together)
    expect(Math.abs(year.mean - mean)).toBeLessThan((4 * deviation) / Math.sqrt(PATHS))
    expect(Math.abs(year.deviation - deviation)).toBeLessThan((5 * deviation) / Math.sqrt(2 * PATHS))
  },
)
