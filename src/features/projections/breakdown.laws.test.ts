import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ordinary, planArbitrary } from '#domain/projection/plan.arbitrary.ts'
import { instanceOf, planOf } from '#domain/projection/plan.fixture.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { project } from '#domain/projection/project.ts'
import { rows } from '#domain/projection/rows.ts'
import { csvDialects } from '#lib/csv.ts'
import { cutParts, partsOf, type Side, sideTotals } from './breakdown.ts'
import { chartPoints } from './chart-lines.ts'
import { projectionCsv } from './csv.ts'

/** Two plans over the same years: the other has some of the holdings changed, some gone, and a twin of one of them. */
const sides = fc
  .record({
    plan: planArbitrary(6, 6, ordinary),
    other: planArbitrary(6, 1, ordinary),
    kept: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    isOneLineage: fc.boolean(),
  })
  .map(({ plan, other, kept, isOneLineage }): [Plan, Plan] => {
    const ofLineage = (instances: Plan['instances']) =>
      instances.map((instance) => (isOneLineage ? { ...instance, lineageId: 'line' } : instance))
    const twin = { ...plan.instances[0]!, id: 'twin' }
    const instances = [...plan.instances.filter((_, i) => kept[i]), ...other.instances, twin]
    const unique = instances.filter(({ id }, i) => instances.findIndex((one) => one.id === id) === i)
    return [
      { ...plan, instances: ofLineage(plan.instances) },
      { ...plan, instances: ofLineage(unique) },
    ]
  })

const largest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

it('parts add up to their total, on every side and in either money', () => {
  fc.assert(
    fc.property(sides, fc.constantFrom('today', 'future'), (plans, money) => {
      const [shown, less] = plans.map(project) as [ReturnType<typeof project>, ReturnType<typeof project>]
      for (const side of [{ shown }, { shown: less }, { shown, less }] as readonly Side[])
        for (const row of rows) {
          const totals = sideTotals(side, row, money)
          const parts = partsOf(side, row, money)
          expect(new Set(parts.map(({ key }) => key)).size).toBe(parts.length)
          const tolerance = 0.005 + 1e-10 * largest(sideTotals({ shown }, 'netWorth', 'future'))
          for (const list of [parts, cutParts(parts, 2)])
            totals.forEach((total, point) => {
              const sum = list.reduce((all, { values }) => all + values[point]!, 0)
              expect(Math.abs(sum - total), `${row} of year ${point}`).toBeLessThanOrEqual(tolerance)
            })
        }
    }),
  )
})

it('parts of a download add up to the cent, many small ones too', () => {
  const instances = Array.from({ length: 100 }, (_, i) => {
    const params = i < 60 ? { value: 0.1 + i / 7, interest_rate: i / 7 } : { value: 0.004, interest_rate: 0 }
    return instanceOf('cash', params, { id: `cash-${i}`, lineageId: 'line' })
  })
  const shown = project(planOf(instances, { horizon_years: 4, household_cash: -12.345 }))
  const lines = projectionCsv(
    [{ label: 'Plan', side: { shown } }],
    chartPoints(shown),
    'future',
    csvDialects.english,
  )
    .split('\r\n')
    .map((line) => line.split(','))
  for (const [, measure, holding, ...totals] of lines.slice(1).filter((line) => line[2] === 'All')) {
    const parts = lines.filter((line) => line[1] === measure && line[2] !== holding)
    totals.forEach((total, point) => {
      const cents = parts.reduce((sum, line) => sum + Math.round(100 * Number(line[3 + point])), 0)
      expect(cents, `${measure} of year ${point}`).toBe(Math.round(100 * Number(total)))
    })
  }
  expect(lines.filter((line) => line[1] === 'Cash')).toHaveLength(101)
})

it('a twin of one lineage has a line of its own', () => {
  const twins = ['real', 'again'].map((id, i) =>
    instanceOf('cash', { value: 100_000 + 50_000 * i }, { id, name: 'Savings', lineageId: 'line' }),
  )
  const parts = partsOf({ shown: project(planOf(twins)) }, 'netWorth', 'future')
  expect(parts.map(({ label, values }) => [label, values[0]])).toEqual([
    ['Savings', 100_000],
    ['Savings', 150_000],
  ])
})
