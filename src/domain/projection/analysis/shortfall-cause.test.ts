import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ordinary, planArbitrary } from '../plan.arbitrary.ts'
import { instanceOf, leftOver, planOf } from '../plan.fixture.ts'
import type { Plan } from '../plan.ts'
import { project } from '../project.ts'
import { playPath } from '../simulation/one-path.ts'
import { simulate } from '../simulation/simulate.ts'
import { shortfallCause } from './shortfall-cause.ts'

const causeOn = (plan: Plan, path: number) => shortfallCause(playPath(plan, path), project(plan))
const failingOf = (plan: Plan) => Array.from(simulate(plan).deficit.failingPaths)

describe('why a future fails', () => {
  it('is all that the account has had less than in average years, whatever the plan', () => {
    let failed = 0
    fc.assert(
      fc.property(planArbitrary(4, 5, ordinary), fc.nat(40), (plan, path) => {
        const cause = causeOn({ ...plan, assumptions: { ...plan.assumptions, rate_volatility: 2 } }, path)
        if (!cause) return
        failed++
        const sum = cause.causes.reduce((total, { amount }) => total + amount, 0)
        const size = Math.max(1, Math.abs(cause.account), Math.abs(cause.average))
        expect(Math.abs(sum - (cause.account - cause.average)) / size).toBeLessThan(1e-6)
      }),
      { numRuns: 60 },
    )
    expect(failed).toBeGreaterThan(5)
  })

  it('is interest where rates have risen and nothing else moves', () => {
    const loan = instanceOf('loan', {
      balance: 400_000,
      rate: 6,
      term_months: 240,
      interest_only_months: 240,
    })
    const plan = planOf([loan, leftOver(2_100)], { rate_volatility: 1.5, paths: 200 })
    const failing = failingOf(plan)
    expect(failing.length).toBeGreaterThan(20)
    const cause = causeOn(plan, failing.at(-1) ?? 0)
    expect(cause?.isPlanned).toBe(false)
    expect(cause?.causes[0]?.kind).toBe('interest')
    // The account itself earns or is charged a little at the rates of the path.
    const lack = (cause?.account ?? 0) - (cause?.average ?? 0)
    expect(Math.abs((cause?.causes[0]?.amount ?? 0) / lack - 1)).toBeLessThan(0.01)
    // 4,000 a year for each point on 400,000, also in the last year alone.
    expect(Math.abs((cause?.causes[0]?.inYear ?? 0) / (-4_000 * (cause?.rateShift ?? 0)) - 1)).toBeLessThan(
      0.02,
    )
  })

  it('is what the portfolio can no longer cover where shares have fallen', () => {
    const shares = instanceOf('portfolio', {
      value: 260_000,
      expected_return: 5,
      volatility: 18,
      income_yield: 0,
    })
    const plan = planOf([shares, leftOver(-2_500)], {
      cover_shortfall_from: 'cash_then_portfolios',
      paths: 200,
    })
    const failing = failingOf(plan)
    const cause = causeOn(plan, failing.at(-1) ?? 0)
    expect(cause?.causes[0]?.kind).toBe('covered')
    expect(cause?.worth.portfolioValue.account).toBeLessThan(cause?.worth.portfolioValue.average ?? 0)
  })

  it('is the plan itself where it fails in average years too', () => {
    const plan = planOf([leftOver(-1_000)], { paths: 10 })
    expect(causeOn(plan, 3)).toMatchObject({ year: 1, isPlanned: true, account: -12_000, average: -12_000 })
  })

  it('is told in money of the first month', () => {
    const plan = planOf([leftOver(-1_000, { follows_inflation: false })], { paths: 10, inflation_rate: 50 })
    expect(causeOn(plan, 3)?.account).toBeCloseTo(-8_000, 6)
  })

  it('is nothing where the account is never overdrawn', () => {
    expect(causeOn(planOf([leftOver(1_000)], { paths: 10 }), 0)).toBeNull()
  })
})

it('a simulation names the futures that fail, by the size of their failure', () => {
  const loan = instanceOf('loan', { balance: 400_000, rate: 6, term_months: 240, interest_only_months: 240 })
  const plan = planOf([loan, leftOver(2_150)], { rate_volatility: 1, paths: 1_100, horizon_years: 4 })
  const { failingPaths, chance } = simulate(plan).deficit
  expect(failingPaths.length / 1_100).toBe(chance.value)
  const deepest = Array.from(failingPaths, (path) => {
    const { totals } = playPath(plan, path).projection
    return totals.subarray(-5).reduce((most, deficit) => Math.max(most, deficit), 0)
  })
  expect(deepest).toEqual(deepest.toSorted((a, b) => a - b))
  expect(deepest[0]).toBeGreaterThanOrEqual(0.01)
})
