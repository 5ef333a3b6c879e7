import { expect, it } from 'vitest'
import { itemOf, twinOf } from '#data/shapes/plan.fixture.ts'
import { describeUndo, describeUndoneCopy } from './review-words.ts'

it('says of a copy that it comes back into the scenario, and that it is removed again', () => {
  const [back, gone, set] = (['create', 'discard', 'update'] as const).map((action) => itemOf({ action }))
  expect([back!, gone!, set!].map(describeUndoneCopy)).toEqual([
    'The copy comes back into the scenario.',
    'The copy is removed from the scenario again.',
    null,
  ])
  expect(describeUndo([back!], 'undo')).toBe(
    'Your real investments stay as they are. What the apply had removed from the scenario comes back into it.',
  )
  expect(describeUndo([gone!], 'redo')).toBe(
    'Your real investments stay as they are. What the apply had removed from the scenario is removed again.',
  )
  expect(describeUndo([back!, set!], 'undo')).toMatch(
    /^This is what would be set back in your real investments/,
  )
})

it('says of an undo that would do nothing why, and what to do', () => {
  expect(describeUndo([], 'undo')).toBe(
    'There is nothing to set back: what this changed was deleted since. Restore it first, and then undo this.',
  )
  expect(describeUndo([], 'redo')).toMatch(/Restore it first, and then apply this again\.$/)
  const same = itemOf({ action: 'none', fields: [] })
  expect(describeUndo([same], 'undo')).toBe(
    'There is nothing to set back: your real investments are as they were before.',
  )
  expect(describeUndo([same], 'redo')).toMatch(/as they were afterwards\.$/)
})

it('says of one that was there already that undo asks again', () => {
  const stood = itemOf({ fields: [twinOf({ resolution: { take: 'current' } })] })
  const left = itemOf({ after: null, fields: [twinOf({ outcome: 'proposed_only' })] })
  expect(describeUndoneCopy(left)).toMatch(/The next apply asks again/)
  expect(describeUndoneCopy(stood)).toMatch(/works with the one that is there again/)
  expect(describeUndo([left], 'undo')).toBe(
    'Your real investments stay as they are. The scenario is set back to what it was.',
  )
})
