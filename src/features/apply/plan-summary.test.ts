import { expect, it } from 'vitest'
import { fieldOf, itemOf } from '#data/applications/plan.fixture.ts'
import { doneInWords, planInWords, summarisePlan } from './plan-summary.ts'

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
    'create 1 investment, change 2 investments (3 fields), bring back 1 deleted investment and take 1 deleted investment out of the scenario',
  )
  expect(doneInWords(summary)).toContain('2 investments changed (3 fields)')
})

it('counts a decided conflict only when it changes reality', () => {
  const kept = fieldOf({ resolution: { take: 'current' }, result: 110 })
  const taken = fieldOf({ resolution: { take: 'proposed' }, result: 120 })
  const summary = summarisePlan({ items: [itemOf({ action: 'update', fields: [kept, taken] })] })
  expect(summary.changedFields).toBe(1)
})

it('has no words for a plan that leaves reality as it is', () => {
  const summary = summarisePlan({ items: [itemOf({ action: 'none' })] })
  expect(planInWords(summary)).toBe('')
  expect(doneInWords(summary)).toBe('Your investments stay as they were')
})
