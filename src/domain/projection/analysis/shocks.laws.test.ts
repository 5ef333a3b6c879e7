import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { type ShockFigure, shockFigureKeys } from '#domain/scenarios/shock-figures.ts'
import { knownPlans, ordinary, planArbitrary } from '../plan.arbitrary.ts'
import { instanceOf, leftOver, planOf } from '../plan.fixture.ts'
import type { Plan, Shock } from '../plan.ts'
import { project, projectWithFlows } from '../project.ts'
import { householdSeries, instanceSeries, totalAt, totalSeries } from '../projection.ts'
import { rows } from '../rows.ts'
import { simulate } from '../simulation/simulate.ts'
import { sensitivity } from './analysis.test-support.ts'
import { movements, type Window } from './movements.ts'
import { leadOf, sensitivityCases } from './sensitivity.ts'
import { stressTestsOf } from './stress.ts'

const shocked = (plan: Plan, figure: ShockFigure, by: number, window: Window = {}): Plan => ({
  ...plan,
  shocks: movements[figure].shocks(by, window, plan),
})
const finalReal = (plan: Plan) => totalAt(project(plan), 'netWorthReal', project(plan).years)

describe('a shock', () => {
  const windows = fc.record(
    {
      from: fc.constantFrom('2020-01', '2026-01', '2026-05', '2030-07').map(toMonth),
      months: fc.integer({ min: 1, max: 30 }),
    },
    { requiredKeys: [] },
  )
  it('of nothing changes nothing, to the bit', () => {
    fc.assert(
      fc.property(
        planArbitrary(4, 8, ordinary),
        fc.constantFrom(...shockFigureKeys),
        windows,
        (plan, figure, window) => {
          const [base, under] = [plan, shocked(plan, figure, 0, window)].map(projectWithFlows)
          expect(under).toEqual(base)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('of nothing changes no simulated future, to the bit', () => {
    fc.assert(
      fc.property(
        planArbitrary(3, 5, ordinary),
        fc.constantFrom(...shockFigureKeys),
        windows,
        (plan, figure, window) => {
          const small = { ...plan, assumptions: { ...plan.assumptions, paths: 8 } }
          expect(simulate(shocked(small, figure, 0, window)).bands).toEqual(simulate(small).bands)
        },
      ),
      { numRuns: 15 },
    )
  })

  const happened = fc
    .record({ plan: knownPlans, months: fc.integer({ min: 0, max: 30 }) })
    .map(({ plan }) => plan)
  it('leaves what has happened as it is: every step of the sensitivity begins where the plan begins', () => {
    fc.assert(
      fc.property(happened, (plan) => {
        const opening = project(plan)
        for (const { key, low, high } of sensitivityCases(plan))
          for (const shocks of [low, high]) {
            const under = project({ ...plan, shocks })
            for (const row of rows)
              expect(totalAt(under, row, 0), `${key}: ${row}`).toBe(totalAt(opening, row, 0))
          }
      }),
      { numRuns: 5 },
    )
  })

  it('leaves an overdraft of the past as it was: no step and no test charges it anew', () => {
    const known = { household_cash: -400_000, household_as_of_month: '2024-01', household_deficit_rate: 8 }
    const debt = instanceOf('property', { value: 500_000, loan_balance: 300_000 })
    const left = leftOver(1_000, { as_of_month: '2024-01' })
    const plan = planOf([debt, left], { ...known, inflation_rate: 3 })
    const opening = project(plan)
    const steps = sensitivityCases(plan).flatMap(({ low, high }) => [low, high])
    for (const shocks of [...steps, ...stressTestsOf(plan).map((test) => test.shocks)]) {
      const under = project({ ...plan, shocks })
      expect(totalAt(under, 'household', 0)).toBe(totalAt(opening, 'household', 0))
      expect(totalAt(under, 'debt', 0)).toBe(totalAt(opening, 'debt', 0))
    }
  })

  it('that has ended before the projection begins changes nothing', () => {
    const plan = planOf([instanceOf('portfolio', { value: 1000 }), instanceOf('property', { value: 1000 })])
    for (const figure of shockFigureKeys)
      expect(project(shocked(plan, figure, -5, { from: toMonth('2025-01'), months: 12 })), figure).toEqual(
        project(plan),
      )
  })

  it('that ends in the tax year that is open at the end is withheld as it is when the projection goes on', () => {
    const planFor = (horizon_years: number) =>
      shocked(
        planOf([instanceOf('cash_flow', { amount: 5_000 })], {
          horizon_years,
          tax_system: 'au_resident',
          tax_year_end_month: 6,
        }),
        'income',
        50,
        {
          from: toMonth('2027-07'),
          months: 30,
        },
      )
    const [ending, goingOn] = [planFor(4), planFor(5)].map((plan) => totalAt(project(plan), 'household', 4))
    expect(ending).toBe(goingOn)
  })

  it('that is half over acts for the rest of its time', () => {
    const rented = planOf([
      instanceOf('property', { value: 0, weekly_rent: 300, rent_growth_rate: 0, vacancy_rate: 0 }),
    ])
    const under = project(shocked(rented, 'rent', -50, { from: toMonth('2025-10'), months: 6 }))
    expect(totalAt(under, 'income', 1)).toBeCloseTo(300 * 52 * (1 - 0.5 * (3 / 12)), 8)
  })

  it('acts in its own months alone', () => {
    const plan = planOf([instanceOf('portfolio', { value: 1000, expected_return: 5, income_yield: 0 })])
    const under = project(shocked(plan, 'share_return', -3, { from: toMonth('2027-01'), months: 24 }))
    const worth = totalSeries(under, 'portfolioValue')
    const growth = [1, 2, 3, 4].map((year) => worth[year]! / worth[year - 1]!)
    for (const [year, expected] of [1.05, 1.02, 1.02, 1.05].entries())
      expect(growth[year]).toBeCloseTo(expected, 12)
  })

  it('of prices falls upon what is held in its month, and its cost stays', () => {
    const plan = planOf(
      [
        instanceOf('portfolio', { value: 1000, expected_return: 0, income_yield: 0 }),
        instanceOf(
          'portfolio',
          { value: 500, expected_return: 0, income_yield: 0, start_month: '2031-01' },
          { id: 'later' },
        ),
      ],
      { horizon_years: 8 },
    )
    const under = project(shocked(plan, 'share_value', -30, { from: toMonth('2030-07') }))
    expect([...totalSeries(under, 'portfolioValue')]).toEqual([
      1000, 1000, 1000, 1000, 1000, 700, 1200, 1200, 1200,
    ])
    expect([...instanceSeries(under, 'portfolio-1', 'growth')]).toEqual([0, 0, 0, 0, 0, -300, 0, 0, 0])
  })

  it('of shares leaves bonds alone, and one of bonds leaves shares', () => {
    const ofClass = (asset_class: string) =>
      instanceOf('portfolio', { value: 1000, expected_return: 5, asset_class }, { id: asset_class })
    const plan = planOf([ofClass('shares'), ofClass('bonds')])
    const base = project(plan)
    const pairs = [
      ['share_value', 'shares'],
      ['share_return', 'shares'],
      ['bond_value', 'bonds'],
      ['bond_return', 'bonds'],
    ] as const
    for (const [figure, moved] of pairs) {
      const under = project(shocked(plan, figure, -5))
      for (const { id } of base.instances) {
        const [before, after] = [base, under].map((one) => [...instanceSeries(one, id, 'portfolioValue')])
        if (id === moved) expect(after![10], figure).toBeLessThan(before![10]!)
        else expect(after, figure).toEqual(before)
      }
    }
  })

  it('of prices of 5 to 10 percent, twice, is the product of both', () => {
    const plan = planOf([instanceOf('property', { value: 1000, growth_rate: 0 })])
    const shocks: Shock[] = [
      { classes: ['property'], part: 0.1 },
      { classes: ['property'], part: 0.05 },
    ]
    expect(totalAt(project({ ...plan, shocks }), 'propertyValue', 0)).toBeCloseTo(855, 10)
  })

  it('of inflation alone deflates by the prices of its own months', () => {
    const plan = planOf([], { household_cash: 1000, inflation_rate: 2, horizon_years: 3 })
    const { priceLevels } = project(shocked(plan, 'inflation', 3, { from: toMonth('2027-01'), months: 12 }))
    for (const [year, level] of [1, 1.02, 1.02 * 1.05, 1.02 * 1.05 * 1.02].entries())
      expect(priceLevels[year]).toBeCloseTo(level, 12)
  })

  it('of inflation raises only what rises from now on: an income has risen with the prices of the past', () => {
    const left = leftOver(100, { as_of_month: '2025-07' })
    const plan = planOf([left], { household_as_of_month: '2025-07', inflation_rate: 0, horizon_years: 1 })
    // It rises in July 2026, by the inflation of half a year.
    expect(totalAt(project(shocked(plan, 'inflation', 4)), 'netCashFlow', 1)).toBeCloseTo(
      600 + 600 * 1.04 ** 0.5,
      8,
    )
  })

  it('of what is left over goes through the household account alone for as long as it acts, and has risen with prices', () => {
    const plan = planOf([instanceOf('cash', { value: 500 })], {
      household_as_of_month: '2025-07',
      inflation_rate: 4,
    })
    const window = { from: toMonth('2026-06'), months: 12 }
    const less = project(shocked(plan, 'surplus', -100, window))
    // One month before it rises in July, and eleven after.
    const spent = [0, 100 + 6 * 104, 5 * 104, 0]
    for (const [year, amount] of spent.entries()) {
      expect(totalAt(less, 'spent', year)).toBeCloseTo(amount, 8)
      expect(householdSeries(less, 'spent')[year]).toBeCloseTo(amount, 8)
    }
    expect(less.perInstance).toHaveLength(project(plan).perInstance.length)
    // It is what it is said to be, whatever befalls other incomes and expenses.
    const both = { ...shocked(plan, 'surplus', -100, window) }
    const dearer = project({
      ...both,
      shocks: [...(both.shocks ?? []), ...movements.expenses.shocks(50, {}, plan)],
    })
    expect(Array.from(totalSeries(dearer, 'spent'))).toEqual(Array.from(totalSeries(less, 'spent')))
    expect(totalAt(project(shocked(plan, 'surplus', 100)), 'received', 1)).toBeCloseTo(600 + 6 * 104, 8)
  })

  it('of income elsewhere counts for the months of the tax year in which it acts', () => {
    const taxed: Params = {
      tax_system: 'flat',
      tax_flat_rate: 50,
      elsewhere: 12_000,
      tax_year_end_month: 12,
    }
    const plan = planOf([], { ...taxed, horizon_years: 2, loss_treatment: 'offset_other_income' })
    const cost = instanceOf('property', {
      value: 0,
      weekly_rent: 0,
      annual_expenses: 100_000,
      loan_balance: 0,
    })
    // A loss lowers the tax on other income to nothing: what is refunded is the tax on it.
    const refund = (shocks: readonly Shock[]) =>
      -totalAt(project({ ...plan, instances: [...plan.instances, cost], shocks }), 'tax', 1)
    const half: Shock = {
      targets: [{ kind: 'cash_flow', key: 'amount' }],
      change: { way: 'grow', by: -1 },
      from: toMonth('2026-07'),
    }
    expect(refund([])).toBeCloseTo(6_000, 8)
    expect(refund([half])).toBeCloseTo(3_000, 8)
  })
})

describe('inflation with everything nominal following', () => {
  /** Without tax, debts and flows that are fixed for a year: only what grows. */
  const growing = fc.record({
    growth: fc.double({ min: -5, max: 12, noNaN: true }),
    income: fc.double({ min: 0, max: 5, noNaN: true }),
    // High enough that no rate comes to the end of its range.
    interest: fc.double({ min: 6, max: 9, noNaN: true }),
    inflation: fc.double({ min: -2, max: 8, noNaN: true }),
    by: fc.integer({ min: -5, max: 10 }),
    window: fc.record(
      {
        from: fc.integer({ min: 1, max: 9 }).map((month) => toMonth(`2027-0${month}`)),
        months: fc.integer({ min: 1, max: 40 }),
      },
      { requiredKeys: [] },
    ),
  })
  it('leaves net worth in today’s money as it was, but for what floating point loses', () => {
    fc.assert(
      fc.property(growing, ({ growth, income, interest, inflation, by, window }) => {
        const plan = planOf(
          [
            instanceOf('property', { value: 400_000, growth_rate: growth }),
            instanceOf('portfolio', {
              value: 300_000,
              expected_return: growth,
              income_yield: income,
              annual_fee_rate: 0.5,
            }),
            instanceOf('cash', { value: 200_000, interest_rate: interest }),
          ],
          {
            household_cash: 100_000,
            household_cash_rate: interest,
            inflation_rate: inflation,
            horizon_years: 20,
          },
        )
        // 240 multiplications a holding, each right to 2^-53.
        const before = finalReal(plan)
        const after = finalReal(shocked(plan, 'inflation_all', by, window))
        expect(Math.abs(after / before - 1)).toBeLessThan(1e-11)
      }),
      { numRuns: 60 },
    )
  })
  it('costs a rent that rises once a year what prices gain on it until it is received', () => {
    const rented = instanceOf('property', {
      value: 0,
      growth_rate: 0,
      weekly_rent: 120,
      rent_growth_rate: 2,
      vacancy_rate: 0,
    })
    const plan = planOf([rented], { inflation_rate: 2, household_cash_rate: 0, horizon_years: 1 })
    const [before, after] = [plan, shocked(plan, 'inflation_all', 1)].map(finalReal)
    // From the end of its month on the account keeps its worth; until then it is the same amount in dearer money.
    const kept = Array.from({ length: 12 }, (_, month) => 520 * (1.03 / 1.02) ** ((11 - month) / 12))
    expect(before).toBeCloseTo(6_240 / 1.02, 8)
    expect(after).toBeCloseTo(kept.reduce((sum, rent) => sum + rent, 0) / 1.03, 8)
  })
})

describe('sensitivity beside reality', () => {
  const shares = (value: number) => instanceOf('portfolio', { value, expected_return: 5, income_yield: 0 })
  const flat = (params: Params) => instanceOf('property', { value: 500_000, growth_rate: 3, ...params })
  it('is nought for a scenario that is reality, whatever moves', () => {
    const plan = planOf([shares(1000), flat({ loan_balance: 100_000 })], { inflation_rate: 2 })
    const { base, bars } = sensitivity(plan, plan)
    expect(leadOf(base)).toBe(0)
    expect(bars.length).toBeGreaterThan(4)
    for (const { low, high } of bars) expect([leadOf(low), leadOf(high)]).toEqual([0, 0])
  })
  it('meets both with the same: what both hold moves the difference by nothing', () => {
    const [plan, reality] = [planOf([shares(1500), flat({})]), planOf([shares(1000), flat({})])]
    const { base, bars } = sensitivity(plan, reality)
    const bar = (key: string) => bars.find((one) => one.key === key)!
    expect(leadOf(base)).toBeCloseTo(500 * 1.05 ** 10, 6)
    expect(bar('property_growth').range).toBeGreaterThan(100_000)
    expect(leadOf(bar('property_growth').high)).toBeCloseTo(leadOf(base)!, 6)
    expect(leadOf(bar('share_return').high)).toBeCloseTo(500 * 1.06 ** 10, 6)
  })
  it('keeps the order of both sides: more on one side of nothing is less on the other', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 8, noNaN: true }), (rate) => {
        const plan = planOf([
          instanceOf('portfolio', { value: 1000, expected_return: rate }),
          flat({ growth_rate: rate }),
        ])
        const { base, bars } = sensitivity(plan)
        for (const { key, low, high } of bars.filter((one) => !one.key.startsWith('inflation'))) {
          expect(low.own, key).toBeLessThanOrEqual(base.own)
          expect(high.own, key).toBeGreaterThanOrEqual(base.own)
        }
      }),
      { numRuns: 8 },
    )
  })
})

describe('stress tests', () => {
  const plan = planOf([instanceOf('portfolio', { value: 1000 })], {
    stress_tests: 'Crash|share_value|-30|2030-01|;Dear money|loan_rate|3||24',
  })
  it('are the ready-made ones, then the user’s own in their order', () => {
    const tests = stressTestsOf(plan)
    expect(tests.map(({ key }) => key)).toEqual([
      'rates_up',
      'all_rates_up',
      'prices_down',
      'no_rent',
      'own-0',
      'own-1',
    ])
    expect(tests[4]!.shocks).toEqual([{ classes: ['shares'], part: 0.3, from: '2030-01' }])
  })
  it('say all of them what moves and what stays', () => {
    for (const { stays } of stressTestsOf(plan)) expect(stays).toMatch(/\w.+\.$/)
  })
  it('of the user’s own change no figure as long as nobody asks for them', () => {
    const { stress_tests: _, ...without } = plan.assumptions
    expect(project(plan)).toEqual(project({ ...plan, assumptions: without }))
  })
})
