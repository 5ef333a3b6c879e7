import { expect, it } from 'vitest'
import { toMonth } from '#domain/calendar/month.ts'
import type { Happening } from '#domain/projection/what-happened.ts'
import { happenedLines } from './happened-words.ts'

const flat = { id: 'flat', name: 'Flat', kind: 'property' } as const
const month = toMonth('2027-02')
const of = (kind: Happening['kind'], amount: number, instance: Happening['instance'] = flat, count = 36) => ({
  ...{ kind, amount, instance, count, month },
})
const lines = (...happenings: Happening[]) =>
  happenedLines(
    { since: toMonth('2026-11'), before: 0, now: 0, happenings },
    { currency: 'AUD', locale: 'en-AU' },
  )

it('says in one line what happened to a holding, and leads to it', () => {
  expect(lines(of('income', 58_000), of('costs', -9_000), of('payments', -110_000.4))).toEqual([
    {
      key: 'flat',
      name: 'Flat',
      path: '/instances/flat',
      text: 'rent of $58,000 received; costs of $9,000 paid; 36 repayments with interest, $110,000',
    },
  ])
})

it.each<[Happening, string]>([
  [of('purchase', -145_000), 'bought in February 2027 with $145,000 from the household account'],
  [of('sale', 212_000), 'sold in February 2027, $212,000 received after its loan and costs'],
  [of('sale', -5_000), 'sold in February 2027, $5,000 paid to end its loan'],
  [of('borrowed', 40_000), '$40,000 borrowed in February 2027'],
  [of('refinancing', 42_000), '$42,000 drawn in a refinancing in February 2027, after its costs'],
  [of('refinancing', -800), 'refinanced in February 2027 for $800'],
  [of('income', 40, { ...flat, kind: 'portfolio' }), 'income of $40 received'],
  [of('income', 24_000, { ...flat, kind: 'cash_flow' }, 3), '$24,000 received in 3 months'],
  [of('costs', -900, { ...flat, kind: 'cash_flow' }, 1), '$900 spent in 1 month'],
  [of('withheld', -5_000, { ...flat, kind: 'cash_flow' }, 3), 'tax of $5,000 withheld'],
  [of('contributions', -900, flat, 1), '1 contribution, $900'],
  [of('withdrawals', 900, flat, 2), '2 withdrawals, $900'],
])('words %j', (happening, text) => {
  expect(lines(happening)[0]?.text).toBe(text)
})

it('keeps what belongs to no holding to the household account', () => {
  const all = [
    of('account_interest', 20, null),
    of('account_interest', -20, null),
    of('tax', -700, null),
    of('tax', 700, null),
  ]
  expect(all.map((one) => lines(one)[0])).toMatchObject(
    [
      'interest of $20 earned',
      'interest of $20 charged',
      'income tax of $700 paid',
      'income tax lower by $700',
    ].map((text) => ({ name: 'Household account', path: null, text })),
  )
})
