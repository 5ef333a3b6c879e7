import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ordinary, planArbitrary } from '../plan.arbitrary.ts'
import { project } from '../project.ts'
import { instanceSeries, totalSeries } from '../projection.ts'
import { rows } from '../rows.ts'
import { isMonthlyRow, monthsOf } from './months.ts'

const years = fc.integer({ min: 1, max: 4 })
const monthly = rows.filter(isMonthlyRow)

it('twelve months add up to the figure of the year, of every holding', () => {
  fc.assert(
    fc.property(planArbitrary(3, 4, ordinary), years, fc.constantFrom(...monthly), (plan, year, row) => {
      const projection = project(plan)
      if (year > projection.years) return
      const worth = totalSeries(projection, 'netWorth').reduce((most, x) => Math.max(most, Math.abs(x)), 0)
      for (const { id } of projection.instances) {
        const sum = monthsOf(plan, id, row, year).reduce((all, month) => all + month, 0)
        const difference = Math.abs(sum - instanceSeries(projection, id, row)[year]!)
        expect(difference, `${row} of ${id} in year ${year}`).toBeLessThan(0.005 + 1e-9 * worth)
      }
    }),
  )
})
