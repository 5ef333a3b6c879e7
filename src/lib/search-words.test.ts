import { expect, it } from 'vitest'
import { hasWords } from './search-words.ts'

it.each([
  ['', true],
  ['  ', true],
  ['zurich FLAT', true],
  ['Zürich', true],
  ['flat boat', false],
])('“Flat in Zürich” has the words of “%s”: %s', (search, isFound) =>
  expect(hasWords('Flat in Zürich', search)).toBe(isFound),
)
