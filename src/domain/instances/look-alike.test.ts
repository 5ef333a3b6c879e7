import { expect, it } from 'vitest'
import { ownCharacters } from './look-alike.ts'

it.each([
  ['another script', 'Flаt', 'Flat', 'а is Cyrillic', 'a is Latin'],
  ['a blank that does not break', 'My\u00a0flat', 'My flat', 'with the blank U+00A0', 'with a plain blank'],
  ['a joiner', '👨\u200d👩', '👨👩', 'with the invisible U+200D', null],
  ['another apostrophe', 'Aunt’s flat', "Aunt's flat", '’ is U+2019', "' is U+0027"],
])('tells texts apart that differ by %s alone', (_what, one, other, ofOne, ofOther) => {
  expect(ownCharacters(one, ['Else', other])).toBe(ofOne)
  expect(ownCharacters(other, [one])).toBe(ofOther)
})

it('says nothing of texts that are the same or look different', () => {
  expect(ownCharacters('Flat', ['Flat', 'Flat 2', 'Дача'])).toBeNull()
})
