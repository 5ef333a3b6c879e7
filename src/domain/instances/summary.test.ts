import { expect, it } from 'vitest'
import { toMonth } from '../calendar/month.ts'
import { samplePortfolio } from './sample-portfolio.ts'
import { enteredAmount, enteredText, fullSummaryOf, kindLabelOf, summaryOf } from './summary.ts'
import type { Params } from './types.ts'

it('says in a line what each kind is about', () => {
  const format = { currency: 'AUD', locale: 'en-AU' }
  const lines = samplePortfolio(toMonth('2026-11')).map(({ kind, params }) => summaryOf(kind, params, format))
  expect(lines).toEqual([
    '4% growth · $265,000 loan at 5.89%',
    '3.2% growth · $590 a week rent · $498,000 loan at 6.14%',
    '7.5% return · $900 a month in',
    '4.35% interest · $400 a month in',
    '7.9% interest · 46 months left',
    'Taxed as income · until Nov 2051',
    'Expense · until Nov 2051',
    'Taxed as income · from Dec 2051',
    'Expense · from Dec 2051',
  ])
})

it('says of a portfolio when it is of bonds', () => {
  const format = { currency: 'AUD', locale: 'en-AU' }
  const bonds = { value: 500, asset_class: 'bonds', expected_return: 4 }
  expect(summaryOf('portfolio', bonds, format)).toBe('Bonds · 4% return')
})

it('says of a portfolio in which account it is, and from when on it can be got at', () => {
  const of = (params: object) =>
    summaryOf('portfolio', { value: 1, ...params }, { currency: 'AUD', locale: 'en-AU' })
  expect(of({ tax_wrapper: 'super', access_month: '2040-07', employer_contribution: 900 })).toBe(
    'Super fund, access from July 2040 · 7% return · $900 a month from the employer',
  )
  expect(of({ tax_wrapper: 'tax_free', employer_contribution: 900 })).toBe('Tax-free account · 7% return')
})

it('says no rent of a dwelling that is not let', () => {
  const of = (use: string) =>
    summaryOf('property', { value: 1, weekly_rent: 500, use }, { currency: 'AUD', locale: 'en-AU' })
  expect([of('let'), of('own_use')]).toEqual(['4% growth · $500 a week rent', '4% growth'])
})

it.each([
  [{ value: 500 }, null],
  [{ value: 500, as_of_month: '2026-11' }, null],
  [{ value: 500, as_of_month: '2022-01' }, 'as of Jan 2022'],
  [{ value: 500, as_of_month: '2022-01', start_month: '2020-01' }, 'as of Jan 2022'],
  [{ value: 500, as_of_month: '2026-11', start_month: '2028-03' }, 'as of Mar 2028'],
])('says of which month the entered amount of %o is', (params, asOf) => {
  const format = { currency: 'AUD', locale: 'en-AU' }
  const entered = enteredAmount('property', params, format, toMonth('2026-11'))
  expect(entered).toEqual({ amount: '$500', asOf })
})

it('gives an income as what it is a month, and an expense as less than nothing', () => {
  const text = (params: Params) =>
    enteredText('cash_flow', params, { currency: 'AUD', locale: 'en-AU' }, toMonth('2026-11'))
  expect(text({ amount: 8_000, as_of_month: '2026-11', start_month: '2030-01' })).toBe('$8,000 a month')
  expect(text({ amount: 70, as_of_month: '2025-11', direction: 'expense' })).toBe(
    '-$70 a month as of Nov 2025',
  )
})

it('says what an income or an expense is to tax', () => {
  const line = (params: Params) =>
    summaryOf('cash_flow', { amount: 1, ...params }, { currency: 'AUD', locale: 'en-AU' })
  expect(line({ tax_treatment: 'untaxed' })).toBe('Income')
  expect(line({ tax_treatment: 'rate_only' })).toBe('Only sets your tax rate')
  expect(line({ tax_treatment: 'deductible', direction: 'expense' })).toBe('Deducted from income')
})

it('gives a loan as an amount below zero, as it stands among what is owned', () => {
  const format = { currency: 'AUD', locale: 'en-AU' }
  expect(enteredText('loan', { balance: 21_500 }, format, toMonth('2026-11'))).toBe('-$21,500')
  expect(enteredText('loan', { balance: 0 }, format, toMonth('2026-11'))).toBe('$0')
})

it('calls what comes in an income and what goes out an expense, once', () => {
  const format = { currency: 'AUD', locale: 'en-AU' }
  const rent = { amount: 70, direction: 'expense', end_month: '2051-11' }
  expect(kindLabelOf('cash_flow', rent)).toBe('Expense')
  expect(fullSummaryOf('cash_flow', rent, format)).toBe('Expense · until Nov 2051')
  expect(fullSummaryOf('cash_flow', { amount: 7_900 }, format)).toBe('Income · Taxed as income')
  expect(fullSummaryOf('loan', { balance: 500, term_months: 1 }, format, '-$500')).toBe(
    'Loan · -$500 · 6% interest · 1 month left',
  )
})
