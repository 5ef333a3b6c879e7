import { describe, expect, it } from 'vitest'
import { sure } from '../sure.ts'
import { type Definition, definitionsOfCatalogue } from './definitions.ts'
import { catalogueAfter, differenceInWords, differenceOf } from './difference.ts'

const field = (key: string, overrides: Partial<Definition> = {}): Definition => ({
  entity: 'cash',
  key,
  type: 'percent',
  min: 0,
  max: 100,
  required: false,
  default: 4,
  options: null,
  pattern: null,
  formerKeys: [],
  isRetired: false,
  ...overrides,
})
const choice = (...options: string[]) =>
  field('how', { type: 'choice', min: null, max: null, default: sure(options[0]), options })

const problemsOf = (released: Definition[], wanted: Definition[]) => differenceOf(released, wanted).problems
const wordsOf = (released: Definition[], wanted: Definition[]) => {
  const difference = differenceOf(released, wanted)
  expect(difference.problems).toEqual([])
  return differenceInWords(difference)
}

it('the difference is none between a catalogue and itself', () => {
  const catalogue = definitionsOfCatalogue()
  expect(differenceOf(catalogue, catalogue)).toEqual({ added: [], changed: [], problems: [] })
})

it('the difference from nothing is the whole catalogue', () => {
  const catalogue = definitionsOfCatalogue()
  expect(differenceOf([], catalogue)).toEqual({ added: catalogue, changed: [], problems: [] })
})

describe('what may be released', () => {
  it('is a field with a default', () => {
    expect(wordsOf([field('rate')], [field('rate'), field('bonus_rate')])).toEqual([
      'cash.bonus_rate is new.',
    ])
  })

  it('is a wider range, another default, one more option, and that a field may be missing', () => {
    expect(wordsOf([field('rate', { min: 0, max: 50 })], [field('rate', { min: null, max: 100 })])).toEqual([
      'cash.rate: from none to 100 instead of from 0 to 50.',
    ])
    expect(wordsOf([field('rate')], [field('rate', { default: 5 })])).toEqual([
      'cash.rate: what is missing means 5 instead of 4.',
    ])
    expect(wordsOf([choice('a')], [choice('a', 'b')])).toEqual(['cash.how: the options are a, b.'])
    expect(wordsOf([field('rate', { required: true })], [field('rate')])).toEqual([
      'cash.rate: may be missing.',
    ])
  })

  it('is another key for a field, whose data moves', () => {
    const renamed = field('interest', { formerKeys: ['rate'] })
    expect(wordsOf([field('rate')], [renamed])).toEqual(['cash.interest: was rate, whose data moves.'])
    const again = field('annual_interest', { formerKeys: ['rate', 'interest'] })
    expect(wordsOf([renamed], [again])).toEqual(['cash.annual_interest: was interest, whose data moves.'])
  })

  it('is a key without its field: what is stored in it stays valid, and nothing new needs it', () => {
    const released = [field('value', { required: true }), field('rate')]
    expect(wordsOf(released, [field('rate')])).toEqual([
      'cash.value: is gone from the app; what is stored in it stays; may be missing.',
    ])
    const retired = field('value', { isRetired: true })
    expect(catalogueAfter(released, [field('rate')])).toEqual([field('rate'), retired])
    expect(wordsOf([retired], [])).toEqual([])
    expect(wordsOf([retired], [field('value')])).toEqual(['cash.value: is taken up again.'])
  })

  it('is a kind with fields that it needs', () => {
    const ofNewKind = field('value', { entity: 'bond', required: true })
    expect(wordsOf([field('rate')], [field('rate'), ofNewKind])).toEqual(['bond.value is new.'])
  })
})

describe('what may not be released, since something that is stored would not be valid', () => {
  it.each([
    ['a greater least', [field('rate')], [field('rate', { min: 1 })], /from 0 to 100 and cannot allow less/],
    ['a smaller greatest', [field('rate')], [field('rate', { max: 99 })], /usualMin and usualMax/],
    ['limits for what had none', [field('rate', { max: null })], [field('rate')], /from 0 to no greatest/],
    ['a missing option', [choice('a', 'b')], [choice('a')], /the option b, which somebody may have chosen/],
    ['another type', [field('rate')], [field('rate', { type: 'money' })], /cannot become money/],
    ['another pattern', [field('rate', { pattern: 'a' })], [field('rate', { pattern: 'b' })], /pattern/],
    ['a need', [field('rate')], [field('rate', { required: true })], /cannot be required/],
    ['a new need', [field('rate')], [field('rate'), field('x', { required: true })], /Give it a default/],
    [
      'a narrower range under another key',
      [field('rate')],
      [field('interest', { formerKeys: ['rate'], max: 50 })],
      /cash\.interest was released from 0 to 100/,
    ],
    [
      'a former key that nobody knew',
      [field('rate')],
      [field('rate', { formerKeys: ['rata'] })],
      /no release had such a field/,
    ],
    [
      'a former key that is another field',
      [field('rate')],
      [field('rate'), field('interest', { formerKeys: ['rate'] })],
      /rate is another field as well/,
    ],
    [
      'one field in the place of two',
      [field('a'), field('b')],
      [field('a', { formerKeys: ['b'] })],
      /cannot be both a and b/,
    ],
    [
      'a former key that is forgotten',
      [field('rate', { formerKeys: ['old'] })],
      [field('rate')],
      /Keep the former key/,
    ],
  ])('such as %s', (_, released, wanted, words) => {
    expect(problemsOf(released, wanted)).toEqual([expect.stringMatching(words)])
  })
})
