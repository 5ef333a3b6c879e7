import { expect, it } from 'vitest'
import type { InstanceKind } from '#domain/instances/types.ts'
import { whySentence } from './cause-words.ts'
import type { CauseKey, Causes } from './causes.ts'

const format = { currency: 'AUD', locale: 'en-AU' }

type Told = readonly [cause: CauseKey, label: string, kind: InstanceKind | 'household', amount: number]

/** Reasons that lead from 1,000,000 to what they add up to. */
function causesOf(...told: readonly Told[]): Causes {
  const keys = new Set(told.map(([key]) => key))
  const causes = [...keys].map((key) => {
    const parts = told
      .filter(([of]) => of === key)
      .map(([, label, kind, amount]) => ({
        key: label,
        label,
        kind,
        values: Float64Array.of(0, amount),
        terms: {},
      }))
    const sum = parts.reduce((all, { values }) => all + values[1]!, 0)
    return { key, values: Float64Array.of(0, sum), parts }
  })
  const end = told.reduce((sum, [, , , amount]) => sum + amount, 1_000_000)
  return { start: 1_000_000, end, causes }
}

const fromReality = { when: 'in December 2046', money: 'today', isDifference: true, format } as const
const fromNow = { ...fromReality, isDifference: false } as const

it('names the largest reasons by holding, largest first, whatever their sign, and what is left together', () => {
  const causes = causesOf(
    ['interestEarned', '', 'household', 90_000.2],
    ['tax', 'Flat', 'property', -50_000.4],
    ['rent', 'Flat', 'property', -70_000],
    ['propertyGrowth', 'Flat', 'property', -610_000.3],
    ['portfolioGrowth', 'Index fund', 'portfolio', 280_000.4],
  )
  expect(whySentence(causes, fromReality)).toBe(
    '$360,000 less in December 2046 than in reality, in today’s money, if every year were average: growth of Flat -$610,000; growth of Index fund +$280,000; interest earned on the household account +$90,000; all else together -$120,000.',
  )
})

it('says of what takes away whether it is more or less of it', () => {
  const causes = causesOf(
    ['interest', 'Home loan', 'loan', 30_000],
    ['tax', 'Salary', 'cash_flow', -10_000],
    ['spent', 'School', 'cash_flow', -5_000],
  )
  expect(whySentence(causes, { ...fromReality, money: 'future' })).toBe(
    '$15,000 more in December 2046 than in reality, if every year were average: less interest paid on Home loan +$30,000; more tax on Salary -$10,000; more spending on School -$5,000.',
  )
  expect(whySentence(causes, fromNow)).toMatch(
    /^\$15,000 more in December 2046 than now, .*: interest paid on Home loan \+\$30,000; tax on Salary/,
  )
})

it('names a cause as a whole where no holding makes half of it', () => {
  const funds = ['A', 'B', 'C'].map((label): Told => ['distributions', label, 'portfolio', 10_000])
  const taxes = ['A', 'B', 'C'].map((label): Told => ['tax', label, 'portfolio', -3_000])
  const causes = causesOf(
    ...funds,
    ...taxes,
    ['rent', 'Flat', 'property', 20_000],
    ['rent', 'Shed', 'property', 5_000],
  )
  expect(whySentence(causes, fromReality)).toMatch(
    /: distributions \+\$30,000; rent of Flat \+\$20,000; more tax -\$9,000; rent of Shed \+\$5,000\.$/,
  )
})

it('names a fourth reason where it is all that is left', () => {
  const keys = ['rent', 'interestEarned', 'distributions', 'propertyGrowth'] as const
  const four = keys.map((key): Told => [key, 'a', 'property', 1_000])
  expect(whySentence(causesOf(...four), fromNow)).toMatch(
    /: rent of a \+\$1,000; interest earned on a .*; distributions of a .*; growth of a \+\$1,000\.$/,
  )
})

it('says so where reasons cancel, and where there are none', () => {
  const cancelling = causesOf(['rent', 'Flat', 'property', 500], ['expenses', 'Flat', 'property', -500])
  expect(whySentence(cancelling, fromReality)).toBe(
    'As much in December 2046 as in reality, in today’s money, if every year were average: rent of Flat +$500; more costs of Flat -$500.',
  )
  const nothing =
    'The same in December 2046 as in reality, in today’s money, if every year were average: nothing makes a difference.'
  expect(whySentence(causesOf(), fromReality)).toBe(nothing)
  expect(whySentence(causesOf(['rent', 'Flat', 'property', 0.3]), fromReality)).toBe(nothing)
})

it('speaks of a fund that an employer pays into, and of tax that no holding causes', () => {
  const causes = causesOf(['received', 'Super', 'portfolio', 9_000], ['tax', '', 'household', -100])
  expect(whySentence(causes, fromNow)).toMatch(
    /: what an employer pays into Super \+\$9,000; other tax -\$100\.$/,
  )
})
