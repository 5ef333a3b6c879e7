import { expect, it } from 'vitest'
import { ageInWords } from './age-in-words.ts'

it.each([
  [0, 'no months'],
  [1, 'a month'],
  [8, 'eight months'],
  [12, 'a year'],
  [14, '14 months'],
  [24, 'two years'],
  [30, 'over two years'],
  [150, 'over 12 years'],
])('%i months are %s', (months, words) => {
  expect(ageInWords(months)).toBe(words)
})
