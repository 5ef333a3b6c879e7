import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { goldenPlan } from '../golden/household.ts'
import { normalsFromWords } from '../numbers/inverse-normal.ts'
import { threefryWords } from '../numbers/threefry.ts'
import { ordinary, planArbitrary } from '../plan.arbitrary.ts'
import { instanceOf, leftOver, planOf } from '../plan.fixture.ts'
import type { Plan } from '../plan.ts'
import { differenceOf, endsOfPlan, outlooks } from './analysis.test-support.ts'
import { isClearlyAhead, leadersOf, type Pair, pairsOf, quantileGap } from './pairs.ts'

const pairs = (...plans: Plan[]) => pairsOf(plans.map(endsOfPlan))
const simulated = (plan: Plan, assumptions: Plan['assumptions'] = {}): Plan => ({
  ...plan,
  assumptions: { ...plan.assumptions, paths: 1_200, horizon_years: 6, seed: 5, ...assumptions },
})
/** A plan and another that differs from it in a rate and a salary. */
const golden = simulated(goldenPlan, { goal_amount: 1_500_000 })
const other: Plan = {
  ...golden,
  instances: golden.instances.map((instance) =>
    instance.kind === 'property'
      ? { ...instance, params: { ...instance.params, growth_rate: 5.5, loan_rate: 7 } }
      : instance,
  ),
}

describe('two plans in the same markets', () => {
  it('are ahead, behind or level on every path, whichever is asked about', () => {
    fc.assert(
      fc.property(planArbitrary(3, 3, ordinary), planArbitrary(3, 3, ordinary), (first, second) => {
        const plans = [first, second].map((plan) => simulated(plan, { paths: 24 }))
        const [[, there], [back]] = pairs(...plans) as [[Pair, Pair], [Pair, Pair]]
        expect(there.chanceAhead).toEqual(back.chanceBehind)
        expect(there.chanceBehind).toEqual(back.chanceAhead)
        expect(there.chanceAhead.value + there.chanceBehind.value).toBeLessThanOrEqual(1 + 1e-12)
        for (const figure of ['middle', 'worstOfTwenty', 'tax', 'interest', 'lowestCash'] as const)
          expect(there.gaps[figure]?.value).toBe(-(back.gaps[figure]?.value ?? 0) + 0)
      }),
      { numRuns: 30 },
    )
  })

  it('of which one is the other are level everywhere, and nothing tells them apart', () => {
    const [[, pair]] = pairs(golden, { ...golden }) as [[Pair, Pair]]
    expect([pair.chanceAhead.value, pair.chanceBehind.value]).toEqual([0, 0])
    expect(pair.gaps.middle).toMatchObject({ standardError: 0, isClear: false })
    for (const gap of Object.values(pair.gaps)) expect(gap).toMatchObject({ value: 0, isClear: false })
    for (const band of Object.values(differenceOf(golden, { ...golden })))
      expect(band).toEqual(new Float64Array(golden.assumptions.horizon_years === 6 ? 7 : 0))
  })

  it('have the difference that is shown of a scenario and reality, and that the fan ends with', () => {
    const [, [pair]] = pairs(golden, other) as [[Pair], [Pair]]
    const [scenario] = outlooks(golden, [other]).scenarios
    expect(pair.difference).toEqual(scenario?.difference)
    expect(pair.chanceAhead).toEqual(scenario?.chanceAhead)
    const bands = differenceOf(other, golden)
    const { low, middle, high } = pair.difference
    expect([bands[10][6], bands[50][6], bands[90][6]]).toEqual([low.value, middle.value, high.value])
    expect(bands[50][0]).toBe(0)
  })

  it('differ by what their figures differ by', () => {
    const { realRisk, scenarios } = outlooks(golden, [other])
    const [, [{ gaps }]] = pairs(golden, other) as [[Pair], [Pair]]
    for (const figure of ['worstOfTwenty', 'lowestCash', 'tax', 'interest'] as const)
      expect(gaps[figure]?.value).toBe((scenarios[0]?.risk[figure].value ?? 0) - realRisk[figure].value)
    const chances = [scenarios[0]?.risk.goal?.chance.value ?? 0, realRisk.goal?.chance.value ?? 0]
    expect(gaps.goalChance?.value).toBeCloseTo((chances[0] ?? 0) - (chances[1] ?? 0), 12)
  })

  it('reach a goal a year apart where one saves more, for certain, and never where it is out of reach', () => {
    const saving = (amount: number, goal: number) =>
      planOf([leftOver(amount)], { paths: 100, horizon_years: 5, goal_amount: goal })
    const [, [sooner]] = pairs(saving(1_000, 24_000), saving(2_000, 24_000)) as [[Pair], [Pair]]
    expect(sooner.gaps.goalYear).toMatchObject({ value: -1, isClear: true })
    const [[, never]] = pairs(saving(1_000, 100_000), saving(2_000, 100_000)) as [[Pair, Pair]]
    expect(never.gaps.goalYear?.value).toBe(Number.POSITIVE_INFINITY)
    const [[, both]] = pairs(saving(1_000, 1e9), saving(2_000, 1e9)) as [[Pair, Pair]]
    expect(both.gaps.goalYear).toMatchObject({ value: 0, isClear: false })
  })

  it('of which one has no goal say nothing of it', () => {
    const { goal_amount: _goal, ...assumptions } = golden.assumptions
    const [[, pair]] = pairs(golden, { ...golden, assumptions }) as [[Pair, Pair]]
    expect([pair.gaps.goalChance, pair.gaps.goalYear]).toEqual([null, null])
  })

  it('are marked as the best where no other is clearly better, and not at all where nothing tells them apart', () => {
    const saving = (amount: number, id: string) =>
      planOf([leftOver(amount), instanceOf('portfolio', { value: 90_000, volatility: 18 }, { id })], {
        ...{ paths: 400, horizon_years: 3 },
      })
    const plans = [saving(1_000, 'a'), saving(3_000, 'a'), saving(3_010, 'b')]
    expect(leadersOf(pairs(...plans), 'middle')).toEqual([1, 2])
    expect(leadersOf(pairs(...plans.slice(0, 2)), 'middle')).toEqual([1])
    expect(leadersOf(pairs(...plans.slice(1)), 'middle')).toEqual([])
    expect(leadersOf(pairs(...plans), 'tax')).toEqual([])
    expect(leadersOf(pairs(...plans), 'goalChance')).toEqual([])
  })

  it('are not told apart by one or two futures, and by eight of eight they are', () => {
    const ahead = (paths: number) => {
      const cash = (value: number) => planOf([instanceOf('cash', { value })], { paths })
      const [, [pair]] = pairs(cash(100), cash(200)) as [[Pair], [Pair]]
      return isClearlyAhead(pair)
    }
    expect([1, 2, 8].map(ahead)).toEqual([null, null, true])
  })

  it('whose ends differ by rounding are level', () => {
    const cash = (value: number) => planOf([instanceOf('cash', { value })], { paths: 8 })
    const [[, pair]] = pairs(cash(100), cash(100.001)) as [[Pair, Pair]]
    expect([pair.chanceAhead.value, pair.chanceBehind.value]).toEqual([0, 0])
  })
})

it.each([
  [0.5, 0.95],
  [0.5, 0],
  [0.05, 0.9],
])(
  'the error of a difference of quantiles (%d) of paths that correlate by %d is what seeds differ by',
  (probability, correlation) => {
    const [paths, seeds] = [1_000, 300]
    const draw = (seed: number, stream: number) => {
      const words = new Int32Array(paths)
      const normals = new Float64Array(paths)
      threefryWords(words, seed, 0, 0, 0, 0, paths / 4, 0, stream)
      normalsFromWords(normals, words, paths)
      return normals
    }
    const own = Math.sqrt(1 - correlation * correlation)
    const gaps = Array.from({ length: seeds }, (_, seed) => {
      const [first, noise] = [draw(seed, 0), draw(seed, 1)]
      return quantileGap(
        first,
        first.map((value, path) => correlation * value + own * (noise[path] ?? 0)),
        probability,
      )
    })
    const spread = Math.sqrt(gaps.reduce((sum, { value }) => sum + value * value, 0) / seeds)
    const said = gaps.reduce((sum, { standardError }) => sum + standardError, 0) / seeds
    // The spread of 300 is itself known to 4%.
    expect(Math.abs(said / spread - 1)).toBeLessThan(0.15)
    // Two standard errors: one in twenty says that there is a difference where there is none.
    expect(gaps.filter(({ isClear }) => isClear).length / seeds).toBeLessThan(0.1)
  },
)
