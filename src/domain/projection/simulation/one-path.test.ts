import { describe, expect, it } from 'vitest'
import { compilePlan } from '../compile/compile.ts'
import { pathRows } from '../engine/record.ts'
import { goldenPlan } from '../golden/household.ts'
import { instanceOf, planOf } from '../plan.fixture.ts'
import type { Plan } from '../plan.ts'
import { instanceSeries, totalSeries } from '../projection.ts'
import { BLOCK_PATHS, blockRunner } from './blocks.ts'
import { playPath } from './one-path.ts'

const plan: Plan = {
  ...goldenPlan,
  assumptions: { ...goldenPlan.assumptions, paths: 1_200, rate_volatility: 1.2 },
}

describe('one path', () => {
  it.each([0, 3, 517, 1_003, 1_199])('%d is that of the simulation, to the bit', (path) => {
    const block = Math.floor(path / BLOCK_PATHS)
    const { totals, points, paths, firstDeficit, firstPath } = blockRunner(compilePlan(plan), 1_200)(block)
    const { projection, firstShortfall } = playPath(plan, path)
    for (const row of pathRows) {
      const start = pathRows.indexOf(row) * points
      const ofPath = Float64Array.from(
        { length: points },
        (_, point) => totals[(start + point) * paths + path - firstPath]!,
      )
      expect(totalSeries(projection, row)).toEqual(ofPath)
    }
    expect(firstShortfall).toBe(firstDeficit[path - firstPath])
  })

  it('differs from its neighbours', () => {
    const ends = [4, 5, 6, 7].map((path) => totalSeries(playPath(plan, path).projection, 'netWorth').at(-1))
    expect(new Set(ends).size).toBe(4)
  })

  it('says the rates it meets: interest of a loan that moves with them is charged at no other', () => {
    const loan = instanceOf('loan', {
      balance: 100_000,
      rate: 6,
      term_months: 240,
      interest_only_months: 240,
    })
    const { projection, rateShift } = playPath(planOf([loan], { rate_volatility: 1, paths: 8 }), 2)
    const interest = instanceSeries(projection, 'loan-1', 'interest')
    expect(Array.from(interest.subarray(1), (paid) => paid / 1_000)).toEqual(
      Array.from(rateShift.subarray(1), (shift) => expect.closeTo(6 + shift, 8)),
    )
    expect(new Set(rateShift).size).toBeGreaterThan(5)
  })
})
