import { expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import { instanceOf, planOf } from '../plan.fixture.ts'
import { lawChangeOf } from './law-change.ts'
import { finalRealNetWorth } from './sensitivity.ts'

const flat = instanceOf('property', {
  value: 500_000,
  growth_rate: 2.5,
  weekly_rent: 400,
  rent_growth_rate: 0,
  start_month: '2026-06',
  annual_expenses: 40_000,
  expense_growth_rate: 0,
})
const plan = planOf([flat], { tax_system: 'au_resident', elsewhere: 100_000, horizon_years: 5 })

it('says from when on the law changes, and gives the plan with the change and without', () => {
  const change = lawChangeOf(plan)!
  expect(change.from).toBe('2026-07')
  expect(change.isFollowed).toBe(true)
  // Losses that are not deducted any more, and lower rates on what they would have saved.
  expect(finalRealNetWorth(change.applied)).toBeLessThan(finalRealNetWorth(change.ignored) - 10_000)
  expect(finalRealNetWorth(change.applied)).toBe(finalRealNetWorth(plan))
})

it('says what is assumed of it, and whether the plan follows it', () => {
  const ignoring = { ...plan, assumptions: { ...plan.assumptions, law_changes: 'ignore' } }
  expect(lawChangeOf(ignoring)).toMatchObject({ isFollowed: false })
  expect(lawChangeOf({ ...plan, startMonth: toMonth('2026-11') })).toMatchObject({
    from: '2027-07',
    assumes: expect.arrayContaining([expect.stringMatching(/a dwelling bought in May 2026/)]),
  })
})

it.each([
  ['once all has begun', { startMonth: toMonth('2027-07') }],
  [
    'where the projection ends before',
    { startMonth: toMonth('2026-07'), assumptions: { ...plan.assumptions, horizon_years: 1 } },
  ],
  ['under another system of law', { assumptions: { ...plan.assumptions, tax_system: 'flat' } }],
])('says nothing %s', (_, changed) => {
  expect(lawChangeOf({ ...plan, ...changed })).toBeNull()
})
