import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ordinary, planArbitrary } from '#domain/projection/plan.arbitrary.ts'
import { instanceOf, planOf } from '#domain/projection/plan.fixture.ts'
import { project } from '#domain/projection/project.ts'
import { monthlyMoney } from './monthly-money.ts'

it('says what comes in, what goes out and what is left each month', () => {
  const salary = instanceOf('cash_flow', { amount: 8_000 }, { id: 'salary' })
  const living = instanceOf('cash_flow', { amount: 5_000, direction: 'expense' }, { id: 'living' })
  const savings = instanceOf('cash', { value: 0, interest_rate: 0, monthly_contribution: 400 })
  expect(
    monthlyMoney(project(planOf([salary, living, savings], { tax_system: 'flat', tax_flat_rate: 10 }))),
  ).toEqual({
    parts: [
      { key: 'income', label: 'You earn', amount: 8_000 },
      { key: 'tax', label: 'Tax', amount: -800 },
      { key: 'expenses', label: 'You spend', amount: -5_000 },
      { key: 'saved', label: 'Paid in or taken out', amount: -400 },
    ],
    left: 1_800,
    covered: 0,
  })
})

it('says how much is missing, and that it is covered', () => {
  const living = instanceOf('cash_flow', { amount: 5_000, direction: 'expense' }, { id: 'living' })
  const savings = instanceOf('cash', { value: 90_000, interest_rate: 0 })
  const plan = planOf([living, savings], { cover_shortfall_from: 'cash_then_portfolios' })
  expect(monthlyMoney(project(plan))).toEqual({
    parts: [{ key: 'expenses', label: 'You spend', amount: -5_000 }],
    left: -5_000,
    covered: 5_000,
  })
})

it('adds up to what is left', () => {
  fc.assert(
    fc.property(planArbitrary(5, 1, ordinary), (plan) => {
      const { parts, left } = monthlyMoney(project(plan))
      const sum = parts.reduce((total, { amount }) => total + amount, 0)
      const largest = parts.reduce((most, { amount }) => Math.max(most, Math.abs(amount)), 1)
      // Less than half a unit of each is left out.
      expect(Math.abs(sum - left)).toBeLessThan(4 + 1e-9 * largest)
    }),
  )
})
