import { expect, it } from 'vitest'
import { planOf } from '../plan.fixture.ts'
import type { Extra, Shift } from '../plan.ts'
import { project } from '../project.ts'
import { totalAt } from '../projection.ts'

const plan = planOf([], { horizon_years: 1, inflation_rate: 0, household_deficit_rate: 0 })
const lost: Extra = { extra: -100 }
const fewerExpenses: Shift = {
  targets: [{ kind: 'cash_flow', key: 'amount', where: { key: 'direction', is: 'expense' } }],
  change: { way: 'grow', by: -0.5 },
}

it('what a shock takes out each month is no expense that another shock could lower', () => {
  for (const shocks of [[lost], [lost, fewerExpenses], [fewerExpenses, lost]])
    expect(totalAt(project({ ...plan, shocks }), 'household', 1)).toBe(-1_200)
})

it('what one shock takes out and another brings in stay apart, also in the same month', () => {
  const projection = project({ ...plan, shocks: [lost, { extra: 100 }] })
  const rows = (['received', 'spent', 'household'] as const).map((row) => totalAt(projection, row, 1))
  expect(rows).toEqual([1_200, 1_200, 0])
})
