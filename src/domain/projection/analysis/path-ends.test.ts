import { describe, expect, it } from 'vitest'
import { goldenPlan } from '../golden/household.ts'
import { instanceOf, leftOver, planOf } from '../plan.fixture.ts'
import type { Plan } from '../plan.ts'
import { simulate } from '../simulation/simulate.ts'
import { outlooks } from './analysis.test-support.ts'

const risk = (plan: Plan) => outlooks(plan, []).realRisk

describe('what every path comes to', () => {
  it('is what the plan says where nothing is left to chance', () => {
    const plan = planOf([leftOver(1_000)], { paths: 10, horizon_years: 5, goal_amount: 30_000 })
    expect(risk(plan)).toEqual({
      worstOfTwenty: { value: 60_000, standardError: 0 },
      lowestCash: { value: 12_000, standardError: 0 },
      tax: { value: 0, standardError: 0 },
      interest: { value: 0, standardError: 0 },
      goal: { chance: { value: 1, standardError: expect.any(Number) }, year: 3 },
    })
  })

  it('is in money of the first month: 12,000 owed after a year in which prices rose by half are 8,000', () => {
    const plan = planOf([leftOver(-1_000, { follows_inflation: false })], {
      ...{ paths: 10, horizon_years: 1, inflation_rate: 50 },
    })
    expect(risk(plan).lowestCash.value).toBeCloseTo(-8_000, 6)
  })

  it('takes the deepest overdraft of any month, although the year ends with money', () => {
    const plan = planOf(
      [
        leftOver(1_000),
        instanceOf('cash_flow', {
          ...{ direction: 'expense', amount: 5_000, tax_treatment: 'untaxed' },
          ...{ start_month: '2026-02', end_month: '2026-02' },
        }),
      ],
      { paths: 10, horizon_years: 1 },
    )
    expect(risk(plan).lowestCash.value).toBe(-3_000)
  })

  it('sums interest paid: 6% a year of 100,000 that is never repaid', () => {
    const loan = instanceOf('loan', {
      ...{ balance: 100_000, rate: 6, term_months: 240, interest_only_months: 120 },
    })
    expect(risk(planOf([loan], { paths: 10 })).interest.value).toBeCloseTo(60_000, 6)
  })

  it('has the chance of the goal and the worst of twenty that the simulation has', () => {
    const plan: Plan = {
      ...goldenPlan,
      assumptions: { ...goldenPlan.assumptions, paths: 2_000, goal_amount: 2_000_000, goal_year: 2040 },
    }
    const { goal, worstOfTwenty } = risk(plan)
    const simulation = simulate(plan)
    expect(simulation.goal?.probability).toBeGreaterThan(0)
    expect(goal?.chance.value).toBe(simulation.goal?.probability)
    expect(worstOfTwenty.value).toBe(simulation.end.percentiles[5])
  })

  it.each([
    ['2024, which is over,', 2024],
    ['the third year from now', 2029],
  ])(
    'has a goal that is met today reached today, and never only a year later: to be reached by %s',
    (_, goal_year) => {
      const plan = planOf([leftOver(1_000)], {
        ...{ paths: 10, horizon_years: 5, household_cash: 50_000, goal_amount: 50_000, goal_year },
      })
      expect(risk(plan).goal).toEqual({ chance: { value: 1, standardError: expect.any(Number) }, year: 0 })
    },
  )

  it('names no year for a goal that fewer than half of the futures ever reach', () => {
    const plan = planOf([leftOver(1_000)], { paths: 10, horizon_years: 5, goal_amount: 61_000 })
    expect(risk(plan).goal).toEqual({ chance: { value: 0, standardError: expect.any(Number) }, year: null })
  })
})
