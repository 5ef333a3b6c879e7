import { expect, it } from 'vitest'
import { toMonth } from '../calendar/month.ts'
import { samplePortfolio } from './sample-portfolio.ts'
import { summaryOf } from './summary.ts'

it('says in a line what each kind is about', () => {
  const format = { currency: 'AUD', locale: 'en-AU' }
  const lines = samplePortfolio(toMonth('2026-11')).map(({ kind, params }) => summaryOf(kind, params, format))
  expect(lines).toEqual([
    '4.5% growth · $590 a week rent · $498,000 loan at 6.14%',
    '7.5% return · $900 a month in',
    '4.35% interest · $400 a month in',
    '7.9% interest · 46 months left',
  ])
})
