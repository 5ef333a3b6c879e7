import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldOf, itemOf } from '../shapes/plan.fixture.ts'
import { canonical, conflictsOf, decide, decideAll, fitDecisions, resolutionsOf } from './decisions.ts'

const rows = [
  itemOf({ fields: [fieldOf(), fieldOf({ field: 'name', base: 'A', current: 'B', proposed: 'C' })] }),
  itemOf({
    scenario_instance_id: 'copy-2',
    fields: [
      fieldOf({ outcome: 'proposed_only', current: 100, result: 120 }),
      fieldOf({ field: 'params.rate' }),
    ],
  }),
]
const [first, second, third] = conflictsOf(rows)
const everything = () => true

describe('conflicts', () => {
  it('are the fields in conflict and no others', () => {
    expect(conflictsOf(rows).map(({ item, field }) => [item.rowId, field.field])).toEqual([
      ['copy-1', 'params.value'],
      ['copy-1', 'name'],
      ['copy-2', 'params.rate'],
    ])
  })
})

describe('decisions', () => {
  it('are sent as the server takes them', () => {
    const made = decide(decide({}, first!, { take: 'proposed' }), third!, { value: 5 })
    expect(resolutionsOf(made, everything)).toEqual({
      'copy-1': { 'params.value': { take: 'proposed' } },
      'copy-2': { 'params.rate': { value: 5 } },
    })
  })

  it('can be taken back', () => {
    const made = decide(decide({}, first!, { take: 'proposed' }), first!, null)
    expect(resolutionsOf(made, everything)).toEqual({})
  })

  it('are sent for chosen rows alone', () => {
    const made = decideAll({}, conflictsOf(rows), 'current')
    expect(Object.keys(resolutionsOf(made, (rowId) => rowId === 'copy-2'))).toEqual(['copy-2'])
  })

  it('all at once replace those made one by one', () => {
    const made = decideAll(decide({}, second!, { value: 'D' }), conflictsOf(rows), 'proposed')
    expect(resolutionsOf(made, everything)['copy-1']!.name).toEqual({ take: 'proposed' })
  })
})

describe('decisions on a plan that moved', () => {
  const made = decideAll({}, conflictsOf(rows), 'proposed')

  it('stand while the values that were seen are the same', () => {
    expect(fitDecisions(made, rows)).toEqual({ kept: made, dropped: [] })
  })

  it.each([
    ['reality moved', { current: 111 }],
    ['the proposal changed', { proposed: 121 }],
  ])('fall where %s', (_reason, change) => {
    const moved = [itemOf({ fields: [fieldOf(change), second!.field] }), third!.item]
    const { kept, dropped } = fitDecisions(made, moved)
    expect(dropped.map(({ field }) => field.field)).toEqual(['params.value'])
    expect(Object.keys(kept['copy-1']!)).toEqual(['name'])
    expect(kept['copy-2']).toEqual(made['copy-2'])
  })

  it('are forgotten where the conflict is gone', () => {
    const settled = [itemOf({ fields: [fieldOf({ outcome: 'current_only' })] })]
    expect(fitDecisions(made, settled)).toEqual({ kept: {}, dropped: [] })
  })

  it('stand for a deleted instance however the keys of its content are ordered', () => {
    const content = { name: 'Boat', status: 'active' as const, params: { value: 1, rate: 2 } }
    const shuffled = { params: { rate: 2, value: 1 }, status: 'active' as const, name: 'Boat' }
    const gone = (proposed: typeof content) => [
      itemOf({ fields: [fieldOf({ field: '*', current: null, proposed })] }),
    ]
    const decided = decideAll({}, conflictsOf(gone(content)), 'proposed')
    expect(fitDecisions(decided, gone(shuffled)).dropped).toEqual([])
  })
})

it('writes equal values alike, whatever the order of their keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      expect(canonical(Object.fromEntries(Object.entries(value).reverse()))).toBe(canonical(value))
    }),
  )
})

describe('what is left for later', () => {
  it('waits with all that is one change with it, and not without it', () => {
    const fields = [
      fieldOf({ field: 'params.sale_month', outcome: 'proposed_only' }),
      fieldOf({ field: 'params.loan_rate', outcome: 'proposed_only' }),
      fieldOf({ field: 'params.sale_cost_rate' }),
    ]
    const { rowId, ...rest } = itemOf({ kind: 'property', fields })
    const item = { rowId, ...rest, fields }
    const [month, , costs] = fields
    const sale = { 'params.sale_month': { take: 'later' }, 'params.sale_cost_rate': { take: 'later' } }
    const left = decide({}, { item, field: month! }, { take: 'later' })
    expect(resolutionsOf(left, everything)).toEqual({ [rowId]: sale })
    expect(decide({}, { item, field: costs! }, { take: 'later' })).toEqual(left)
    expect(resolutionsOf(decide(left, { item, field: month! }, null), everything)).toEqual({})
    const decided = decide(left, { item, field: costs! }, { take: 'current' })
    expect(resolutionsOf(decided, everything)).toEqual({
      [rowId]: { 'params.sale_cost_rate': { take: 'current' } },
    })
    // The costs became a part of it since.
    const alone = decide({}, { item: { ...item, fields: [month!] }, field: month! }, { take: 'later' })
    expect(resolutionsOf(fitDecisions(alone, [item]).kept, everything)).toEqual({ [rowId]: sale })
  })

  const [, { fields, ...rest }] = rows as [never, (typeof rows)[number]]
  const left = decide({}, { item: { ...rest, fields }, field: fields[0]! }, { take: 'later' })

  it('may be a change without conflict, and is sent', () => {
    expect(fitDecisions(left, rows)).toEqual({ kept: left, dropped: [] })
    expect(resolutionsOf(left, everything)).toEqual({ 'copy-2': { 'params.value': { take: 'later' } } })
  })

  it('stays so when a value moves, into a conflict too', () => {
    const moved = fieldOf({ outcome: 'conflict', current: 150 })
    expect(fitDecisions(left, [{ ...rest, fields: [moved] }]).kept).toEqual(left)
  })

  it('is forgotten when nothing is proposed any more', () => {
    const settled = fieldOf({ outcome: 'same_change' })
    expect(fitDecisions(left, [{ ...rest, fields: [settled] }])).toEqual({ kept: {}, dropped: [] })
  })
})

it('takes no side of a field that is not in conflict', () => {
  const [, item] = rows
  const made = decide({}, { item: item!, field: item!.fields[0]! }, { take: 'current' })
  expect(fitDecisions(made, rows)).toEqual({ kept: {}, dropped: [] })
})
