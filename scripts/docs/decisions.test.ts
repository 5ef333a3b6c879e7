import { expect, it } from 'vitest'
import { problemsOfDecisions } from './decisions.ts'

const row = (number: string, file: string, title: string, standing: string) =>
  `| [${number}](${file}) | ${title} | ${standing} | It is so. |\n`

it('accepts an index that has each decision', () => {
  const index =
    row('0001', '0001-a.md', 'A', 'Superseded by [0002](0002-b.md)') +
    row('0002', '0002-b.md', 'B', 'Accepted')
  const decisions = new Map([
    ['0001-a.md', '# 1. A'],
    ['0002-b.md', '# 2. B'],
  ])
  expect(problemsOfDecisions(index, decisions)).toEqual([])
})

it.each([
  ['a decision without a row', '', '# 1. A', /no row of it/],
  ['another title', row('0001', '0001-a.md', 'B', 'Accepted'), '# 1. A', /calls it "B"/],
  ['no standing', row('0001', '0001-a.md', 'A', 'Perhaps'), '# 1. A', /"Perhaps" is no standing/],
])('names %s', (_, index, heading, problem) => {
  expect(problemsOfDecisions(index, new Map([['0001-a.md', heading]]))).toEqual([
    expect.stringMatching(problem),
  ])
})

it('names a number that is left out', () => {
  expect(problemsOfDecisions('', new Map([['0002-b.md', '# 2. B']]))).toEqual([
    expect.stringContaining('the next number is 0001'),
  ])
})
