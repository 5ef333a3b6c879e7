import { expect, it } from 'vitest'
import { sharedQuestion } from './use-compared-question.ts'

const tagged = (...tags: string[]) => ({ tags })

it('is the tag that asks and that all compared scenarios have', () => {
  expect(sharedQuestion([tagged('house', 'Sell, or keep?'), tagged('Sell, or keep?')])).toBe('Sell, or keep?')
})

it.each([
  ['nothing is compared', []],
  ['there is one alone', [tagged('Sell, or keep?')]],
  ['one of them does not have it', [tagged('Sell, or keep?'), tagged('house')]],
  ['what they share asks nothing', [tagged('house'), tagged('house')]],
])('is nothing where %s', (_, scenarios) => {
  expect(sharedQuestion(scenarios)).toBe(null)
})
