import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Params } from '#domain/instances/types.ts'
import { compilePlan } from '../compile/compile.ts'
import { drawFactors, moveRates } from '../engine/market.ts'
import { type PathRow, pathRows } from '../engine/record.ts'
import { beginBlock, createRun } from '../engine/run.ts'
import { inverseNormal } from '../numbers/inverse-normal.ts'
import { ordinary, planArbitrary } from '../plan.arbitrary.ts'
import { instanceOf, leftOver, planOf } from '../plan.fixture.ts'
import type { Plan, PlanInstance } from '../plan.ts'
import { project } from '../project.ts'
import { totalSeries } from '../projection.ts'
import { blockCount, blockRunner } from './blocks.ts'
import { instanceMeanSeries, meanSeries } from './means.test-support.ts'
import { pathsOf, simulate } from './simulate.ts'
import { bandPercentiles, bandSeries } from './simulation.ts'
import { gather } from './summarise.ts'

const PATHS = 4000
const many = (instances: readonly PlanInstance[], assumptions: Params = {}) =>
  planOf(instances, { paths: PATHS, ...assumptions })

/** A row of every path at one point. */
function pathsAt(plan: Plan, row: PathRow, point: number): Float64Array {
  const paths = pathsOf(plan)
  const runner = blockRunner(compilePlan(plan), paths)
  const blocks = Array.from({ length: blockCount(paths) }, (_, block) => runner(block))
  return gather(blocks, row, point, new Float64Array(paths))
}

const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length
const variance = (values: Float64Array) => {
  const centre = mean(values)
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1)
}
function correlation(a: Float64Array, b: Float64Array): number {
  const [meanA, meanB] = [mean(a), mean(b)]
  const covariance = a.reduce((sum, value, i) => sum + (value - meanA) * (b[i]! - meanB), 0) / (a.length - 1)
  return covariance / Math.sqrt(variance(a) * variance(b))
}
/** Four standard errors: a seed that fails by chance would be one in thirty thousand, and the seed is fixed. */
const SURE = 4

const portfolio = (params: Params, id = 'portfolio-1') =>
  instanceOf(
    'portfolio',
    { value: 100_000, expected_return: 7, volatility: 16, ...params },
    { id, lineageId: id },
  )
const property = (params: Params, id = 'property-1') =>
  instanceOf('property', { value: 500_000, growth_rate: 4, volatility: 12, ...params }, { id, lineageId: id })

describe('without volatility', () => {
  it('every path is the deterministic projection', () => {
    const plan = many(
      [
        property({ volatility: 0, weekly_rent: 500, loan_balance: 300_000, offset_balance: 9_000 }),
        portfolio({ volatility: 0, monthly_withdrawal: 100 }),
      ],
      {
        paths: 12,
        tax_system: 'au_resident',
        elsewhere: 80_000,
        household_cash_rate: 2,
        household_deficit_rate: 8,
      },
    )
    const [single, simulation] = [project(plan), simulate(plan)]
    for (const row of pathRows)
      for (const percentile of bandPercentiles)
        expect(bandSeries(simulation, row, percentile)).toEqual(totalSeries(single, row))
  })
})

describe('a lump sum', () => {
  it('has the quantiles of the lognormal', () => {
    const years = 20
    const simulation = simulate(many([portfolio({})], { horizon_years: years }))
    const v = Math.log(1 + (0.16 / 1.07) ** 2) * years
    const u = Math.log(1.07) * years - v / 2
    for (const percentile of bandPercentiles) {
      const z = inverseNormal(percentile / 100)
      const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
      const standardError = Math.sqrt(((percentile / 100) * (1 - percentile / 100)) / PATHS) / density
      const found =
        (Math.log(bandSeries(simulation, 'portfolioValue', percentile)[years]! / 100_000) - u) / Math.sqrt(v)
      expect(Math.abs(found - z)).toBeLessThan(SURE * standardError)
    }
  })

  it('has the mean of the deterministic projection', () => {
    const plan = many(
      [property({ weekly_rent: 600 }), portfolio({ income_yield: 3, reinvest_income: false })],
      {
        tax_system: 'flat',
        tax_flat_rate: 30,
        horizon_years: 15,
      },
    )
    const [single, simulation] = [project(plan), simulate(plan)]
    const error = Math.sqrt(variance(pathsAt(plan, 'netWorth', 15)) / PATHS)
    const difference = meanSeries(simulation, 'netWorth')[15]! - totalSeries(single, 'netWorth')[15]!
    expect(Math.abs(difference)).toBeLessThan(SURE * error)
    const ofInstance = instanceMeanSeries(simulation, 'property-1', 'netWorth')[15]!
    expect(ofInstance).toBeCloseTo(meanSeries(simulation, 'propertyValue')[15]!, 4)
  })
})

it('gives contributions the mean and the variance of a sum of lognormals', () => {
  const plan = many([portfolio({ value: 0, monthly_contribution: 500 })], { horizon_years: 10 })
  const v = Math.log(1 + (0.16 / 1.07) ** 2) / 12
  const growth = 1.07 ** (1 / 12)
  let [first, second] = [0, 0]
  for (let month = 0; month < 120; month++) {
    second = growth ** 2 * Math.exp(v) * second + 2 * growth * 500 * first + 500 ** 2
    first = growth * first + 500
  }
  const values = pathsAt(plan, 'portfolioValue', 10)
  const expected = second - first ** 2
  expect(Math.abs(mean(values) - first)).toBeLessThan(SURE * Math.sqrt(expected / PATHS))
  const fourth = values.reduce((sum, value) => sum + (value - first) ** 4, 0) / PATHS
  expect(Math.abs(variance(values) - expected)).toBeLessThan(
    SURE * Math.sqrt((fourth - expected ** 2) / PATHS),
  )
})

describe('correlation of log returns', () => {
  const assumptions = {
    correlation_within_property: 0.5,
    correlation_within_shares: 0.7,
    correlation_property_shares: 0.4,
  }
  const logs = (instance: PlanInstance, row: PathRow, years: number) =>
    pathsAt(many([instance], { ...assumptions, horizon_years: years }), row, years).map(Math.log)
  it.each([1, 30])('is as configured over %d years', (years) => {
    const a = logs(property({}, 'a'), 'propertyValue', years)
    const b = logs(property({ growth_rate: 6, volatility: 20 }, 'b'), 'propertyValue', years)
    const c = logs(portfolio({}, 'c'), 'portfolioValue', years)
    const d = logs(portfolio({}, 'd'), 'portfolioValue', years)
    const error = SURE / Math.sqrt(PATHS)
    expect(Math.abs(correlation(a, b) - 0.5)).toBeLessThan(error)
    expect(Math.abs(correlation(c, d) - 0.7)).toBeLessThan(error)
    expect(Math.abs(correlation(a, c) - 0.4 * Math.sqrt(0.5 * 0.7))).toBeLessThan(error)
  })

  it('of the four classes is that of the Cholesky factor', () => {
    const given = {
      correlation_property_shares: 0.3,
      correlation_property_rates: -0.5,
      correlation_shares_rates: 0.2,
      correlation_property_bonds: 0.4,
      correlation_shares_bonds: -0.2,
      correlation_bonds_rates: -0.6,
    }
    const run = createRun(compilePlan(many([portfolio({ asset_class: 'bonds' })], given)), 4000, true)
    beginBlock(run, 0)
    drawFactors(run, 5)
    const [a, b, c, d] = run.kernels.factors
    const error = SURE / Math.sqrt(4000)
    expect(Math.abs(correlation(a, b) - 0.3)).toBeLessThan(error)
    expect(Math.abs(correlation(a, c) + 0.5)).toBeLessThan(error)
    expect(Math.abs(correlation(b, c) - 0.2)).toBeLessThan(error)
    expect(Math.abs(correlation(a, d) - 0.4)).toBeLessThan(error)
    expect(Math.abs(correlation(b, d) + 0.2)).toBeLessThan(error)
    expect(Math.abs(correlation(c, d) + 0.6)).toBeLessThan(error)
    for (const factor of run.kernels.factors)
      expect(Math.abs(variance(factor) - 1)).toBeLessThan(SURE * Math.sqrt(2 / 4000))
  })
})

describe('bonds', () => {
  const bonds = (params: Params, id = 'bonds') => portfolio({ asset_class: 'bonds', ...params }, id)
  const inStep = { correlation_within_shares: 1, correlation_within_bonds: 1 }

  it('steady a mix with shares as the variance of a sum of two lognormals says', () => {
    const mix = [
      portfolio({ value: 60_000, expected_return: 9, volatility: 18 }),
      bonds({ value: 40_000, expected_return: 4, volatility: 6 }),
    ]
    const values = pathsAt(many(mix, { ...inStep, horizon_years: 1 }), 'portfolioValue', 1)
    const [shares, other] = [Math.log1p((0.18 / 1.09) ** 2), Math.log1p((0.06 / 1.04) ** 2)]
    const covariance = 60_000 * 1.09 * 40_000 * 1.04 * Math.expm1(-0.1 * Math.sqrt(shares * other))
    const expected = (60_000 * 0.18) ** 2 + (40_000 * 0.06) ** 2 + 2 * covariance
    expect(Math.abs(mean(values) - 60_000 * 1.09 - 40_000 * 1.04)).toBeLessThan(
      SURE * Math.sqrt(expected / PATHS),
    )
    expect(Math.abs(variance(values) / expected - 1)).toBeLessThan(SURE * Math.sqrt(2.5 / PATHS))
  })

  it('move with each other and with the rest as configured', () => {
    const logs = (instance: PlanInstance, row: PathRow) =>
      pathsAt(many([instance], { correlation_property_bonds: 0.5 }), row, 5).map(Math.log)
    const [a, b] = [logs(bonds({}, 'a'), 'portfolioValue'), logs(bonds({}, 'b'), 'portfolioValue')]
    const error = SURE / Math.sqrt(PATHS)
    expect(Math.abs(correlation(a, b) - 0.8)).toBeLessThan(error)
    const home = logs(property({}), 'propertyValue')
    expect(Math.abs(correlation(a, home) - 0.5 * Math.sqrt(0.5 * 0.8))).toBeLessThan(error)
    const shares = logs(portfolio({}), 'portfolioValue')
    expect(Math.abs(correlation(a, shares) + 0.1 * Math.sqrt(0.7 * 0.8))).toBeLessThan(error)
  })

  it('leave the market of everything else as it is without them, to the bit', () => {
    const others = [property({ loan_balance: 100_000 }), portfolio({})]
    const [without, beside] = [others, [...others, bonds({ value: 0 })]].map((instances) =>
      pathsAt(many(instances, { paths: 100, rate_volatility: 1, horizon_years: 10 }), 'netWorth', 10),
    )
    expect(beside).toEqual(without)
  })
})

it('moves rates with the standard deviation of an Ornstein–Uhlenbeck process', () => {
  const [reversion, volatility, months] = [0.3, 1.5, 60]
  const plan = compilePlan(many([], { rate_reversion: reversion, rate_volatility: volatility }))
  const run = createRun(plan, 4000, true)
  beginBlock(run, 0)
  for (let month = 0; month < months; month++) {
    drawFactors(run, month)
    moveRates(run)
  }
  const expected =
    ((volatility / 1200) ** 2 * (1 - Math.exp((-2 * reversion * months) / 12))) / (2 * reversion)
  expect(Math.abs(variance(run.rateShift) / expected - 1)).toBeLessThan(SURE * Math.sqrt(2 / 4000))
  expect(Math.abs(mean(run.rateShift))).toBeLessThan(SURE * Math.sqrt(expected / 4000))
})

describe('moving rates', () => {
  it('never make a borrower earn, nor keep a loan from being repaid', () => {
    const loan = instanceOf('loan', { balance: 100_000, rate: 1, term_months: 120 })
    const plan = many([loan], { paths: 1000, rate_volatility: 5, horizon_years: 10 })
    const simulation = simulate(plan)
    expect(Math.min(...pathsAt(plan, 'interest', 3))).toBeGreaterThanOrEqual(0)
    expect(bandSeries(simulation, 'debt', 95)[10]).toBe(0)
    expect(bandSeries(simulation, 'interest', 95)[3]).toBeGreaterThan(
      bandSeries(simulation, 'interest', 5)[3]! * 2,
    )
  })

  it('leave a fixed loan alone', () => {
    const loan = instanceOf('loan', { balance: 100_000, rate: 6, fixed_months: 24 })
    const simulation = simulate(many([loan], { paths: 100, rate_volatility: 3, horizon_years: 4 }))
    expect(bandSeries(simulation, 'debt', 5)[2]).toBe(bandSeries(simulation, 'debt', 95)[2])
    expect(bandSeries(simulation, 'debt', 5)[3]).toBeLessThan(bandSeries(simulation, 'debt', 95)[3]!)
  })
})

describe('the same markets', () => {
  it('meet half a holding twice as the whole once, where all properties move as one', () => {
    const assumptions = { paths: 1500, rate_volatility: 1, correlation_within_property: 1 }
    const whole = many([property({ weekly_rent: 500, loan_balance: 300_000 })], assumptions)
    const half = { value: 250_000, weekly_rent: 250, loan_balance: 150_000 }
    const halves = many(
      ['a', 'b'].map((id) => instanceOf('property', { ...half, growth_rate: 4, volatility: 12 }, { id })),
      assumptions,
    )
    const [one, two] = [simulate(whole), simulate(halves)]
    for (const row of ['netWorth', 'propertyValue', 'debt', 'netCashFlow'] as const)
      for (const percentile of bandPercentiles)
        bandSeries(two, row, percentile).forEach((value, year) => {
          expect(value).toBeCloseTo(bandSeries(one, row, percentile)[year]!, 4)
        })
  })

  it('meet a holding whatever else is in the plan, and other ones with another seed', () => {
    const alone = pathsAt(many([property({})], { paths: 100 }), 'propertyValue', 5)
    const beside = pathsAt(many([portfolio({}), property({})], { paths: 100 }), 'propertyValue', 5)
    const otherSeed = pathsAt(many([property({})], { paths: 100, seed: 2 }), 'propertyValue', 5)
    expect(beside).toEqual(alone)
    expect(correlation(alone, otherSeed)).toBeLessThan(0.4)
  })

  it('meet a copy under another id, and no two holdings of one plan, be they of one lineage', () => {
    const ofLineage = (id: string) => ({ ...property({}, id), lineageId: 'home' })
    const worth = (...ids: readonly string[]) => {
      const assumptions = { paths: 1000, correlation_within_property: 0 }
      return pathsAt(many(ids.map(ofLineage), assumptions), 'propertyValue', 5)
    }
    const first = worth('b')
    expect(worth('c')).toEqual(first)
    // Of several the first by id has the lineage's market, and each other one its own, the same beside whatever else.
    const second = worth('b', 'c').map((both, path) => both - first[path]!)
    const third = worth('b', 'd').map((both, path) => both - first[path]!)
    worth('d', 'c', 'b').forEach((all, path) => {
      expect(all).toBeCloseTo(first[path]! + second[path]! + third[path]!, 4)
    })
    for (const [a, b] of [[first, second] as const, [first, third] as const, [second, third] as const])
      expect(Math.abs(correlation(a, b))).toBeLessThan(SURE / Math.sqrt(1000))
  })

  it('meet the first paths of a larger simulation', () => {
    const few = pathsAt(many([property({})], { paths: 10 }), 'propertyValue', 5)
    const more = pathsAt(many([property({})], { paths: 2003 }), 'propertyValue', 5)
    expect(more.slice(0, 10)).toEqual(few)
    expect(new Set(more).size).toBe(2003)
  })
})

it('does not depend on the order of instances, to the bit', () => {
  const plan = many([property({ loan_balance: 100_000 }), portfolio({}), portfolio({}, 'x')], {
    paths: 500,
    rate_volatility: 1,
  })
  const [one, two] = [simulate(plan), simulate({ ...plan, instances: plan.instances.toReversed() })]
  expect(two.bands).toEqual(one.bands)
  expect(two.end).toEqual(one.end)
})

it('gives finite numbers for everything that the schemas allow', () => {
  fc.assert(
    fc.property(planArbitrary(4, 60), (plan) => {
      const { bands, means, perInstance, end } = simulate({
        ...plan,
        assumptions: { ...plan.assumptions, paths: 7 },
      })
      for (const values of [bands, means, perInstance, end.percentiles])
        expect(values.findIndex((value) => !Number.isFinite(value))).toBe(-1)
    }),
    { numRuns: 100 },
  )
})

it('has the means of instances and of the household account add up to the means of the totals', () => {
  const balances = ['propertyValue', 'portfolioValue', 'cashValue', 'debt'] as const
  const flows = ['expenses', 'principal', 'contributions', 'withdrawals'] as const
  fc.assert(
    fc.property(planArbitrary(5, 8, ordinary), fc.boolean(), (plan, isOneLineage) => {
      const instances = plan.instances.map((one) => (isOneLineage ? { ...one, lineageId: 'line' } : one))
      const simulation = simulate({ ...plan, instances, assumptions: { ...plan.assumptions, paths: 9 } })
      const household = meanSeries(simulation, 'household')
      const largest = meanSeries(simulation, 'netWorth').reduce(
        (most, one) => Math.max(most, Math.abs(one)),
        1e6,
      )
      for (const row of [...balances, ...flows, 'netWorth'] as const)
        meanSeries(simulation, row).forEach((mean, point) => {
          const parts = instances.map(({ id }) => instanceMeanSeries(simulation, id, row)[point]!)
          const own = row === 'netWorth' ? household[point]! : 0
          const sum = parts.reduce((total, part) => total + part, own)
          expect(Math.abs(sum - mean), `${row} of year ${point}`).toBeLessThan(0.005 + 1e-9 * largest)
        })
    }),
  )
})

describe('probabilities', () => {
  it('of reaching the goal are those of the paths, at the last year that ends by then', () => {
    const plan = many([portfolio({})], { horizon_years: 10, inflation_rate: 3, goal_year: 2030 })
    const median = bandSeries(simulate(plan), 'netWorthReal', 50)[5]!
    const { goal } = simulate({ ...plan, assumptions: { ...plan.assumptions, goal_amount: median } })
    expect(goal).toMatchObject({ year: 5, amount: median })
    expect(goal!.probability).toBeCloseTo(0.5, 3)
    expect(simulate(plan).goal).toBeNull()
  })

  it('of a deficit count the paths on which the household account is ever overdrawn', () => {
    const plan = many([portfolio({ volatility: 30, reinvest_income: false }), leftOver(-250)], {
      horizon_years: 5,
      paths: 1000,
    })
    const { deficit } = simulate(plan)
    expect(deficit.chance.value).toBeGreaterThan(0.05)
    expect(deficit.chance.value).toBeLessThan(1)
    expect(Math.max(...deficit.probabilityByYear)).toBeLessThanOrEqual(deficit.chance.value)
  })

  it('of a deficit take no rounding for one: what just pays for all that is put in is enough', () => {
    const savings = [333.3, 666.6].map((monthly_contribution, i) =>
      instanceOf('cash', { value: 0, monthly_contribution }, { id: `cash-${i}` }),
    )
    const { deficit } = simulate(many([...savings, leftOver(999.9)], { paths: 10 }))
    expect(deficit.chance.value).toBe(0)
  })

  it('at the end are spread over all paths', () => {
    const { end } = simulate(many([portfolio({})], { paths: 3000 }))
    expect(end.histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(3000)
    expect(end.percentiles.toSorted()).toEqual(end.percentiles)
  })
})
