import { expect, it } from 'vitest'
import { fieldDefinition, fieldsOf } from '#domain/instances/catalogue.ts'
import { assumptionFields } from '#domain/scenarios/assumption-fields.ts'
import { changedDrafts, draftsOf, problemOf, valuesOf } from './drafts.ts'

const fields = fieldsOf('property')
const field = (key: string) => fieldDefinition('property', key)!

it('gives back what was stored when nothing was typed', () => {
  const stored = { value: 500_000, growth_rate: 0, use: 'main_residence', key_of_a_newer_version: 'x' }
  expect(valuesOf(fields, draftsOf(fields, stored), stored)).toEqual(stored)
  expect(valuesOf(fields, draftsOf(fields, {}), {})).toEqual({})
})

it('removes a value that was emptied and adds one that was typed', () => {
  const stored = { value: 500_000, growth_rate: 5 }
  const drafts = { ...draftsOf(fields, stored), growth_rate: '', weekly_rent: 650.5 }
  expect(valuesOf(fields, drafts, stored)).toEqual({ value: 500_000, weekly_rent: 650.5 })
})

it('keeps a switch that was turned back as it was stored', () => {
  const ofPortfolio = fieldsOf('portfolio')
  const on = { reinvest_income: true }
  expect(valuesOf(ofPortfolio, { ...draftsOf(ofPortfolio, {}), ...on }, {})).toEqual({})
  expect(valuesOf(ofPortfolio, draftsOf(ofPortfolio, on), on)).toEqual(on)
})

it('keeps a no where nothing said means something else', () => {
  const ofLoan = fieldsOf('loan')
  const no = { interest_deductible: false }
  expect(draftsOf(ofLoan, {}).interest_deductible).toBe('')
  expect(valuesOf(ofLoan, { ...draftsOf(ofLoan, {}), ...no }, {})).toEqual(no)
  expect(valuesOf(ofLoan, { ...draftsOf(ofLoan, no), interest_deductible: '' }, no)).toEqual({})
})

it('brings along what is typical of an option, but for what was said otherwise', () => {
  const ofPortfolio = fieldsOf('portfolio')
  const drafts = { ...draftsOf(ofPortfolio, {}), volatility: 9 }
  const bonds = changedDrafts(ofPortfolio, drafts, 'asset_class', 'bonds')
  expect(bonds).toMatchObject({ asset_class: 'bonds', expected_return: 4, volatility: 9, income_yield: 4 })
  const mended = { ...bonds, income_yield: 3.5 }
  for (const back of ['shares', ''])
    expect(changedDrafts(ofPortfolio, mended, 'asset_class', back)).toEqual({
      ...drafts,
      asset_class: back,
      income_yield: 3.5,
    })
  expect(changedDrafts(ofPortfolio, bonds, 'value', 5)).toEqual({ ...bonds, value: 5 })
})

it.each([
  ['value', '', 'Value is needed.'],
  ['value', { unread: '-' }, '“-” is not a number here: there is no digit in it.'],
  [
    'value',
    { unread: '850,00' },
    '“850,00” is not a number here: thousands have three digits, as in 1,234,567. Write 850 or 85,000.',
  ],
  ['value', 500_000, null],
  ['growth_rate', '', null],
  ['growth_rate', 101, 'Growth in value must be between -50 and 100.'],
  ['growth_rate', 6125, 'Growth in value must be between -50 and 100. This is read as 6125.'],
  [
    'sale_month',
    { unread: '2030' },
    '“2030” is not a month between 1900 and 2199. Write 2027-03 or March 2027.',
  ],
] as const)('%s = %o: %s', (key, draft, problem) => {
  expect(problemOf(field(key), draft, { currency: 'AUD', locale: 'en-AU' })).toBe(problem)
})

it('writes the limits of a range as the locale does', () => {
  const share = { ...field('vacancy_rate'), max: 99.5 }
  expect(problemOf(share, 200, { currency: 'EUR', locale: 'de-DE' })).toBe(
    'Vacancy must be between 0 and 99,5.',
  )
})

it('knows text that could not be read from text that is a value', () => {
  const brackets = assumptionFields.find(({ key }) => key === 'tax_brackets')
  const german = { currency: 'EUR', locale: 'de-DE' }
  expect(problemOf(brackets!, '0:0, 18200:16.5', german)).toBeNull()
  expect(problemOf(brackets!, { unread: '0:0, 18200:16.5' }, german)).toMatch(/“16\.5” is not a number here/)
})

it('keeps text that could not be read, so that nothing typed is lost and nothing else is stored', () => {
  expect(valuesOf(fields, { ...draftsOf(fields, {}), value: { unread: '850k' } }, {})).toEqual({
    value: '850k',
  })
})
