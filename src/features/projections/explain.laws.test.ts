import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ordinary, planArbitrary } from '#domain/projection/plan.arbitrary.ts'
import { instanceOf, planOf } from '#domain/projection/plan.fixture.ts'
import { project } from '#domain/projection/project.ts'
import { totalSeries } from '#domain/projection/projection.ts'
import { rows } from '#domain/projection/rows.ts'
import { explain, type Holder } from './explain.ts'
import { householdValues, instanceValues, totals } from './series.ts'

const plans = planArbitrary(5, 8, ordinary)

it('the terms of every figure add up to it to the cent, and to what the table shows', () => {
  fc.assert(
    fc.property(plans, fc.constantFrom('today' as const, 'future' as const), (plan, money) => {
      const shown = project(plan)
      const worth = totalSeries(shown, 'netWorth').reduce((most, x) => Math.max(most, Math.abs(x)), 0)
      const tolerance = 0.01 + 1e-9 * worth
      const holders: Holder[] = ['all', 'household', ...shown.instances.map(({ id }) => ({ id }))]
      for (const holder of holders)
        for (const row of rows) {
          const values =
            holder === 'all'
              ? totals(shown, row, money)
              : holder === 'household'
                ? householdValues(shown, row, money)
                : instanceValues(shown, holder.id, row, money)
          for (let year = 0; year <= shown.years; year++) {
            const { sum, today } = explain({ shown }, row, holder, year, money)
            const said = `${row} of ${JSON.stringify(holder)} in year ${year}`
            if (sum.terms) {
              const found = sum.terms.reduce((all, { amount }) => all + amount, 0)
              expect(Math.abs(found - sum.amount), said).toBeLessThan(tolerance)
            }
            const figure = today ? sum.amount / today.level : sum.amount
            expect(Math.abs(figure - values[year]!), said).toBeLessThan(tolerance)
          }
        }
    }),
    { numRuns: 40 },
  )
})

it('a difference is the scenario’s figure less reality’s', () => {
  fc.assert(
    fc.property(plans, plans, fc.constantFrom(...rows), (plan, other, row) => {
      const years = { horizon_years: 4 }
      const [shown, less] = [plan, other].map((one) =>
        project({ ...one, assumptions: { ...one.assumptions, ...years } }),
      )
      if (!shown || !less) return
      const { sum } = explain({ shown, less }, row, 'all', 4, 'future')
      expect(sum.amount).toBe(totals(shown, row, 'future')[4]! - totals(less, row, 'future')[4]!)
    }),
    { numRuns: 30 },
  )
})

it('a dwelling is bought and sold at its price, its offset account aside', () => {
  const flat = { value: 500_000, growth_rate: 0, offset_balance: 20_000, loan_balance: 300_000 }
  const dated = { start_month: '2027-03', sale_month: '2028-05' }
  const shown = project(planOf([instanceOf('property', { ...flat, ...dated })], { horizon_years: 3 }))
  const terms = (year: number) =>
    explain({ shown }, 'propertyValue', 'all', year, 'future').sum.terms?.map(({ label, amount }) => [
      label,
      Math.round(amount),
    ])
  expect(terms(2)).toEqual([['Bought', 500_000]])
  expect(terms(3)).toEqual([
    ['At the beginning of the year', 500_000],
    ['Sold', -500_000],
  ])
})
