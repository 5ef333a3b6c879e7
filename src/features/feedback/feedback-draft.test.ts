import { expect, it } from 'vitest'
import { emptyDraft, problemOf } from './feedback-draft.ts'

it.each([
  ['nothing at all', emptyDraft, ['score']],
  ['a kind alone', { ...emptyDraft, kind: 'idea' as const }, ['score']],
  ['blanks', { ...emptyDraft, comment: ' \n ' }, ['score']],
  ['a score', { ...emptyDraft, score: 1 }, []],
  ['a comment', { ...emptyDraft, comment: 'x' }, []],
  ['as long a comment as fits', { ...emptyDraft, comment: ` ${'x'.repeat(2_000)} ` }, []],
  ['a longer one', { ...emptyDraft, score: 5, comment: 'x'.repeat(2_013) }, ['comment']],
])('%s: what is wrong is said beside its field', (_name, draft, fields) => {
  expect(Object.keys(problemOf(draft))).toEqual(fields)
})

it('says how much is too much', () => {
  expect(problemOf({ ...emptyDraft, comment: 'x'.repeat(2_013) }).comment).toBe(
    'This is 13 characters too long: 2000 fit.',
  )
})
