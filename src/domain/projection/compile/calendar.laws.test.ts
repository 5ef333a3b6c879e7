import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addMonths, type Month, monthFromIndex, monthIndex } from '#domain/calendar/month.ts'
import { knownPlans, knownSince as opened } from '../plan.arbitrary.ts'
import type { Plan } from '../plan.ts'
import { project } from '../project.ts'
import { householdSeries, instanceSeries, type Projection, totalSeries } from '../projection.ts'
import { balanceRows, type Row, rows } from '../rows.ts'

const openedIn = (plan: Plan, startMonth: Month, horizon_years = 6) =>
  project({ ...plan, startMonth, assumptions: { ...plan.assumptions, horizon_years } })

/** Sums since the beginning, and money of the beginning, are another's. */
const compared = rows.filter((row) => row !== 'cumulativeCashFlow' && row !== 'netWorthReal')

function expectSame(
  one: Projection,
  year: number,
  other: Projection,
  otherYear: number,
  keys: readonly Row[],
) {
  const largest = [...one.totals, ...one.perInstance].reduce(
    (most, value) => Math.max(most, Math.abs(value)),
    0,
  )
  const tolerance = 0.005 + 1e-10 * largest
  const same = (found: Float64Array, expected: Float64Array, what: string) => {
    const [a, b] = [found[otherYear]!, expected[year]!]
    if (!(Math.abs(a - b) <= tolerance)) expect.fail(`${what} of point ${otherYear} is ${a}, not ${b}`)
  }
  for (const row of keys) {
    same(totalSeries(other, row), totalSeries(one, row), row)
    same(householdSeries(other, row), householdSeries(one, row), `${row} of the household`)
    for (const { id } of one.instances)
      same(instanceSeries(other, id, row), instanceSeries(one, id, row), `${row} of ${id}`)
  }
}

it('a plan opened some years later goes on where it was, in every row', () => {
  fc.assert(
    fc.property(knownPlans, fc.integer({ min: 1, max: 4 }), (plan, later) => {
      const [then, now] = [openedIn(plan, opened), openedIn(plan, addMonths(opened, 12 * later))]
      expectSame(
        then,
        later,
        now,
        0,
        balanceRows.filter((row) => row !== 'netWorthReal'),
      )
      // The last year of a projection ends with a tax year that is not over.
      for (let year = later + 1; year < 6; year++) expectSame(then, year, now, year - later, compared)
    }),
    { numRuns: 300 },
  )
})

it('a plan opened in any month is in every year where the plan opened then begins', () => {
  const months = fc.integer({ min: 0, max: 40 }).map((k) => monthFromIndex(monthIndex(opened) + k))
  const balances = balanceRows.filter((row) => row !== 'netWorthReal')
  fc.assert(
    fc.property(knownPlans, months, fc.integer({ min: 1, max: 5 }), (plan, month, year) => {
      const [before, then] = [openedIn(plan, month), openedIn(plan, addMonths(month, 12 * year), 1)]
      expectSame(before, year, then, 0, balances)
    }),
    { numRuns: 300 },
  )
})
