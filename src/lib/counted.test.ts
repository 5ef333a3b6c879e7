import { expect, it } from 'vitest'
import { counted } from './counted.ts'

it.each([
  [0, '0 copies'],
  [1, '1 copy'],
  [2, '2 copies'],
])('writes %d with its form of the noun', (count, text) =>
  expect(counted(count, 'copy', 'copies')).toBe(text),
)

it('adds an s where no other plural is given', () => expect(counted(3, 'field')).toBe('3 fields'))
