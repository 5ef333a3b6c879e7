import { describe, expect, it } from 'vitest'
import { goldenPlan } from '../golden/household.ts'
import { instanceOf, leftOver, planOf } from '../plan.fixture.ts'
import type { Plan, Shock } from '../plan.ts'
import { project, projectWithFlows } from '../project.ts'
import { totalAt } from '../projection.ts'
import { simulate } from '../simulation/simulate.ts'
import { bandSeries } from '../simulation/simulation.ts'
import { outlooks, sensitivity } from './analysis.test-support.ts'
import { figuresOverview } from './figures-overview.ts'
import { instanceKeyFigures, totalKeyFigures } from './key-figures.ts'
import { scaledOutlook } from './outlook.ts'
import { breakEvenOfDifference, finalRealNetWorth, sensitivityCases } from './sensitivity.ts'
import { stressTestsOf } from './stress.ts'

describe('key figures', () => {
  const property = instanceOf('property', {
    value: 500_000,
    weekly_rent: 500,
    annual_expenses: 5_000,
    loan_balance: 400_000,
  })
  it('of a property: loan to value, gross and net yield', () => {
    const figures = instanceKeyFigures(projectWithFlows(planOf([property])), 'property-1')
    expect(figures.loanToValue[0]).toBe(0.8)
    expect(figures.grossYield[0]).toBeCloseTo(0.052, 10)
    expect(figures.netYield[0]).toBeCloseTo(0.042, 10)
  })
  it('leave out of a year’s yields what is bought or sold in it', () => {
    const sold = instanceOf('property', { ...property.params, sale_month: '2027-06' }, { id: 'sold' })
    const bought = instanceOf(
      'property',
      { value: 500_000, start_month: '2026-03', purchase_costs: 30_000 },
      { id: 'bought' },
    )
    const projection = projectWithFlows(planOf([property, sold, bought]))
    expect(totalKeyFigures(projection).netYield[0]).toBeCloseTo(0.042, 10)
    expect(instanceKeyFigures(projection, 'sold').netYield.slice(0, 2)).toEqual([expect.closeTo(0.042), null])
    expect(instanceKeyFigures(projection, 'bought').netYield[0]).toBeNull()
  })
  it('return of a portfolio is its expected return', () => {
    const shares = instanceOf('portfolio', { value: 1000, expected_return: 7, income_yield: 0 })
    expect(
      instanceKeyFigures(projectWithFlows(planOf([shares])), 'portfolio-1').moneyWeightedReturn,
    ).toBeCloseTo(0.07, 10)
  })
  it('of a car loan do not count in the loan to value of properties', () => {
    const car = instanceOf('loan', { balance: 50_000 })
    expect(totalKeyFigures(projectWithFlows(planOf([property, car]))).loanToValue[0]).toBe(0.8)
  })
})

describe('the overview of key figures', () => {
  const flat = instanceOf('property', { value: 500_000, weekly_rent: 500, loan_balance: 400_000 })
  const later = instanceOf(
    'property',
    { value: 300_000, weekly_rent: 300, start_month: '2029-07' },
    { id: 'later' },
  )
  const sold = instanceOf('property', { value: 200_000, sale_month: '2028-03' }, { id: 'sold' })
  const overview = figuresOverview(
    projectWithFlows(planOf([flat, later, sold, instanceOf('loan', { balance: 9_000 })])),
  )
  const of = (id: string) => overview.holdings[['property-1', 'later', 'sold'].indexOf(id)]!

  it('leaves loans out, and counts them in the return of all together', () => {
    expect(overview.holdings).toHaveLength(3)
    const alone = figuresOverview(projectWithFlows(planOf([flat, later, sold]))).total
    expect(overview.total.moneyWeightedReturn).not.toBe(alone.moneyWeightedReturn)
    expect(overview.total.loanToValueNow).toBe(alone.loanToValueNow)
  })
  it('takes the yield of the first year that begins with the holding', () => {
    expect(of('property-1').grossYield).toBeCloseTo(0.052, 10)
    expect(of('later').grossYield).toBeGreaterThan(0.045)
  })
  it('says nothing of a loan to value where there is no property', () => {
    expect(of('later').loanToValueNow).toBeNull()
    expect(of('later').loanToValueAtEnd).toBe(0)
    expect(of('sold').loanToValueNow).toBe(0)
    expect(of('sold').loanToValueAtEnd).toBeNull()
    expect(
      figuresOverview(projectWithFlows(planOf([instanceOf('cash', { value: 5 })]))).total.loanToValueNow,
    ).toBeNull()
  })
})

describe('sensitivity', () => {
  it('ranks the assumptions by their effect on final real net worth', () => {
    const { base, bars } = sensitivity(goldenPlan)
    expect(base).toEqual({ own: finalRealNetWorth(goldenPlan), real: null })
    const ranges = bars.map(({ range }) => range)
    expect(ranges).toEqual(ranges.toSorted((a, b) => b - a))
    expect(bars.length).toBeGreaterThan(10)
    const growth = bars.find(({ key }) => key === 'property_growth')!
    expect(growth.low.own).toBeLessThan(base.own)
    expect(growth.high.own).toBeGreaterThan(base.own)
  })
  it('leaves out what changes nothing, and stays inside the ranges of the fields', () => {
    const cash = planOf([instanceOf('cash', { value: 1000, interest_rate: 100 })])
    const { base, bars } = sensitivity(cash)
    // Interest that cannot rise does not follow inflation either.
    expect(bars.map(({ key }) => key)).toEqual(['inflation', 'inflation_all', 'all_rates', 'deposit_rate'])
    expect(bars.at(-1)!.high.own).toBe(base.own)
  })
  const caseOf = (plan: Plan, key: string) => sensitivityCases(plan).find((found) => found.key === key)!
  it.each([
    ['income', 1],
    ['expenses', -1],
  ])('calls higher what is more, for %s too', (key, sign) => {
    const plan = planOf([leftOver(sign * 1_000)])
    const { lowEnd, highEnd } = caseOf(plan, key)
    expect([lowEnd.at?.value, highEnd.at?.value]).toEqual([900, 1_100])
    const bar = sensitivity(plan).bars.find((found) => found.key === key)!
    expect([bar.low.own, bar.high.own]).toEqual([120 * sign * 900, 120 * sign * 1_100])
  })
  it('tells the ends of a step without the dust of floating point', () => {
    const plan = planOf([instanceOf('portfolio', { value: 1000, annual_fee_rate: 0.18 })])
    const { lowEnd, highEnd } = caseOf(plan, 'fees')
    expect([lowEnd.at?.value, highEnd.at?.value]).toEqual([0.162, 0.198])
  })
  it('tells that a step was cut at the end of a range', () => {
    const flat = (vacancy_rate: number) =>
      instanceOf('property', { value: 1000, weekly_rent: 1, vacancy_rate })
    const { lowEnd, highEnd } = caseOf(planOf([flat(1)]), 'vacancy')
    expect(lowEnd).toMatchObject({ at: { value: 0 }, bound: { value: 0, field: { key: 'vacancy_rate' } } })
    expect(highEnd).toMatchObject({ at: { value: 3 }, bound: null })
  })
  it('tells it where only some were cut, and then gives no value for all', () => {
    const flat = (id: string, vacancy_rate: number) =>
      instanceOf('property', { value: 1000, weekly_rent: 1, vacancy_rate }, { id, lineageId: id })
    const { lowEnd, highEnd } = caseOf(planOf([flat('a', 5), flat('b', 1)]), 'vacancy')
    expect(lowEnd).toMatchObject({ at: null, bound: { value: 0 } })
    expect(highEnd).toEqual({ at: null, bound: null })
  })
})

describe('the break-even of a difference', () => {
  const deposit = (rate: number, value: number) =>
    instanceOf('cash', { value, interest_rate: rate }, { id: 'deposit' })
  const fund = (value: number) =>
    instanceOf('portfolio', { value, expected_return: 7, volatility: 0 }, { id: 'fund' })
  const ends = (plan: Plan, reality: Plan) => async (shocks: readonly Shock[]) => ({
    own: finalRealNetWorth({ ...plan, shocks }),
    real: finalRealNetWorth({ ...reality, shocks }),
  })

  it('of a fund instead of a deposit is the return that the deposit has', async () => {
    const [plan, reality] = [planOf([fund(100_000)]), planOf([deposit(4, 100_000)])]
    const { found } = await breakEvenOfDifference(plan, 'share_return', ends(plan, reality))
    // 4% a year paid monthly is 1.04^… of a nominal rate: (1 + 0.04/12)^12 = 1.0407415.
    expect(found?.change).toEqual({ by: -2.9, unit: 'points' })
    expect(found?.end.at?.value).toBe(4.1)
  })

  it('is none where nothing within reach makes up for it', async () => {
    const [plan, reality] = [planOf([fund(10_000)]), planOf([deposit(4, 10_000_000)])]
    const { found, tried } = await breakEvenOfDifference(plan, 'share_return', ends(plan, reality))
    expect(found).toBeNull()
    expect(tried).toEqual({ by: 10, unit: 'points' })
  })
})

describe('stress', () => {
  const under = (plan: Plan, key: string) =>
    project({ ...plan, shocks: stressTestsOf(plan).find((test) => test.key === key)!.shocks })
  const apply = (key: string) => under(goldenPlan, key)
  const base = project(goldenPlan)
  it('of borrowing costs interest on what is not fixed', () => {
    const stressed = apply('rates_up')
    expect(totalAt(stressed, 'interest', 1)).toBeGreaterThan(totalAt(base, 'interest', 1) + 7_000)
    expect(totalAt(stressed, 'netWorth', 40)).toBeLessThan(totalAt(base, 'netWorth', 40))
  })
  it('of rates costs less where deposits follow', () => {
    const [alone, together] = ['rates_up', 'all_rates_up'].map(apply)
    expect(totalAt(together!, 'interest', 1)).toBe(totalAt(alone!, 'interest', 1))
    expect(totalAt(together!, 'income', 1)).toBeGreaterThan(totalAt(alone!, 'income', 1) + 100)
  })
  it('of prices takes a fifth of what is held, at once and without touching future purchases', () => {
    const stressed = apply('prices_down')
    for (const row of ['propertyValue', 'portfolioValue'] as const)
      expect(totalAt(stressed, row, 0)).toBeCloseTo(totalAt(base, row, 0) * 0.8, 6)
    expect(totalAt(stressed, 'propertyValue', 5) / totalAt(base, 'propertyValue', 5)).toBeGreaterThan(0.8)
  })
  it('of rent takes half of the first year’s and nothing later', () => {
    const stressed = apply('no_rent')
    expect(totalAt(stressed, 'income', 2)).toBeLessThanOrEqual(totalAt(base, 'income', 2))
    const rent = 520 * 52 * 0.96
    expect(totalAt(base, 'income', 1) - totalAt(stressed, 'income', 1)).toBeGreaterThan(rent / 2 - 1)
    expect(totalAt(base, 'income', 1) - totalAt(stressed, 'income', 1)).toBeLessThan(rent / 2 + 500)
  })
})

describe('the outlook', () => {
  const shares = instanceOf('portfolio', { value: 100_000 })
  const reality = planOf([shares], { paths: 1200, horizon_years: 5 })
  const ofSeed = (plan: Plan, seed: number) => ({ ...plan, assumptions: { ...plan.assumptions, seed } })
  const more = { ...reality, instances: [instanceOf('portfolio', { value: 110_000 })] }

  it('differs by nothing, on every path, for a scenario that is reality, whatever its seed', () => {
    const { reality: real, scenarios } = outlooks(reality, [ofSeed(reality, 9)])
    const { outlook, difference, chanceAhead } = scenarios[0]!
    const nothing = { value: 0, standardError: 0 }
    expect(difference).toEqual({ paths: 1200, low: nothing, middle: nothing, high: nothing })
    expect(chanceAhead.value).toBe(0)
    expect(outlook.middle.value).not.toBe(real.middle.value)
  })
  it('meets the same markets: a tenth more of the same is ahead on every path', () => {
    const { reality: real, scenarios } = outlooks(reality, [more])
    const { outlook, difference, chanceAhead } = scenarios[0]!
    expect(chanceAhead.value).toBe(1)
    expect(outlook.middle.value / real.middle.value).toBeCloseTo(1.1, 10)
    expect(difference.middle.value / real.middle.value).toBeCloseTo(0.1, 10)
  })
  it('is in the middle and at the ends of the range where the simulation’s own bands are', () => {
    const { middle, low, high } = outlooks(reality, []).reality
    const simulation = simulate(reality)
    for (const [percentile, { value }] of [
      [10, low],
      [50, middle],
      [90, high],
    ] as const)
      expect(value).toBeCloseTo(bandSeries(simulation, 'netWorthReal', percentile)[5]!, 6)
  })
  it('of another set of futures lies within a few standard errors', () => {
    const [first, second] = [1, 2].map((seed) => outlooks(ofSeed(reality, seed), []).reality.middle)
    const error = Math.hypot(first!.standardError, second!.standardError)
    expect(error).toBeGreaterThan(0)
    expect(Math.abs(first!.value - second!.value)).toBeLessThan(4 * error)
  })
  it('in other money has its errors in that money too', () => {
    const { middle, low } = outlooks(reality, []).reality
    const scaled = scaledOutlook(outlooks(reality, []).reality, 2)
    expect(scaled.middle).toEqual({ value: middle.value * 2, standardError: middle.standardError * 2 })
    expect(scaled.low.value).toBe(low.value * 2)
  })
  it('has no error where nothing rises and falls', () => {
    const cash = planOf([instanceOf('cash', { value: 1000, interest_rate: 3 })], {
      paths: 100,
      horizon_years: 3,
    })
    expect(outlooks(cash, []).reality.middle.standardError).toBe(0)
  })
})
