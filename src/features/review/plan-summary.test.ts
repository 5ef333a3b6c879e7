import { expect, it } from 'vitest'
import { fieldOf, itemOf, twinOf } from '#data/shapes/plan.fixture.ts'
import {
  changesLeft,
  doneInWords,
  foldFields,
  leftInWords,
  planInWords,
  summarisePlan,
} from './plan-summary.ts'

const proposed = fieldOf({ outcome: 'proposed_only', current: 100, result: 120 })

it('says what would be created, changed, brought back and taken out', () => {
  const summary = summarisePlan({
    items: [
      itemOf({ action: 'create' }),
      itemOf({ action: 'update', fields: [proposed, proposed, fieldOf({ outcome: 'current_only' })] }),
      itemOf({ action: 'update', fields: [proposed] }),
      itemOf({ action: 'recreate' }),
      itemOf({ action: 'discard' }),
      itemOf({ action: 'none' }),
    ],
  })
  expect(planInWords(summary)).toBe(
    'create 1 investment, change 2 investments (3 fields), bring back 1 deleted investment, take 1 deleted investment out of the scenario and leave 1 as it is',
  )
  expect(doneInWords(summary)).toMatch(/2 investments changed \(3 fields\).* and 1 left as it was$/)
})

it('counts a decided conflict only when it changes reality', () => {
  const kept = fieldOf({ resolution: { take: 'current' }, result: 110 })
  const taken = fieldOf({ resolution: { take: 'proposed' }, result: 120 })
  const summary = summarisePlan({ items: [itemOf({ action: 'update', fields: [kept, taken] })] })
  expect(summary.changedFields).toBe(1)
})

it('puts what is to be decided first, else what is written, and folds the rest away', () => {
  const conflict = fieldOf({ outcome: 'conflict' })
  const theirs = fieldOf({ outcome: 'current_only' })
  const same = fieldOf({ outcome: 'same_change' })
  expect(foldFields([theirs, proposed, conflict])).toEqual({ first: [conflict], folded: [theirs, proposed] })
  expect(foldFields([theirs, proposed, same])).toEqual({ first: [proposed], folded: [theirs, same] })
  expect(foldFields([theirs, same])).toEqual({ first: [theirs, same], folded: [] })
})

it('has no words for a plan that leaves reality as it is', () => {
  const summary = summarisePlan({ items: [itemOf({ action: 'none' })] })
  expect(planInWords(summary)).toBe('')
  expect(doneInWords(summary)).toBe('Your investments stay as they were')
})

it('counts what is used of what is there, and what the scenario has twice, by themselves', () => {
  const fields = [
    twinOf({ resolution: { take: 'current' }, result: { name: '', status: 'active', params: {} } }),
  ]
  const summary = summarisePlan({ items: [itemOf({ fields }), itemOf({ action: 'discard', fields })] })
  expect(planInWords(summary)).toBe(
    'use 1 investment already there and take 1 investment out of the scenario that it has twice',
  )
  expect(doneInWords(summary)).toBe(
    '1 investment used that was there already and 1 investment taken out of the scenario that it had twice',
  )
  expect(summary.untouched).toBe(0)
})

it('counts what is left for later as neither written nor answered', () => {
  const later = { take: 'later' } as const
  const left = fieldOf({ outcome: 'proposed_only', current: 100, resolution: later, result: 100 })
  const open = fieldOf({ resolution: later, result: 110 })
  const twin = twinOf({ resolution: later })
  const items = [
    itemOf({ action: 'update', fields: [proposed, left] }),
    itemOf({ action: 'none', fields: [open] }),
    itemOf({ action: 'none', fields: [twin] }),
  ]
  expect(planInWords(summarisePlan({ items }))).toBe('change 1 investment (1 field) and leave 2 as they are')
  expect(items.flatMap(changesLeft)).toEqual([[left], [open], [twin]])
})

it('says what is left for later in one sentence', () => {
  expect(leftInWords(0, 0)).toBeNull()
  expect(leftInWords(1, 0)).toBe('1 change is left for later')
  expect(leftInWords(0, 2)).toBe('2 investments are left for later')
  expect(leftInWords(2, 1)).toBe('2 changes and 1 investment are left for later')
})

it('counts assumptions by themselves, and not as an investment', () => {
  const items = [
    itemOf({ action: 'update', fields: [proposed] }),
    itemOf({ kind: 'assumptions', action: 'update', fields: [proposed, proposed] }),
  ]
  const summary = summarisePlan({ items })
  expect(planInWords(summary)).toBe('change 1 investment (1 field) and make 2 assumptions your defaults')
  expect(doneInWords(summary)).toBe('1 investment changed (1 field) and 2 assumptions made your defaults')
})
