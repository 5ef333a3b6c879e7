import { expect, it } from 'vitest'
import { hasRealityMoved, outcomeSentences, undecidedText } from './outcome-words.ts'

const asCopied = { moved: 0, gone: 0, undecided: 0 }

it('says nothing while reality is as it was copied', () => {
  expect(outcomeSentences(asCopied)).toEqual([])
  expect(hasRealityMoved(asCopied)).toBe(false)
  expect(undecidedText(asCopied)).toBeNull()
})

it('says what moved, what is gone, and how many conflicts count as they are now', () => {
  expect(outcomeSentences({ moved: 1, gone: 0, undecided: 1 })).toEqual([
    'Reality changed 1 investment since it was copied; the figures take that in.',
    '1 conflict is not decided yet and counts as it is now.',
  ])
  expect(outcomeSentences({ moved: 2, gone: 1, undecided: 3 })).toEqual([
    'Reality changed 2 investments since they were copied; the figures take that in.',
    '1 investment of this scenario was deleted in reality and is left out.',
    '3 conflicts are not decided yet and count as they are now.',
  ])
})

it('says in full what is gone where nothing else moved', () => {
  expect(outcomeSentences({ moved: 0, gone: 1, undecided: 0 })).toEqual([
    '1 investment of this scenario was deleted in reality and is left out.',
  ])
  expect(outcomeSentences({ moved: 0, gone: 2, undecided: 0 })).toEqual([
    '2 investments of this scenario were deleted in reality and are left out.',
  ])
})

it('counts what was deleted in reality as a move of it, and a twin of another scenario not', () => {
  expect(hasRealityMoved({ moved: 0, gone: 1, undecided: 0 })).toBe(true)
  expect(hasRealityMoved({ moved: 0, gone: 0, undecided: 1 })).toBe(false)
})
