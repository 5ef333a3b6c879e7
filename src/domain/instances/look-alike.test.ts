import { expect, it } from 'vitest'
import { ownCharacters } from './look-alike.ts'

it.each([
  ['another script', 'Flаt', 'Flat', 'а U+0430', 'a U+0061'],
  ['a blank that does not break', 'My\u00a0flat', 'My flat', 'U+00A0', 'U+0020'],
  ['a joiner', '👨\u200d👩', '👨👩', 'U+200D', null],
  ['another apostrophe', 'Aunt’s flat', "Aunt's flat", '’ U+2019', "' U+0027"],
])('tells texts apart that differ by %s alone', (_what, one, other, ofOne, ofOther) => {
  expect(ownCharacters(one, ['Else', other])).toBe(ofOne)
  expect(ownCharacters(other, [one])).toBe(ofOther)
})

it('says nothing of texts that are the same or look different', () => {
  expect(ownCharacters('Flat', ['Flat', 'Flat 2', 'Дача'])).toBeNull()
})
