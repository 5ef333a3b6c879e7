import { expect, it } from 'vitest'
import { decadesOf, sheetsOf } from './sheets.ts'

it.each([
  [0, [1]],
  [10, [11]],
  [11, [11, 1]],
  [30, [11, 10, 10]],
])('a projection of %i years goes on sheets of so many columns: %j', (years, columns) => {
  const points = Array.from({ length: years + 1 }, (_, year) => year)
  const sheets = decadesOf(points)
  expect(sheets.map((sheet) => sheet.length)).toEqual(columns)
  expect(sheets.flat()).toEqual(points)
})

it('cuts a list into pieces of at most so many', () => {
  expect(sheetsOf(['a', 'b', 'c'], 2)).toEqual([['a', 'b'], ['c']])
  expect(sheetsOf([], 2)).toEqual([])
})
