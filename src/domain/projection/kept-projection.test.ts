import { expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import { planAbroad } from './golden/abroad.test-support.ts'
import { planWithAccounts } from './golden/accounts.test-support.ts'
import { planOfTwo } from './golden/couple.test-support.ts'
import { recordedFingerprint } from './golden/fingerprint.ts'
import { goldenPlan } from './golden/household.ts'
import { planRetired } from './golden/retired.test-support.ts'
import { engineVersion, expectedIn, mostKeptHoldings, projectionToKeep } from './kept-projection.ts'
import { project } from './project.ts'
import { instanceSeries, totalAt } from './projection.ts'

const plans = { goldenPlan, planAbroad, planWithAccounts, planOfTwo, planRetired }

it.each(Object.entries(plans))('keeps of %s what the projection says at the end of each year', (_, plan) => {
  const kept = projectionToKeep(plan)
  const projection = project(plan)
  const ends = kept.months.flatMap((month, point) => (month % 12 === 0 ? [{ year: month / 12, point }] : []))
  expect(ends.length).toBe(16)
  for (const { year, point } of ends) {
    expect(Math.abs((kept.netWorth[point] ?? 0) - totalAt(projection, 'netWorth', year))).toBeLessThan(0.51)
    for (const [id, amounts] of Object.entries(kept.instances))
      expect(
        Math.abs((amounts[point] ?? 0) - (instanceSeries(projection, id, 'netWorth')[year] ?? 0)),
      ).toBeLessThan(0.51)
  }
})

it('keeps each month of two years, then year ends, and no point past the horizon', () => {
  const { months } = projectionToKeep(goldenPlan)
  expect(months.slice(0, 27)).toEqual([...Array.from({ length: 25 }, (_, month) => month), 36, 48])
  expect(months.at(-1)).toBe(180)
  const short = { ...goldenPlan, assumptions: { ...goldenPlan.assumptions, horizon_years: 1 } }
  expect(projectionToKeep(short).months.at(-1)).toBe(12)
})

it('keeps of many holdings the largest, and all of them in the net worth', () => {
  const many = Array.from({ length: 2_000 }, (_, index) => ({
    ...{ id: `deposit ${index}`, lineageId: `deposit ${index}`, name: 'Deposit', status: 'active' as const },
    kind: 'cash' as const,
    params: { value: 1_000 + ((index * 7) % 2_000), interest_rate: 0 },
  }))
  const plan = { ...goldenPlan, assumptions: { horizon_years: 1 }, instances: many }
  const { instances, netWorth } = projectionToKeep(plan)
  const kept = Object.values(instances).map(([amount = 0]) => amount)
  expect(kept.length).toBe(mostKeptHoldings)
  expect(Math.min(...kept)).toBe(3_000 - mostKeptHoldings)
  expect(netWorth[0]).toBe((2_000 * (1_000 + 2_999)) / 2)
})

it('expects between two points what lies on the line between them, and nothing outside of them', () => {
  const kept = { startMonth: toMonth('2027-03'), months: [0, 1, 13] }
  const at = (month: string) => expectedIn(kept, [100, 110, 230], toMonth(month))
  expect([at('2027-03'), at('2027-04'), at('2027-10'), at('2028-04')]).toEqual([100, 110, 170, 230])
  expect([at('2027-02'), at('2028-05')]).toEqual([null, null])
})

it('has a version that belongs to the figures of today', () => {
  // Where this fails the formulas have changed: raise the version, and note the new fingerprint beside it.
  expect({ [engineVersion]: recordedFingerprint }).toEqual({ 1: 'e5dbc560bde166de' })
})
