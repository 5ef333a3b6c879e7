import { expect, it } from 'vitest'
import { figuresOverview } from '#domain/projection/analysis/figures-overview.ts'
import type { Plan } from '#domain/projection/plan.ts'
import { projectWithFlows } from '#domain/projection/project.ts'
import { carLoan, compare, copyOf, holdingOf, savings } from './projection.fixture.ts'
import { share, yieldRows } from './yield-rows.ts'

const overview = (plan: Plan) => figuresOverview(projectWithFlows(plan))
const boat = holdingOf({ id: 'boat', lineage_id: 'line-boat', name: 'Boat fund' })
const { plans } = compare([
  copyOf(savings, { status: 'archived' }),
  copyOf(carLoan),
  copyOf(boat, { source_instance_id: null, params: { value: 1_000, interest_rate: 3 } }),
])

it('begins with all together and names what is on one side only', () => {
  const rows = yieldRows(overview(plans.scenario), overview(plans.reality))
  expect(rows.map(({ label }) => label)).toEqual(['All together', 'Boat fund', 'Savings'])
  expect(rows[1]).toMatchObject({ reality: null })
  expect(rows[2]).toMatchObject({ figures: null, reality: { name: 'Savings' } })
})

it('lays a copy beside its source', () => {
  const { plans: changed } = compare([
    copyOf(savings, { name: 'Nest egg', params: { value: 10_000, interest_rate: 8 } }),
  ])
  const row = yieldRows(overview(changed.scenario), overview(changed.reality))[1]!
  expect(row.label).toBe('Nest egg')
  expect([share(row.figures?.grossYield, 'en-AU'), share(row.reality?.grossYield, 'en-AU')]).toEqual([
    '8.3%',
    '5.1%',
  ])
})

it('has no other side where there is none', () => {
  expect(yieldRows(overview(plans.reality)).every((row) => row.reality === undefined)).toBe(true)
})

it.each([
  [0.0421, '4.2%'],
  [-0.5, '-50.0%'],
  [0, '0.0%'],
  [null, '–'],
  ['several', 'Several'],
] as const)('a share of %s reads %s', (fraction, text) => {
  expect(share(fraction, 'en-AU')).toBe(text)
})
