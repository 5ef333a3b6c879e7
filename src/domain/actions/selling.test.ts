import { describe, expect, it } from 'vitest'
import { toMonth } from '../calendar/month.ts'
import type { Params } from '../instances/types.ts'
import { saleProceeds } from '../projection/analysis/sale-proceeds.ts'
import { instanceOf } from '../projection/plan.fixture.ts'
import type { Plan } from '../projection/plan.ts'
import { project } from '../projection/project.ts'
import { totalAt } from '../projection/projection.ts'
import { holdingsFor } from './action.ts'
import { problemsOfAnswers } from './check-answers.ts'
import { type Edits, editedPlan } from './edits.ts'
import { sell } from './selling.ts'

const startMonth = toMonth('2026-11')
const flat = instanceOf(
  'property',
  {
    ...{ value: 700_000, growth_rate: 3, cost_base: 500_000, weekly_rent: 500, sale_cost_rate: 2 },
    ...{ loan_balance: 300_000, loan_rate: 6 },
  },
  { id: 'flat', name: 'Flat' },
)
const home = instanceOf(
  'property',
  { value: 900_000, use: 'main_residence', loan_balance: 400_000, loan_rate: 6 },
  { id: 'home', name: 'Home' },
)
const topUp = instanceOf('loan', { balance: 50_000, rate: 6, secured_on: 'flat' }, { id: 'top-up' })
const car = instanceOf('loan', { balance: 20_000, rate: 9 }, { id: 'car', name: 'Car' })
const shares = instanceOf(
  'portfolio',
  { value: 100_000, expected_return: 8, volatility: 12, annual_fee_rate: 0.2, monthly_contribution: 500 },
  { id: 'shares', name: 'World' },
)
const fund = instanceOf(
  'portfolio',
  { value: 80_000, tax_wrapper: 'super', access_month: '2040-03' },
  { id: 'fund' },
)
const plan: Plan = {
  instances: [flat, home, topUp, car, shares, fund],
  assumptions: { household_cash: 50_000, horizon_years: 10 },
  startMonth,
}
const asked = (holding = flat, of = plan) => sell.ask(of, holding)
const editsOf = (answers: Params, holding = flat, of = plan) =>
  asked(holding, of).edits({ sale_month: '2027-08', ...answers })
const optionsOf = (key: string, holding = flat) =>
  asked(holding)
    .questions.find((question) => question.key === key)
    ?.options?.map(({ value }) => value)
const proposed = ({ edited }: Edits) => Object.fromEntries(edited.map(({ id, params }) => [id, params]))

it('offers properties and portfolios, and asks for costs of a property alone', () => {
  expect(holdingsFor(sell, plan).map(({ id }) => id)).toEqual(['home', 'flat', 'shares', 'fund'])
  const keysOf = (holding = flat) => asked(holding).questions.map(({ key }) => key)
  expect(keysOf()).toContain('sale_cost_rate')
  expect(keysOf(shares)).not.toContain('sale_cost_rate')
  expect(asked().beginnings).toEqual({
    sale_month: '2026-12',
    sale_cost_rate: 2,
    use_of_money: 'keep',
    debt: 'home',
    like: 'new',
  })
})

it('begins with the first month in which there is access, and refuses an earlier one in words', () => {
  const ofFund = asked(fund)
  expect(ofFund.beginnings).toMatchObject({ sale_month: '2040-03' })
  expect(problemsOfAnswers(ofFund, { sale_month: '2040-02' }, plan)).toEqual({
    sale_month: 'Nothing can be sold before the month of access.',
  })
  expect(problemsOfAnswers(ofFund, ofFund.beginnings, plan)).toEqual({})
})

it('keeps what is left in the account unless something else is said', () => {
  expect(editsOf({ sale_cost_rate: 2 })).toEqual({
    edited: [{ id: 'flat', params: { sale_month: '2027-08' } }],
    added: [],
    assumptions: {},
  })
})

it('lets go of a refinancing and of a lump sum that come no more, and of no earlier ones', () => {
  const planned = (month: string) => ({
    ...flat,
    params: {
      ...flat.params,
      ...{ loan_refinance_month: month, loan_refinance_rate: 5 },
      ...{ loan_lump_sum_month: month, loan_lump_sum: 1_000, loan_lump_sum_yearly: true },
    },
  })
  const gone = { loan_refinance_month: null, loan_refinance_rate: null, loan_lump_sum_month: null }
  expect(proposed(editsOf({ sale_cost_rate: 2 }, planned('2027-08'))).flat).toEqual({
    ...{ ...gone, loan_lump_sum: null, loan_lump_sum_yearly: null },
    sale_month: '2027-08',
  })
  expect(proposed(editsOf({ sale_cost_rate: 2 }, planned('2027-07'))).flat).toEqual({ sale_month: '2027-08' })
})

describe('what is left', () => {
  const leftAfter = (written: Edits) => Math.floor(saleProceeds(editedPlan(plan, written), 'flat')!.left)

  it('pays off a loan that the sale does not repay, in its month, and no more than is owed', () => {
    expect(optionsOf('debt')).toEqual(['home', 'car'])
    expect(optionsOf('debt', home)).toEqual(['flat', 'top-up', 'car'])
    const answers = { sale_cost_rate: 2, use_of_money: 'pay_off' }
    const all = editsOf(answers)
    expect(proposed(all).home).toEqual({ loan_lump_sum: leftAfter(all), loan_lump_sum_month: '2027-08' })
    const paid = (amount: number) => proposed(editsOf({ ...answers, debt: 'car', amount })).car
    expect(paid(5_000)).toEqual({ lump_sum: 5_000, lump_sum_month: '2027-08' })
    expect(paid(50_000)).toEqual({ lump_sum: 20_000, lump_sum_month: '2027-08' })
  })

  it('does not pay off a loan whose own lump sums that would undo, and says so', () => {
    const withSum = (params: Params) => {
      const holding = { ...car, params: { ...car.params, ...params } }
      return { ...plan, instances: plan.instances.map((one) => (one.id === 'car' ? holding : one)) }
    }
    const debtsOf = (params: Params, sold = flat) => {
      const { questions } = asked(sold, withSum(params))
      const [use, debt] = ['use_of_money', 'debt'].map((key) => questions.find((one) => one.key === key))
      return [debt?.options?.map(({ value }) => value), /not offered.*“Car”/.test(use?.help ?? '')]
    }
    const sum = { lump_sum: 2_000 }
    for (const month of ['2026-11', '2030-05'])
      expect(debtsOf({ ...sum, lump_sum_month: month })).toEqual([['home'], true])
    expect(debtsOf({ ...sum, lump_sum_month: '2025-05', lump_sum_yearly: true })).toEqual([['home'], true])
    expect(debtsOf({ ...sum, lump_sum_month: '2025-05' })).toEqual([['home', 'car'], false])
    // What this sale has paid off before can be paid anew.
    const sold = { ...flat, params: { ...flat.params, sale_month: '2030-05' } }
    expect(debtsOf({ ...sum, lump_sum_month: '2030-05' }, sold)).toEqual([['home', 'car'], false])
  })

  it('pays so much of a loan that is theirs in part that their part of it is what is left', () => {
    const half = { ...home, params: { ...home.params, ownership_share: 50 } }
    const shared = { ...plan, instances: plan.instances.map((one) => (one.id === 'home' ? half : one)) }
    const answers = { use_of_money: 'pay_off', debt: 'home', amount: 90_000 }
    expect(proposed(editsOf(answers, flat, shared)).home?.loan_lump_sum).toBe(180_000)
  })

  it('goes into new shares in the month after, or into more of those that there are', () => {
    expect(optionsOf('like')).toEqual(['new', 'shares'])
    expect(optionsOf('like', shares)).toEqual(['new'])
    const answers = { sale_cost_rate: 2, use_of_money: 'invest' }
    const bought = { as_of_month: '2026-11', start_month: '2027-09' }
    const all = editsOf(answers)
    expect(all.added).toEqual([
      { kind: 'portfolio', name: 'New shares', params: { ...bought, value: leftAfter(all) } },
    ])
    const more = editsOf({ ...answers, like: 'shares' })
    const alike = { expected_return: 8, volatility: 12, annual_fee_rate: 0.2 }
    expect(more.added).toEqual([
      { kind: 'portfolio', name: 'More World', params: { ...bought, ...alike, value: leftAfter(more) } },
    ])
  })

  it('is whose the sale was', () => {
    const hers = { ...flat, params: { ...flat.params, owner_share: 0 } }
    const two = { ...plan, assumptions: { ...plan.assumptions, taxpayers: 2 } }
    const [bought] = editsOf({ use_of_money: 'invest', amount: 1_000 }, hers, two).added
    expect(bought?.params.owner_share).toBe(0)
  })

  it('once it is invested leaves the account as it is without the sale, at the end of the year in which its tax is paid', () => {
    const still = {
      ...plan,
      instances: [{ ...shares, params: { value: 100_000, income_yield: 0, cost_base: 40_000 } }],
      assumptions: {
        ...{ household_cash: 50_000, household_cash_rate: 0, tax_system: 'flat', tax_flat_rate: 30 },
        ...{ tax_year_end_month: 10, horizon_years: 1 },
      },
    }
    const [holding] = still.instances
    const written = editsOf({ use_of_money: 'invest' }, holding, still)
    // Dividends would be taxed in the year too.
    const after = editedPlan(still, written).instances.map((one) => ({
      ...one,
      params: { ...one.params, income_yield: 0 },
    }))
    const accountOf = (instances: Plan['instances']) =>
      totalAt(project({ ...still, instances }), 'household', 1)
    expect(Math.abs(accountOf(after) - accountOf(still.instances))).toBeLessThan(1)
  })

  it('is nothing to pay or invest where the price does not cover what is owed', () => {
    const deep = { ...flat, params: { ...flat.params, loan_balance: 900_000 } }
    const owing = { ...plan, instances: plan.instances.map((one) => (one.id === 'flat' ? deep : one)) }
    for (const use_of_money of ['pay_off', 'invest'])
      expect(editsOf({ use_of_money, sale_cost_rate: 2 }, deep, owing)).toEqual(
        editsOf({ sale_cost_rate: 2 }, deep, owing),
      )
  })
})
