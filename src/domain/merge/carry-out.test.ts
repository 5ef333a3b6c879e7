import { expect, it } from 'vitest'
import type { InstanceContent } from '../instances/types.ts'
import { carryOut, type PlannedItem, realHoldings, scenarioOutcome } from './carry-out.ts'
import type { RealRow, ScenarioRow } from './merge-copy.ts'

function real(id: string, params: InstanceContent['params'] = { value: 100 }): RealRow {
  return { id, lineage_id: `line-${id}`, kind: 'cash', name: id, status: 'active', params }
}

/** An untouched copy but for the overrides. */
function copyOf(row: RealRow, overrides: Partial<ScenarioRow> = {}): ScenarioRow {
  const { name, status, params } = row
  return {
    ...row,
    id: `copy of ${row.id}`,
    source_instance_id: row.id,
    base: { name, status, params },
    ...overrides,
  }
}

const newOne = (id: string, overrides: Partial<ScenarioRow> = {}) =>
  copyOf(real(id), { id, source_instance_id: null, base: null, ...overrides })

const home = real('home')
const shares = real('shares')
const archived = { ...real('old'), status: 'archived' as const }
const reality = [home, shares, archived]

function outcome(copies: readonly ScenarioRow[], rows: readonly RealRow[] = reality) {
  const { holdings, ownIds, ...counts } = scenarioOutcome(rows, copies)
  return {
    values: Object.fromEntries(holdings.map(({ id, params }) => [id, params.value])),
    own: [...ownIds],
    ...counts,
  }
}

const asCopied = { undecided: 0, moved: 0, gone: 0 }
const now = { home: 100, shares: 100 }

it('is reality, without what is archived, while the scenario is empty', () => {
  expect(scenarioOutcome(reality, []).holdings).toEqual(realHoldings(reality))
  expect(outcome([])).toEqual({ values: now, own: [], ...asCopied })
})

it('is reality while the copies are untouched, also once reality moved', () => {
  const copies = [copyOf(home), copyOf(shares)]
  expect(outcome(copies)).toEqual({ values: now, own: ['home', 'shares'], ...asCopied })
  const moved = [real('home', { value: 70 }), shares]
  expect(outcome(copies, moved)).toMatchObject({ values: { home: 70, shares: 100 }, moved: 1, undecided: 0 })
})

it('takes from each side what only that side changed', () => {
  const rows = [real('home', { value: 70, interest_rate: 3 })]
  const copy = copyOf(home, { params: { value: 100, monthly_contribution: 5 } })
  const [holding] = scenarioOutcome(rows, [copy]).holdings
  expect(holding!.params).toEqual({ value: 70, interest_rate: 3, monthly_contribution: 5 })
})

it('counts a conflict as it is now, beside the changes that clash with nothing', () => {
  const rows = [real('home', { value: 70 }), shares]
  const copy = copyOf(home, { name: 'Nest egg', params: { value: 120 } })
  expect(outcome([copy], rows)).toMatchObject({ values: { home: 70, shares: 100 }, undecided: 1, moved: 1 })
  expect(scenarioOutcome(rows, [copy]).holdings[0]!.name).toBe('Nest egg')
})

it('adds what is new last, and leaves out what the scenario archives', () => {
  const copies = [newOne('boat'), copyOf(home, { status: 'archived' })]
  expect(scenarioOutcome(reality, copies).holdings.map(({ id }) => id)).toEqual(['shares', 'boat'])
  expect(outcome(copies)).toMatchObject({ own: ['boat', 'home'], ...asCopied })
})

it('brings back an archived one that the scenario makes active', () => {
  expect(outcome([copyOf(archived, { status: 'active' })]).values).toEqual({ ...now, old: 100 })
})

it('stands on the twin that reality has already, and adds nothing', () => {
  const twin = newOne('twin', { lineage_id: shares.lineage_id, params: { value: 5 } })
  expect(outcome([twin])).toEqual({ values: now, own: ['shares'], undecided: 1, moved: 0, gone: 0 })
})

it('lacks what was deleted in reality: an untouched copy goes with it, an edited one is a conflict', () => {
  const untouched = copyOf(real('gone'))
  const edited = copyOf(real('gone'), { params: { value: 5 } })
  expect(outcome([untouched])).toMatchObject({ values: now, undecided: 0, gone: 1 })
  expect(outcome([edited])).toMatchObject({ values: now, undecided: 1, gone: 1 })
  // A default written out is no edit.
  const same = copyOf(real('gone'), { params: { value: 100, monthly_contribution: 0 } })
  expect(outcome([same])).toMatchObject({ undecided: 0 })
})

const content = (value: number): InstanceContent => ({ name: 'x', status: 'active', params: { value } })
const item = (overrides: Partial<PlannedItem>): PlannedItem => ({
  scenario_instance_id: 'copy of home',
  instance_id: 'home',
  kind: 'cash',
  action: 'update',
  after: content(7),
  ...overrides,
})

it('carries out a plan with decisions: changed in its place, created and created again last', () => {
  const copies = [copyOf(home), newOne('boat'), copyOf(real('gone'))]
  const after = carryOut(reality, copies, [
    item({}),
    item({ scenario_instance_id: 'boat', instance_id: null, action: 'create' }),
    item({ scenario_instance_id: 'copy of gone', instance_id: 'gone', action: 'recreate' }),
    item({ scenario_instance_id: 'x', instance_id: 'y', action: 'discard', after: null }),
    item({ instance_id: 'shares', action: 'none', after: content(100) }),
  ])
  expect(after.map(({ id, lineageId, params }) => [id, lineageId, params.value])).toEqual([
    ['home', 'line-home', 7],
    ['shares', 'line-shares', 100],
    ['boat', 'line-boat', 7],
    ['gone', 'line-gone', 7],
  ])
})

it('gives another one beside its twin a lineage of its own', () => {
  const twin = newOne('twin', { lineage_id: shares.lineage_id })
  const plan = [item({ scenario_instance_id: 'twin', instance_id: null, action: 'create' })]
  const after = carryOut(reality, [twin], plan)
  expect(after.map(({ lineageId }) => lineageId)).toEqual(['line-home', 'line-shares', 'twin'])
})
