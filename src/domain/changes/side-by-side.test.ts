import { expect, it } from 'vitest'
import type { Params } from '../instances/types.ts'
import type { RealRow, ScenarioRow } from '../merge/merge-copy.ts'
import { isShared, sideBySide } from './side-by-side.ts'
import { scenarioChanges } from './switch-off.ts'

const flat: RealRow = {
  ...{ id: 'flat', lineage_id: 'line', kind: 'property', name: 'Flat', status: 'active' },
  params: { value: 700_000, loan_balance: 400_000, loan_rate: 6 },
}
const copyOf = (id: string, params: Params, base: Params = flat.params): ScenarioRow => ({
  ...flat,
  ...{ id, source_instance_id: 'flat', params: { ...base, ...params } },
  base: { name: 'Flat', status: 'active', params: base },
})
const fund = (id: string, lineage_id: string): ScenarioRow => ({
  ...{ id, lineage_id, kind: 'portfolio', name: 'Fund', status: 'active', params: { value: 1_000 } },
  ...{ source_instance_id: null, base: null },
})
const changes = (copies: readonly ScenarioRow[], scenarioAssumptions: Params = {}) =>
  scenarioChanges({
    reality: [flat],
    copies,
    ownAssumptions: { inflation_rate: 2.5 },
    scenarioAssumptions,
  }).changes.flatMap(({ parts }) => parts)

it('has a row for each field that any of them changes, and says who leaves it as in reality', () => {
  const rows = sideBySide([
    changes([copyOf('a', { sale_month: '2030-01', loan_rate: 5 })]),
    changes([copyOf('b', { loan_rate: 5 })], { inflation_rate: 4 }),
  ])
  expect(rows).toMatchObject([
    { copy: { name: 'Flat' }, field: 'params.loan_rate', from: 6, cells: [{ to: 5 }, { to: 5 }] },
    { field: 'params.sale_month', from: null, cells: [{ to: '2030-01' }, null] },
    { copy: null, field: 'inflation_rate', from: 2.5, cells: [null, { to: 4 }] },
  ])
  expect(rows.map(isShared)).toEqual([true, false, false])
})

it('knows a new holding again in a scenario that was duplicated, and another of its name not', () => {
  const rows = sideBySide(
    [[fund('1', 'x')], [fund('2', 'x')], [fund('3', 'y')]].map((copies) => changes(copies)),
  )
  expect(rows).toMatchObject([
    { field: null, copy: { name: 'Fund' }, cells: [{ to: null }, { to: null }, null] },
    { cells: [null, null, { to: null }] },
  ])
})

it('says what waits for a decision', () => {
  const clash = copyOf('a', { loan_rate: 5 }, { ...flat.params, loan_rate: 7 })
  expect(sideBySide([changes([clash])])).toMatchObject([{ from: 6, cells: [{ to: 5, isUndecided: true }] }])
})
