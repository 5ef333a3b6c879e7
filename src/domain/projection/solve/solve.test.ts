import { describe, expect, it } from 'vitest'
import { catalogue } from '#domain/instances/catalogue.ts'
import type { InstanceKind, Params } from '#domain/instances/types.ts'
import { endsOfPlan, outlooks } from '../analysis/analysis.test-support.ts'
import { goldenPlan } from '../golden/household.ts'
import { instanceOf, leftOver, planOf } from '../plan.fixture.ts'
import type { Plan } from '../plan.ts'
import { type Question, solve } from './solve.ts'
import { fieldValue, rangeOf, solvableFigures, withValue } from './unknowns.ts'

const ends = async (plan: Plan) => endsOfPlan(plan)
const figureOf = (plan: Plan, key: string, instanceId?: string | null) => {
  const found = solvableFigures(plan).find(
    (figure) => figure.key === key && (instanceId === undefined || figure.instanceId === instanceId),
  )
  if (!found) throw new Error(`The plan has no ${key}.`)
  return found
}
const ask = (plan: Plan, key: string, target: Question['target'], reality: Plan | null = null) =>
  solve({ plan, reality, figure: figureOf(plan, key), target }, ends)

describe('what must be true', () => {
  // Nothing is left to chance here, so that each answer has a closed form.
  const sure = { paths: 4, horizon_years: 10 }

  it('is the contribution of the annuity formula: 100,000 in ten years at 6% a year', async () => {
    const fund = instanceOf('portfolio', {
      ...{ value: 0, expected_return: 6, volatility: 0, monthly_contribution: 100 },
      contribution_growth_rate: 0,
    })
    const answer = await ask(planOf([fund, leftOver(10_000)], sure), 'monthly_contribution', {
      for: 'amount',
      // What the household account ends with instead is the same money without its return.
      amount: 1_200_000 + 25_000,
    })
    // Contributions at month's end are worth ((1+i)^120 − 1)/i months, i = 1.06^(1/12) − 1; they cost 120.
    const i = 1.06 ** (1 / 12) - 1
    const needed = 25_000 / ((1.06 ** 10 - 1) / i - 120)
    expect(answer).toMatchObject({ is: 'found', reachedBy: 'more' })
    if (answer.is === 'found') expect(answer.value - needed).toBeGreaterThanOrEqual(0)
    if (answer.is === 'found') expect(answer.value - needed).toBeLessThanOrEqual(0.1)
  })

  it('is the last month of a salary: 1,000 a month until 60,000 are there', async () => {
    const salary = instanceOf('cash_flow', {
      ...{ amount: 1_000, tax_treatment: 'untaxed', end_month: '2027-01', follows_inflation: false },
    })
    const plan = planOf([salary], sure)
    const answer = await ask(plan, 'end_month', { for: 'amount', amount: 60_000 })
    expect(answer).toMatchObject({ is: 'found', value: 59, reachedBy: 'more' })
    expect(fieldValue(plan, figureOf(plan, 'end_month').field, 59)).toBe('2030-12')
  })

  it('is the return at which a fund is as good as reality’s deposit', async () => {
    const deposit = (rate: number) =>
      instanceOf('cash', { value: 100_000, interest_rate: rate }, { id: 'one' })
    const answer = await ask(
      planOf([deposit(9)], sure),
      'interest_rate',
      { for: 'as_reality' },
      planOf([deposit(4)], sure),
    )
    expect(answer).toMatchObject({ is: 'found', value: 4, reachedBy: 'more', others: 0 })
  })

  it('of an assumption holds for reality too: what both assume makes up for nothing', async () => {
    const deposit = (value: number) => instanceOf('cash', { value, interest_rate: 4 }, { id: 'one' })
    const reality = planOf([deposit(100_000)], sure)
    const answer = await ask(
      planOf([deposit(90_000)], sure),
      'inflation_rate',
      { for: 'as_reality' },
      reality,
    )
    expect(answer).toMatchObject({ is: 'never' })
  })

  it('of a month is sought where what else is said of the holding allows it', async () => {
    const flat = instanceOf('property', {
      ...{ value: 100_000, loan_balance: 50_000, loan_rate: 6, loan_term_months: 300 },
      ...{ loan_refinance_month: '2028-01', loan_refinance_rate: 5, sale_month: '2030-01' },
    })
    const plan = planOf([flat, leftOver(1_000)], sure)
    expect(rangeOf(plan, figureOf(plan, 'sale_month'))).toMatchObject({ from: 25, to: 119, now: 48 })
    expect(await ask(plan, 'sale_month', { for: 'amount', amount: 1 })).toMatchObject({ is: 'always' })
  })

  it('of a month that is not set is sought over the whole projection', async () => {
    const salary = instanceOf('cash_flow', {
      amount: 1_000,
      tax_treatment: 'untaxed',
      follows_inflation: false,
    })
    const plan = planOf([salary], sure)
    expect(rangeOf(plan, figureOf(plan, 'end_month'))).toMatchObject({ from: 0, to: 119, now: 120 })
    const answer = await ask(plan, 'end_month', { for: 'amount', amount: 60_000 })
    expect(answer).toMatchObject({ is: 'found', value: 59, reachedBy: 'more' })
  })

  it('of a sale that is not planned comes after the purchase and no loan later', () => {
    const flat = instanceOf('property', { value: 100_000, start_month: '2027-01' })
    const loan = instanceOf('loan', {
      ...{ balance: 1_000, start_month: '2028-01', secured_on: flat.lineageId },
    })
    const [alone, secured] = [planOf([flat], sure), planOf([flat, loan], sure)]
    expect(rangeOf(alone, figureOf(alone, 'sale_month'))).toMatchObject({ from: 13, to: 119 })
    expect(rangeOf(secured, figureOf(secured, 'sale_month'))).toMatchObject({ from: 24, to: 119 })
    expect(rangeOf(secured, figureOf(secured, 'start_month'))).toMatchObject({ from: 0, to: 24 })
  })

  it('is nothing where no value does, and anything where all do', async () => {
    const plan = planOf([instanceOf('cash', { value: 1_000, interest_rate: 3 })], sure)
    expect(await ask(plan, 'interest_rate', { for: 'amount', amount: 1e9 })).toMatchObject({ is: 'never' })
    expect(await ask(plan, 'interest_rate', { for: 'amount', amount: 1 })).toMatchObject({ is: 'always' })
  })

  it('is sought as far as it is, whatever is paid now', async () => {
    const fund = instanceOf('portfolio', {
      value: 10_000,
      expected_return: 0,
      volatility: 0,
      income_yield: 0,
    })
    const own = { ...sure, household_deficit_rate: 0, household_cash_rate: 0 }
    const flat = instanceOf(
      'property',
      {
        ...{ value: 500_000, growth_rate: 0, volatility: 0 },
        ...{ loan_balance: 300_000, loan_rate: 6, loan_term_months: 360 },
      },
      { id: 'flat' },
    )
    // 52 weeks of rent for ten years, and nothing else that comes or goes.
    const rent = await ask(
      planOf([instanceOf('property', { ...flat.params, loan_balance: 0 })], own),
      'weekly_rent',
      { for: 'amount', amount: 500_000 + 520 * 1_500 },
    )
    expect(rent).toMatchObject({ is: 'found', value: 1_500, reachedBy: 'more' })
    const cash = await ask(planOf([fund], own), 'household_cash', { for: 'amount', amount: 7_654_321 })
    expect(cash).toMatchObject({ is: 'found', value: 7_645_000, reachedBy: 'more' })
    const debt = await ask(planOf([fund], own), 'household_cash', { for: 'amount', amount: -12_000 })
    expect(debt).toMatchObject({ is: 'found', value: -22_000, reachedBy: 'more' })
    // Interest of the first month alone, 1,500, if 301,500 are paid in it, 1,798.65 of which over 30 years at 0.5% a month.
    const loan = planOf([flat, leftOver(1_000_000)], own)
    const repaid = await ask(loan, 'loan_extra_monthly_payment', {
      ...{ for: 'amount', amount: 500_000 + 1_000_000 * 120 - 300_000 - 1_500 },
    })
    expect(repaid).toMatchObject({ is: 'found', value: 299_800, reachedBy: 'more' })
  })

  it('is known as surely as it says: one in three of other seeds lie beyond the error, also where few futures fail', async () => {
    // A worth after a year is lognormal, so that what it must be now has a closed form; Φ⁻¹(0.95) and Φ⁻¹(0.99).
    const variance = Math.log(1 + (0.16 / 1.07) ** 2)
    for (const [share, quantile] of [
      [0.95, 1.6448536269514722],
      [0.99, 2.3263478740408408],
    ] as const) {
      const end = Math.exp(Math.log(1.07) - variance / 2 - quantile * Math.sqrt(variance))
      const home = { value: 100_000, growth_rate: 7, volatility: 16, use: 'own_use' }
      let within = 0
      for (let seed = 1; seed <= 20; seed++) {
        const plan = planOf([instanceOf('property', home)], {
          ...{ horizon_years: 1, paths: 1_000, seed, goal_amount: 100_000 * end },
        })
        const answer = await ask(plan, 'value', { for: 'goal_chance', share })
        if (answer.is === 'found' && Math.abs(answer.value - 100_000) <= answer.standardError) within++
      }
      // Of 20 with a chance of 68% each, 99 times in 100 so many.
      expect(within, `${share}`).toBeGreaterThanOrEqual(8)
      expect(within, `${share}`).toBeLessThanOrEqual(18)
    }
  })

  it('is found where only all futures see it', async () => {
    const home = instanceOf('property', { value: 100_000, growth_rate: 7, volatility: 16, use: 'own_use' })
    const plan = planOf([home], { horizon_years: 1, paths: 3_000, seed: 1 })
    const middles = new Map<number, number>()
    const counting = async (some: Plan) => {
      const paths = Number(some.assumptions.paths)
      middles.set(paths, (middles.get(paths) ?? 0) + 1)
      return ends(some)
    }
    const most = { for: 'amount', amount: 1e20 } as const
    const figure = figureOf(plan, 'growth_rate')
    expect(await solve({ plan, reality: null, figure, target: most }, counting)).toMatchObject({
      is: 'never',
    })
    // The whole grid was tried in full before that was said.
    expect([middles.get(1_000), middles.get(3_000)]).toEqual([13, 13])
  })

  it('entered, gives the chance that it was solved for, and a step less does not', async () => {
    const short = { ...goldenPlan.assumptions, horizon_years: 8 }
    const goal = outlooks({ ...goldenPlan, assumptions: short }, []).reality.middle.value
    const plan: Plan = {
      ...goldenPlan,
      assumptions: { ...short, paths: 1_000, goal_amount: goal },
    }
    const figure = figureOf(plan, 'expected_return')
    const answer = await solve(
      { plan, reality: null, figure, target: { for: 'goal_chance', share: 0.6 } },
      ends,
    )
    if (answer.is !== 'found') throw new Error('There is an answer.')
    const chanceAt = (value: number) =>
      outlooks(withValue(plan, figure, value), []).realRisk.goal?.chance.value ?? Number.NaN
    expect(chanceAt(answer.value)).toBeGreaterThanOrEqual(0.6)
    const { step } = rangeOf(plan, figure)
    expect(chanceAt(answer.value - step)).toBeLessThan(0.6)
    // Of other futures the answer lies within a few standard errors.
    const other = { ...plan, assumptions: { ...plan.assumptions, seed: 4_711 } }
    const again = await solve(
      { plan: other, reality: null, figure, target: { for: 'goal_chance', share: 0.6 } },
      ends,
    )
    if (again.is !== 'found') throw new Error('There is an answer.')
    expect(Math.abs(again.value - answer.value)).toBeLessThan(
      4 * Math.hypot(answer.standardError, again.standardError),
    )
  })
})

describe('the figures that can be solved for', () => {
  const keysOf = (params: Params, kind: InstanceKind = 'property') =>
    solvableFigures(planOf([instanceOf(kind, { value: 1, amount: 1, ...params })]))
      .filter(({ instanceId }) => instanceId !== null)
      .map(({ key }) => key)

  it('are months to come, or ends that are not set: nothing that is there is bought anew', () => {
    expect(keysOf({})).toContain('sale_month')
    expect(keysOf({})).not.toContain('start_month')
    expect(keysOf({ start_month: '2020-05' })).not.toContain('start_month')
    expect(keysOf({ start_month: '2026-01' })).toContain('start_month')
    expect(keysOf({}, 'cash_flow')).toEqual(['amount', 'end_month'])
  })

  it('are none of what is sold already or has ended', () => {
    expect(keysOf({ sale_month: '2025-12' })).toEqual([])
    expect(keysOf({ end_month: '2025-12' }, 'cash_flow')).toEqual([])
  })

  it('are fields of the catalogue, with a value, inside their range', () => {
    const figures = solvableFigures(goldenPlan)
    expect(figures.length).toBeGreaterThan(10)
    for (const figure of figures) {
      const { instanceId, key, field, now } = figure
      const { from, to, step } = rangeOf(goldenPlan, figure)
      expect([instanceId, key, from < to, step > 0]).toEqual([instanceId, key, true, true])
      if (field.type === 'month') continue
      expect(from).toBeGreaterThanOrEqual(field.min ?? Number.NEGATIVE_INFINITY)
      expect(to).toBeLessThanOrEqual(field.max ?? Number.POSITIVE_INFINITY)
      expect(Number(now)).toBeGreaterThanOrEqual(from)
      expect(Number(now)).toBeLessThanOrEqual(to)
    }
    expect(Object.keys(catalogue)).toContain(goldenPlan.instances[0]?.kind)
  })
})
