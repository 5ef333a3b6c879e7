import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addMonths, type Month, toMonth } from '#domain/calendar/month.ts'
import type { Params } from '#domain/instances/types.ts'
import { entry } from './entry.ts'
import { expectedHousehold } from './expected-household.ts'
import { knownPlans, knownSince } from './plan.arbitrary.ts'
import type { Plan } from './plan.ts'
import { project } from './project.ts'
import { instanceSeries, totalAt } from './projection.ts'
import { balanceRows, rows } from './rows.ts'

/** The plan opened in a month, and the same with what it expects then stated as of that month. */
function restatedIn(plan: Plan, months: number): { kept: Plan; restated: Plan } {
  const startMonth = addMonths(knownSince, months)
  const kept = { ...plan, startMonth }
  const household_as_of_month = startMonth
  const stated = { ...expectedHousehold(plan, startMonth), household_as_of_month }
  return { kept, restated: { ...kept, assumptions: { ...kept.assumptions, ...stated } } }
}

/** Amounts that are of the household's month at the latest: what holdings told of the tax year, they tell again. */
const knownBy = ({ as_of_month: asOf }: Params, month: Month): Params =>
  asOf === undefined || asOf > month ? { as_of_month: month } : { as_of_month: asOf }

it('a balance restated as it was expected goes on in the same line, in every row', () => {
  fc.assert(
    fc.property(knownPlans, fc.integer({ min: 1, max: 40 }), (known, months) => {
      const stated = toMonth(String(known.assumptions.household_as_of_month))
      const plan: Plan = {
        ...known,
        instances: known.instances.map((one) => ({
          ...one,
          // What the account held before its month is not known, and saved other interest than what it holds then.
          params: {
            ...one.params,
            ...knownBy(one.params, stated),
            uses_household_offset: false,
            loan_uses_household_offset: false,
          },
        })),
        assumptions: {
          ...known.assumptions,
          // Brackets rise from the tax year of the household's month on.
          index_brackets: false,
          // Of a deposit whose amounts are older than the balance, what has covered a shortfall since is not told.
          cover_shortfall_from: 'overdraft',
        },
      }
      const { kept, restated } = restatedIn(plan, months)
      const isBoughtThen = plan.instances.some(({ params }) => params.start_month === kept.startMonth)
      const [one, other] = [project(kept), project(restated)]
      const largest = [...one.totals, ...one.perInstance].reduce((most, x) => Math.max(most, Math.abs(x)), 0)
      const tolerance = 0.005 + 1e-10 * largest
      // What is bought in the month is there already, and paid for.
      const compared = isBoughtThen ? balanceRows : rows
      for (const row of compared)
        for (let year = isBoughtThen ? 1 : 0; year <= one.years; year++) {
          const at = `${row} of year ${year}`
          expect(Math.abs(totalAt(one, row, year) - totalAt(other, row, year)), at).toBeLessThan(tolerance)
          for (const { id } of one.instances) {
            const [a, b] = [one, other].map((each) => entry(instanceSeries(each, id, row), year))
            expect(Math.abs(Number(a) - Number(b)), `${at} of ${id}`).toBeLessThan(tolerance)
          }
        }
    }),
    { numRuns: 120 },
  )
})
