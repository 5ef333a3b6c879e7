import { describe, expect, it } from 'vitest'
import { instanceOf, leftOver, planOf } from '#domain/projection/plan.fixture.ts'
import { type SolvableFigure, solvableFigures } from '#domain/projection/solve/unknowns.ts'
import { answerWords, figureLabel, targetText } from './solve-words.ts'

const format = { currency: 'AUD', locale: 'en-AU' }
const plan = planOf([
  instanceOf('portfolio', { value: 1_000, expected_return: 5, monthly_contribution: 200 }, { id: 'Fund' }),
  leftOver(1_000, { end_month: '2030-12' }),
])
const figureOf = (key: string): SolvableFigure => {
  const found = solvableFigures(plan).find((figure) => figure.key === key)
  if (!found) throw new Error(`There is no ${key}.`)
  return found
}
const words = (key: string, answer: Parameters<typeof answerWords>[0]) =>
  answerWords(answer, { plan, figure: figureOf(key), target: { for: 'goal_chance', share: 0.8 } }, format)

describe('what must be true, in words', () => {
  it('names the figure with its holding', () => {
    expect(figureLabel(figureOf('monthly_contribution'))).toBe('Fund: Monthly contribution')
    expect(figureLabel(figureOf('inflation_rate'))).toBe('Inflation')
  })

  it('says on which side of the value it is reached, how surely, and how it is now', () => {
    const found = { is: 'found', reachedBy: 'more', others: 0 } as const
    expect(words('expected_return', { ...found, value: 6.25, standardError: 0.123 })).toEqual({
      headline: '6.25% a year or more',
      details: ['Give or take 0.1 points.', 'Now it is 5% a year.'],
    })
    expect(words('monthly_contribution', { ...found, value: 740, standardError: 18 }).details[0]).toBe(
      'Give or take $20.',
    )
    expect(
      words('end_month', { ...found, reachedBy: 'less', value: 12, standardError: 2.4, others: 1 }),
    ).toEqual({
      headline: 'January 2027 or earlier',
      details: [
        'Give or take 2 months.',
        'Now it is December 2030.',
        'There is another value at which this begins or ends; this is the closest to what it is now.',
      ],
    })
  })

  it('says that it is not set, and that its error is not known', () => {
    const found = {
      is: 'found',
      reachedBy: 'more',
      others: 0,
      standardError: Number.POSITIVE_INFINITY,
    } as const
    expect(words('sale_month', { ...found, value: 12 })).toEqual({
      headline: 'January 2027 or later',
      details: ['How far another set of futures would move it cannot be said.', 'Now it is not set.'],
    })
  })

  it('says that there is none, and how far the best one goes', () => {
    const never = { is: 'never', from: -5, to: 15, best: 15, excess: -0.25 } as const
    expect(words('expected_return', never)).toEqual({
      headline: 'Nothing between -5% a year and 15% a year',
      details: ['15% a year brings most: 55% of futures.', 'Now it is 5% a year.'],
    })
    expect(words('expected_return', { ...never, is: 'always', excess: 0.1 }).headline).toMatch(
      /^Anything between/,
    )
  })

  it('of an amount says that none does, or any, and how far it was tried', () => {
    const never = { is: 'never', from: 0, to: 1e12, best: 400, excess: -0.25 } as const
    expect(words('monthly_contribution', never)).toEqual({
      headline: 'No amount',
      details: [
        'Tried between $0 a month and $1,000,000,000,000 a month.',
        '$400 a month brings most: 55% of futures.',
        'Now it is $200 a month.',
      ],
    })
    expect(words('monthly_contribution', { ...never, is: 'always' }).headline).toBe('Any amount')
  })

  it('says what is asked', () => {
    expect(targetText({ for: 'goal_chance', share: 0.8 }, format)).toBe(
      'reach the goal in 80% of simulated futures',
    )
    expect(targetText({ for: 'amount', amount: 1_000_000 }, format)).toMatch(
      /^end with \$1,000,000 of net worth/,
    )
  })
})
