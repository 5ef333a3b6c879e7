import { expect, it } from 'vitest'
import type { Application } from '#data/applications/application.ts'
import { itemOf, twinOf } from '#data/shapes/plan.fixture.ts'
import {
  canBeUndone,
  describeAction,
  describeOperation,
  describeOutcome,
  isOfCopy,
  isRedo,
  revertedIds,
} from './wording.ts'

const entry = (overrides: Partial<Application> = {}): Application => ({
  id: 'a',
  scenario_id: 's',
  scenario_name: 'Sell',
  instance_name: null,
  operation: 'apply',
  status: 'success',
  stale: false,
  reverted_application_id: null,
  items_total: 3,
  items_applied: 2,
  assumptions_changed: 0,
  conflict_count: 0,
  fields_left: 0,
  error_code: null,
  error_message: null,
  duration_ms: 4,
  items_pruned: false,
  created_at: new Date(0),
  is_edit: ['add', 'edit', 'delete', 'restore'].includes(overrides.operation ?? ''),
  is_undoable: !['create', 'restore'].includes(overrides.operation ?? ''),
  ...overrides,
})

const ofHome = { scenario_id: null, scenario_name: null, instance_name: 'Home' }

it.each([
  [{}, 'Applied 2 investments to reality'],
  [{ items_applied: 1 }, 'Applied 1 investment to reality'],
  [{ items_applied: 0 }, 'Applied: nothing in reality changed'],
  [{ assumptions_changed: 1 }, 'Applied 2 investments to reality and made 1 assumption the default'],
  [{ items_applied: 0, assumptions_changed: 2 }, 'Applied: made 2 assumptions the default'],
  [
    { operation: 'revert' as const, assumptions_changed: 1 },
    'Undid an apply: 2 investments and 1 assumption set back',
  ],
  [{ status: 'conflict' as const }, 'Applying it was stopped'],
  [{ status: 'failed' as const }, 'Applying it failed'],
  [{ operation: 'create' as const }, 'Created with copies of 3 investments'],
  [{ operation: 'create' as const, items_total: 0 }, 'Created empty'],
  [{ operation: 'revert' as const }, 'Undid an apply: 2 investments set back'],
  [{ operation: 'update' as const, scenario_name: null }, 'Updated the amounts of 2 investments'],
  [{ operation: 'revert' as const, scenario_name: null }, 'Undid an update: 2 investments set back'],
  [{ operation: 'update' as const, status: 'failed' as const }, 'Updating amounts failed'],
  [{ ...ofHome, operation: 'add' as const }, 'Added'],
  [{ ...ofHome, operation: 'edit' as const }, 'Changed'],
  [{ ...ofHome, operation: 'delete' as const }, 'Deleted'],
  [{ ...ofHome, operation: 'restore' as const }, 'Restored'],
  [{ ...ofHome, operation: 'revert' as const }, 'Undid a change'],
  [{ ...ofHome, instance_name: null, operation: 'add' as const }, 'Added 3 investments'],
])('words %o as "%s"', (overrides, words) => {
  expect(describeOperation(entry(overrides))).toBe(words)
})

it('says why nothing was written', () => {
  expect(describeOutcome(entry({ status: 'conflict', stale: true }))).toMatch(/changed since the preview/)
  expect(describeOutcome(entry({ status: 'conflict', conflict_count: 1 }))).toMatch(
    /^1 conflict still needed/,
  )
  expect(describeOutcome(entry({ status: 'failed', error_message: 'Too many.' }))).toBe(
    'Too many. Nothing was changed.',
  )
})

it('does not call the conflicts that a refresh left decided', () => {
  expect(describeOutcome(entry({ operation: 'refresh', conflict_count: 2 }))).toMatch(/left to decide/)
})

it('offers to undo only what changed something', () => {
  expect(canBeUndone(entry())).toBe(true)
  expect(canBeUndone(entry({ items_applied: 0 }))).toBe(false)
  expect(canBeUndone(entry({ status: 'failed' }))).toBe(false)
  expect(canBeUndone(entry({ operation: 'create' }))).toBe(false)
  expect(canBeUndone(entry({ operation: 'edit' }))).toBe(true)
  expect(canBeUndone(entry({ operation: 'restore' }))).toBe(false)
})

it('knows what was undone, and not by an attempt that failed', () => {
  const undo = (status: Application['status']) =>
    entry({ id: 'b', operation: 'revert', status, reverted_application_id: 'a' })
  expect(revertedIds([undo('success'), entry()])).toEqual(new Set(['a']))
  expect(revertedIds([undo('failed'), entry()])).toEqual(new Set())
})

it('calls the undo of an undo applying again', () => {
  const undo = entry({ id: 'b', operation: 'revert', reverted_application_id: 'a' })
  const redo = entry({ id: 'c', operation: 'revert', reverted_application_id: 'b' })
  const all = [redo, undo, entry()]
  expect(all.map((each) => isRedo(each, all))).toEqual([true, false, false])
  expect(describeOperation(redo, true)).toBe('Applied again: 2 investments changed')
})

it('does not call a copy that came back an investment added to reality', () => {
  const item = itemOf({ action: 'create' })
  expect(describeAction(item, 'revert')).toBe('Brought back into the scenario')
  expect(describeAction(item, 'apply')).toBe('Added to reality')
  expect(isOfCopy('create', 'revert')).toBe(true)
  expect(isOfCopy('create', 'apply')).toBe(false)
})

it('says what was decided about one that was there already', () => {
  const stood = itemOf({ fields: [twinOf({ resolution: { take: 'current' } })] })
  const left = itemOf({ after: null, fields: [twinOf({ outcome: 'proposed_only' })] })
  expect(describeAction(stood, 'apply')).toBe('Uses the one that was there')
  expect(describeAction({ ...stood, action: 'create' }, 'apply')).toBe('Added to reality as another one')
  expect(describeAction({ ...stood, action: 'discard' }, 'apply')).toBe('Removed from the scenario')
  expect(describeAction(left, 'revert')).toBe('New again')
  expect(describeAction(left, 'refresh')).toBe('May be there already')
})
