import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addMonths, toMonth } from '#domain/calendar/month.ts'
import { instanceKinds } from '#domain/instances/catalogue.ts'
import type { InstanceKind, Params } from '#domain/instances/types.ts'
import { inOrder, instanceArbitrary, ordinary } from '../plan.arbitrary.ts'
import { bareAssumptions } from '../plan.fixture.ts'
import type { PlanInstance } from '../plan.ts'
import { project } from '../project.ts'
import { instanceSeries } from '../projection.ts'
import { balanceRows, type Row, rows } from '../rows.ts'

const begun = toMonth('2026-06')

/** A holding begun in June 2026, and two months to look at it from: before it begins, and after. */
const cases = (kind: InstanceKind) =>
  fc.record({
    instance: instanceArbitrary(kind, 'one', ordinary).map((one): PlanInstance => {
      const params: Params = { ...one.params, start_month: begun, as_of_month: begun }
      const isOver = typeof params.end_month === 'string' && params.end_month < begun
      // What the household holds is not the same in both.
      const alone = Object.fromEntries(
        Object.entries(params).filter(([key]) => !key.includes('uses_household')),
      )
      return { ...one, params: inOrder(isOver ? { ...alone, end_month: begun } : alone) }
    }),
    monthsBefore: fc.integer({ min: 1, max: 11 }),
    yearsBetween: fc.integer({ min: 1, max: 12 }),
  })

/** Sums since the beginning differ with it; there is no tax here. */
const compared: readonly Row[] = rows.filter((row) => row !== 'cumulativeCashFlow')

it.each(instanceKinds)(
  'a %s carried forward to a month is what it becomes in a projection until then',
  (kind) => {
    fc.assert(
      fc.property(cases(kind), ({ instance, monthsBefore, yearsBetween }) => {
        const years = 3
        const early = addMonths(begun, -monthsBefore)
        const late = addMonths(early, 12 * yearsBetween)
        const seenFrom = (startMonth: typeof begun, horizon_years: number) =>
          project({ instances: [instance], assumptions: { ...bareAssumptions, horizon_years }, startMonth })
        const [bought, carried] = [seenFrom(early, yearsBetween + years), seenFrom(late, years)]
        for (const row of compared) {
          const [then, now] = [bought, carried].map((projection) => instanceSeries(projection, 'one', row))
          for (let year = balanceRows.includes(row) ? 0 : 1; year <= years; year++)
            expect(now![year]! + 0, `${row} of year ${year}`).toBe(then![yearsBetween + year]! + 0)
        }
      }),
      { numRuns: 400 },
    )
  },
)
