import { expect, it } from 'vitest'
import { byName, comparingText } from './by-name.ts'

it.each([
  ['en-AU', ['Flat 10', 'flat 2', 'Flat 1'], ['Flat 1', 'flat 2', 'Flat 10']],
  ['de-DE', ['Zug', 'Ähre', 'Bahn'], ['Ähre', 'Bahn', 'Zug']],
  ['sv-SE', ['Zug', 'Ähre', 'Bahn'], ['Bahn', 'Zug', 'Ähre']],
])('in %s %j become %j', (locale, names, sorted) => {
  expect([...names].sort(comparingText(locale))).toEqual(sorted)
})

it('orders what has a name', () => {
  expect([{ name: 'Loan 12' }, { name: 'Loan 3' }].sort(byName('en-AU'))[0]).toEqual({ name: 'Loan 3' })
})
