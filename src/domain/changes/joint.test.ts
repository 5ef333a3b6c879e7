import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { InstanceKind, Params } from '../instances/types.ts'
import { realHoldings } from '../merge/carry-out.ts'
import type { RealRow, ScenarioRow } from '../merge/merge-copy.ts'
import { jointLineOf } from './joint-sentence.ts'
import { scenarioChanges } from './switch-off.ts'

const format = { locale: 'en-AU', currency: 'AUD' }

const real = (kind: InstanceKind, name: string, params: Params): RealRow => ({
  ...{ id: name, lineage_id: `line-${name}`, kind, name, status: 'active', params },
})
const copyOf = (row: RealRow, params: Params): ScenarioRow => ({
  ...row,
  ...{ id: `copy of ${row.id}`, source_instance_id: row.id, params: { ...row.params, ...params } },
  base: { name: row.name, status: row.status, params: row.params },
})
const newOne = (kind: InstanceKind, name: string, params: Params): ScenarioRow => ({
  ...real(kind, name, params),
  ...{ source_instance_id: null, base: null },
})

const salary = real('cash_flow', 'Salary', { direction: 'income', amount: 8_000 })
const bonus = real('cash_flow', 'Bonus', { direction: 'income', amount: 900, end_month: '2045-06' })
const partner = real('cash_flow', 'Partner’s salary', { direction: 'income', amount: 6_000, owner_share: 0 })
const fund = real('portfolio', 'Fund', { value: 300_000, monthly_contribution: 500 })
const flat = real('property', 'Flat', { value: 700_000 })
const studio = real('property', 'Studio', { value: 300_000 })
const home = real('property', 'Home', { value: 900_000, loan_balance: 400_000, loan_rate: 6 })
const car = real('loan', 'Car loan', { balance: 20_000, rate: 8 })
const pension = (params: Params = {}) =>
  newOne('cash_flow', 'Pension', { direction: 'income', amount: 3_000, start_month: '2035-07', ...params })
const drawn = copyOf(fund, { monthly_withdrawal: 2_000, withdrawal_start_month: '2035-07' })

const known = (
  copies: readonly ScenarioRow[],
  reality = [salary, bonus, partner, fund, flat, studio, home, car],
) => scenarioChanges({ reality, copies, ownAssumptions: {}, scenarioAssumptions: {} })
const linesOf = (...copies: ScenarioRow[]) =>
  known(copies).changes.map((change) => jointLineOf(change, format))

it('takes for one decision that incomes of a person end and a pension and withdrawals begin', () => {
  const end = { end_month: '2035-06' }
  expect(linesOf(copyOf(salary, end), drawn, copyOf(bonus, end), pension())).toEqual([
    'Salary and Bonus until June 2035, withdrawals from Fund from then on and Pension from then on',
  ])
  expect(linesOf(copyOf(salary, end), copyOf(bonus, end))).toEqual(['Salary and Bonus until June 2035'])
  expect(linesOf(copyOf(bonus, end), copyOf(fund, { contribution_end_month: '2035-06' }))).toEqual([
    'Bonus until June 2035, not June 2045, contributions to Fund until then',
  ])
})

it('lets what comes at another time, or is of somebody else who retires then too, stand alone', () => {
  const end = { end_month: '2035-06' }
  expect(linesOf(copyOf(salary, end), pension({ start_month: '2035-09' }))).toHaveLength(2)
  expect(linesOf(copyOf(salary, end), copyOf(partner, end))).toHaveLength(2)
  expect(linesOf(copyOf(salary, end), copyOf(partner, end), pension({ owner_share: 0 }))).toEqual([
    'Salary until June 2035',
    'Partner’s salary until June 2035, Pension from then on',
  ])
  expect(linesOf(copyOf(salary, end), copyOf(partner, end), pension({ owner_share: 50 }))).toHaveLength(3)
})

it('takes a sale and what is done with the proceeds in its month for one decision', () => {
  const sold = copyOf(flat, { sale_month: '2030-03', sale_cost_rate: 2 })
  const paidOff = copyOf(home, { loan_lump_sum: 300_000, loan_lump_sum_month: '2030-03' })
  const bought = newOne('portfolio', 'Index fund', { value: 100_000, start_month: '2030-03' })
  expect(linesOf(sold, paidOff, bought)).toEqual([
    'Sell Flat in March 2030, pay a lump sum off Home and buy Index fund',
  ])
  // From which of the two it is paid nobody knows.
  const both = copyOf(studio, { sale_month: '2030-03' })
  expect(linesOf(sold, both, paidOff)).toHaveLength(3)
  expect(linesOf(sold, copyOf(home, { loan_rate: 5 }))).toHaveLength(2)
})

it('leaves what a scenario takes away of a loan before its property is sold a decision of its own', () => {
  const financed = { loan_refinance_month: '2029-01', loan_refinance_rate: 5 }
  const planned = real('property', 'Flat', { ...flat.params, ...financed })
  const { loan_refinance_month: _month, loan_refinance_rate: _rate, ...kept } = planned.params
  const sold = { ...copyOf(planned, {}), params: { ...kept, sale_month: '2030-03' } }
  const { changes } = known([sold], [planned])
  expect(changes.map((change) => jointLineOf(change, format))).toEqual([
    'Leave Flat as financed, no refinancing in January 2029',
    'Sell Flat in March 2030',
  ])
})

it('takes a purchase and how it is paid for one decision, and counts what is more than can be said', () => {
  const bought = newOne('property', 'Cottage', { value: 500_000, start_month: '2031-05' })
  const drawn = copyOf(home, { loan_refinance_month: '2031-05', loan_refinance_draw: 200_000 })
  expect(linesOf(bought, drawn)).toEqual(['Buy Cottage in May 2031, refinance Home'])
  const rent = (name: string) =>
    newOne('cash_flow', name, { direction: 'expense', amount: 9, start_month: '2031-05' })
  expect(linesOf(bought, ...['Rates', 'Water', 'Power', 'Care', 'Club'].map(rent))).toEqual([
    'Buy Cottage in May 2031, Rates from then on, Water from then on, Power from then on and 2 more',
  ])
})

it('leaves what waits for a decision by itself', () => {
  const moved = { ...salary, params: { ...salary.params, end_month: '2040-01' } }
  const changes = known([copyOf(salary, { end_month: '2035-06' }), pension()], [moved]).changes
  expect(changes.map(({ parts }) => parts.map(({ waitsFor }) => waitsFor))).toEqual([['conflict'], [null]])
})

const month = fc.constantFrom('2035-06', '2035-07', '2040-01')
const copies = fc
  .record({
    salary: month.map((end_month) => copyOf(salary, { end_month })),
    bonus: month.map((end_month) => copyOf(bonus, { end_month })),
    partner: month.map((end_month) => copyOf(partner, { end_month })),
    pension: month.map((start_month) => pension({ start_month })),
    fund: month.map((withdrawal_start_month) =>
      copyOf(fund, { monthly_withdrawal: 9, withdrawal_start_month, sale_month: '2040-01' }),
    ),
    flat: month.map((sale_month) => copyOf(flat, { sale_month, growth_rate: 5 })),
    studio: month.map((sale_month) => copyOf(studio, { sale_month })),
    car: month.map((lump_sum_month) => copyOf(car, { lump_sum: 9_000, lump_sum_month })),
    home: month.map((loan_lump_sum_month) => copyOf(home, { loan_lump_sum: 9_000, loan_lump_sum_month })),
  })
  .chain((all) => fc.shuffledSubarray(Object.values(all), { minLength: 1 }))

it('has every change in one decision, whatever the order, and switches a decision off by any of its parts', () => {
  fc.assert(
    fc.property(copies, (rows) => {
      const { changes, without } = known(rows)
      const setsOf = (all: typeof changes) =>
        all
          .map(({ parts }) =>
            parts
              .map(({ id }) => id)
              .sort()
              .join(),
          )
          .sort()
      expect(setsOf(known(rows.toReversed()).changes)).toEqual(setsOf(changes))
      const ids = changes.flatMap(({ parts }) => parts.map(({ id }) => id))
      expect(new Set(ids).size).toBe(ids.length)
      for (const { parts } of changes) {
        const plans = [...parts.map(({ id }) => [id]), parts.map(({ id }) => id)].map(
          (off) => without(new Set(off)).outcome.holdings,
        )
        for (const plan of plans) expect(plan).toEqual(plans[0])
      }
      expect(without(new Set(changes.map(({ id }) => id))).outcome.holdings).toEqual(
        realHoldings([salary, bonus, partner, fund, flat, studio, home, car]),
      )
    }),
  )
})

it('has a month to retire, sell or buy in for each decision of several', () => {
  fc.assert(
    fc.property(copies, (rows) => {
      for (const change of known(rows).changes.filter(({ parts }) => parts.length > 1))
        expect(jointLineOf(change, format)).toMatch(/ (in|until) (June|July|January) 20(35|40)/)
    }),
  )
})
