/** What rises by default rises together: no default contradicts another. */
import { describe, expect, it } from 'vitest'
import { catalogue, instanceKinds } from '#domain/instances/catalogue.ts'
import type { Params } from '#domain/instances/types.ts'
import { totalsByYear } from './by-year.test-support.ts'
import { instanceOf, planOf } from './plan.fixture.ts'
import type { Plan, Shock } from './plan.ts'
import { project } from './project.ts'
import { totalSeries } from './projection.ts'

const inflation = { inflation_rate: 4, horizon_years: 12 }

const spending = instanceOf('cash_flow', { direction: 'expense', amount: 2_000 })
const paidFrom = (kind: 'portfolio' | 'cash', params: Params = {}) =>
  instanceOf(kind, {
    value: 5_000_000,
    ...(kind === 'portfolio' ? { expected_return: 0, income_yield: 0 } : { interest_rate: 0 }),
    monthly_withdrawal: 2_000,
    ...params,
  })

describe.each(['portfolio', 'cash'] as const)('withdrawals from a %s', (kind) => {
  it('pay for spending in every year: both rise with inflation', () => {
    for (const { spent, withdrawals, household } of totalsByYear(
      project(planOf([paidFrom(kind), spending], inflation)),
    )) {
      expect(withdrawals).toBeCloseTo(spent, 6)
      expect(household).toBeCloseTo(0, 6)
    }
  })

  it('go on doing so when inflation is another for some years, and for good', () => {
    const faster = (from: string, months?: number): Shock => ({
      targets: [{ kind: null, key: 'inflation_rate' }],
      change: { way: 'add', by: 3 },
      from: from as never,
      ...(months === undefined ? {} : { months }),
    })
    const plan: Plan = {
      ...planOf([paidFrom(kind), spending], inflation),
      shocks: [faster('2028-05', 20), faster('2031-02')],
    }
    const years = totalsByYear(project(plan))
    for (const { household } of years) expect(household).toBeCloseTo(0, 5)
    expect(years.at(-1)!.withdrawals).toBeGreaterThan(24_000 * 1.04 ** 11 * 1.1)
  })

  it('stay the same where somebody says so', () => {
    const series = totalSeries(
      project(planOf([paidFrom(kind, { contribution_growth_rate: 0 })], inflation)),
      'withdrawals',
    )
    expect([...series.slice(1)]).toEqual(Array(12).fill(24_000))
  })
})

it('rents and running costs rise with inflation, and so does what they leave', () => {
  const flat = instanceOf('property', {
    value: 500_000,
    growth_rate: 0,
    weekly_rent: 300,
    annual_expenses: 6_000,
  })
  const years = totalsByYear(project(planOf([flat], inflation))).slice(1)
  for (const [year, { income, expenses }] of years.entries()) {
    expect(income).toBeCloseTo(300 * 52 * 1.04 ** year, 6)
    expect(expenses).toBeCloseTo(6_000 * 1.04 ** year, 6)
  }
})

it('a rise that is moved by points is moved from that of prices, also where these are moved before or after it', () => {
  const flat = instanceOf('property', { value: 500_000, growth_rate: 0, weekly_rent: 300 })
  const shocks: Shock[] = [
    { targets: [{ kind: 'property', key: 'rent_growth_rate' }], change: { way: 'add', by: 1 } },
    { targets: [{ kind: null, key: 'inflation_rate' }], change: { way: 'add', by: 2 } },
  ]
  for (const order of [shocks, shocks.toReversed()]) {
    const income = totalSeries(project({ ...planOf([flat], inflation), shocks: order }), 'income')
    expect(income[3]).toBeCloseTo(300 * 52 * 1.07 ** 2, 6)
  }
})

it('nothing that rises each year has a figure of its own by default: all of it rises with inflation', () => {
  const rises = instanceKinds.flatMap((kind) =>
    catalogue[kind].fields.filter(
      ({ label }) => /^(Yearly rise|Rise in)/.test(label) && !/rise in$/.test(label),
    ),
  )
  expect(rises.map(({ key }) => key)).toEqual([
    'rent_growth_rate',
    'expense_growth_rate',
    'contribution_growth_rate',
    'contribution_growth_rate',
    'growth_rate',
  ])
  for (const { key, followsInflation, default: initial } of rises)
    expect([key, followsInflation ?? false, initial]).toEqual(
      // That of an income or expense comes on top of inflation.
      key === 'growth_rate' ? [key, false, 0] : [key, true, null],
    )
})
