import { describe, expect, it } from 'vitest'
import { catalogue } from '#domain/instances/catalogue.ts'
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

  it('is nothing where no value does, and anything where all do', async () => {
    const plan = planOf([instanceOf('cash', { value: 1_000, interest_rate: 3 })], sure)
    expect(await ask(plan, 'interest_rate', { for: 'amount', amount: 1e9 })).toMatchObject({ is: 'never' })
    expect(await ask(plan, 'interest_rate', { for: 'amount', amount: 1 })).toMatchObject({ is: 'always' })
  })

  it('entered, gives the chance that it was solved for, and a step less does not', async () => {
    const fifteen = { ...goldenPlan.assumptions, horizon_years: 15 }
    const goal = outlooks({ ...goldenPlan, assumptions: fifteen }, []).reality.middle.value
    const plan: Plan = {
      ...goldenPlan,
      assumptions: { ...fifteen, paths: 1_000, goal_amount: goal },
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
  it('are fields of the catalogue, with a value, inside their range', () => {
    const figures = solvableFigures(goldenPlan)
    expect(figures.length).toBeGreaterThan(10)
    for (const { instanceId, key, field, now } of figures) {
      const { from, to, step } = rangeOf(goldenPlan, { instanceId, field, now })
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
