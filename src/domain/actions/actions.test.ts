import { expect, it } from 'vitest'
import { toMonth } from '../calendar/month.ts'
import { samplePortfolio } from '../instances/sample-portfolio.ts'
import type { Params } from '../instances/types.ts'
import type { Plan, PlanInstance } from '../projection/plan.ts'
import { holdingsFor } from './action.ts'
import { actions } from './actions.ts'
import { buyProperty, buyShares } from './buying.ts'
import { problemsOfAnswers } from './check-answers.ts'
import { editedRows, hasEdits } from './edits.ts'
import { lumpSum, payOffFaster, refinance } from './loans.ts'
import { ratesUp } from './rates.ts'
import { retireEarly } from './retiring.ts'

const startMonth = toMonth('2026-11')
const sample: Plan = {
  instances: samplePortfolio(startMonth).map(
    (one): PlanInstance => ({ ...one, id: one.name, lineageId: one.name }),
  ),
  assumptions: { household_cash: 40_000 },
  startMonth,
}
const flat = 'Two-bedroom flat, Brunswick'
const holding = (id: string) => sample.instances.find((one) => one.id === id) as PlanInstance

const askedOf = (action: typeof retireEarly, plan = sample) => {
  if (action.of !== null) throw new Error('Of a holding')
  return action.ask(plan)
}
const ofHolding = (action: typeof payOffFaster, id: string) => action.ask(sample, holding(id))

it.each(Object.entries(actions))('can do %s at once with what it begins with', (_, action) => {
  const [first] = holdingsFor(action, sample)
  const asked = action.of === null ? action.ask(sample) : action.ask(sample, first as PlanInstance)
  const open = asked.questions.filter(({ required, key }) => required && asked.beginnings[key] === undefined)
  expect(open).toEqual([])
  expect(problemsOfAnswers(asked, asked.beginnings, sample)).toEqual({})
  expect(hasEdits(asked.edits(asked.beginnings))).toBe(true)
})

it('offers the largest loan first, and none that is repaid by a sale already', () => {
  expect(holdingsFor(payOffFaster, sample).map(({ id }) => id)).toEqual([flat, 'Home', 'Car loan'])
  const sold = sample.instances.map((one) =>
    one.id === flat ? { ...one, params: { ...one.params, sale_month: '2026-10' } } : one,
  )
  expect(holdingsFor(payOffFaster, { ...sample, instances: sold }).map(({ id }) => id)).toEqual([
    'Home',
    'Car loan',
  ])
})

it('begins paying faster with about a tenth of the repayment, and writes it under the key of the loan', () => {
  const faster = ofHolding(payOffFaster, flat)
  // Interest alone for now: (498,000 − 22,000) · 6.14% / 12 = 2,435.53.
  expect(faster.beginnings).toEqual({ extra_monthly_payment: 200 })
  expect(faster.edits({ extra_monthly_payment: 450 }).edited).toEqual([
    { id: flat, params: { loan_extra_monthly_payment: 450 } },
  ])
  expect(ofHolding(payOffFaster, 'Car loan').edits({ extra_monthly_payment: 50 }).edited).toEqual([
    { id: 'Car loan', params: { extra_monthly_payment: 50 } },
  ])
})

it('begins a lump sum with half of the household account, next month', () => {
  expect(ofHolding(lumpSum, flat).beginnings).toEqual({ lump_sum: 20_000, lump_sum_month: '2026-12' })
})

it('begins refinancing with the rate as it is, and writes nothing that is so already', () => {
  const asked = ofHolding(refinance, flat)
  expect(asked.beginnings).toEqual({ refinance_month: '2027-02', refinance_rate: 6.14 })
  expect(asked.edits({ ...asked.beginnings, refinance_rate: 5.5 }).edited).toEqual([
    { id: flat, params: { loan_refinance_month: '2027-02', loan_refinance_rate: 5.5 } },
  ])
})

it('refuses a month that is over, and one that the loan cannot be refinanced in, beside the month', () => {
  const asked = ofHolding(refinance, flat)
  const problems = (answers: Params, plan = sample) => problemsOfAnswers(asked, answers, plan)
  expect(problems({ refinance_month: '2026-10', refinance_rate: 5 })).toEqual({
    refinance_month: 'This month is over. Choose this month or one to come.',
  })
  const selling = sample.instances.map((one) =>
    one.id === flat ? { ...one, params: { ...one.params, sale_month: '2027-01' } } : one,
  )
  expect(
    problems({ refinance_month: '2027-02', refinance_rate: 5 }, { ...sample, instances: selling }),
  ).toEqual({ refinance_month: 'A refinancing comes after the beginning and before the sale.' })
})

it('buys a property with the borrowed part of its price as its loan, at the rate of the loan that there is', () => {
  const { edits } = askedOf(buyProperty)
  const answers = { value: 600_000, start_month: '2027-11', borrowed: 75 }
  expect(edits({ ...answers, weekly_rent: 500 }).added).toEqual([
    {
      kind: 'property',
      name: 'New property',
      params: {
        ...{ value: 600_000, as_of_month: '2026-11', start_month: '2027-11', purchase_costs: 24_000 },
        ...{ use: 'let', weekly_rent: 500, loan_balance: 450_000, loan_rate: 6.14 },
      },
    },
  ])
  const second = edits({ ...answers, weekly_rent: 0 }).added
  expect(second[0]?.params.use).toBe('own_use')
  const instances = sample.instances.filter(({ id }) => id !== 'Home')
  const first = askedOf(buyProperty, { ...sample, instances })
  const [home] = first.edits({ ...answers, weekly_rent: 0, borrowed: 0, costs: 5.5 }).added
  expect(home?.params).toMatchObject({ use: 'main_residence', loan_balance: 0, purchase_costs: 33_000 })
  expect(home?.params).not.toHaveProperty('loan_rate')
})

it('buys like what is there, and not like what is sold already', () => {
  const sold = sample.instances.map((one) =>
    one.id === flat ? { ...one, params: { ...one.params, sale_month: '2026-10' } } : one,
  )
  const rateOf = (plan: Plan) =>
    askedOf(buyProperty, plan).questions.find(({ key }) => key === 'loan_rate')?.default
  expect([sample, { ...sample, instances: sold }].map(rateOf)).toEqual([6.14, 5.89])
})

it('says what is wrong beside the question of that field, with the prefix of its loan or without', () => {
  const property = askedOf(buyProperty)
  const wrong = { ...property.beginnings, loan_rate: 500 }
  expect(Object.keys(problemsOfAnswers(property, wrong, sample))).toEqual(['loan_rate'])
  const loan = ofHolding(refinance, flat)
  const early = { ...loan.beginnings, refinance_rate: 500 }
  expect(Object.keys(problemsOfAnswers(loan, early, sample))).toEqual(['refinance_rate'])
})

it('calls what is new by a name that nothing has yet', () => {
  const instances = [...sample.instances, { ...holding('Index funds'), id: 'new', name: 'New shares' }]
  const { edits, beginnings } = askedOf(buyShares, { ...sample, instances })
  expect(edits(beginnings).added[0]?.name).toBe('New shares 2')
})

it('ends the salary and what is paid in, and moves what one lives on to the month after', () => {
  const { edits, beginnings } = askedOf(retireEarly)
  // Work was to end in November 2051, contributions to the funds in November 2046.
  expect(beginnings).toEqual({ end_month: '2046-11' })
  const { edited, added } = edits({ end_month: '2041-11' })
  expect(new Map(edited.map(({ id, params }) => [id, params]))).toEqual(
    new Map<string, Params>([
      ['Salary', { end_month: '2041-11' }],
      ['Living costs', { end_month: '2041-11' }],
      ['Living costs in retirement', { start_month: '2041-12' }],
      ['Index funds', { contribution_end_month: '2041-11' }],
      ['Savings account', { contribution_end_month: '2041-11' }],
    ]),
  )
  expect(added).toEqual([])
})

it('leaves spending and paying in as they are where that is answered, and draws what is asked', () => {
  const { edits } = askedOf(retireEarly)
  const { edited, added } = edits({
    ...{ end_month: '2041-11', spending_moves: false, paying_in_stops: false },
    ...{ monthly_withdrawal: 1_500, pension: 800 },
  })
  expect(edited).toEqual([
    { id: 'Salary', params: { end_month: '2041-11' } },
    { id: 'Index funds', params: { monthly_withdrawal: 1_500, withdrawal_start_month: '2041-12' } },
  ])
  expect(added).toMatchObject([
    { kind: 'cash_flow', params: { direction: 'income', amount: 800, start_month: '2041-12' } },
  ])
})

it('begins with what is planned to be drawn, moves it, and takes it away where nothing is to be drawn', () => {
  const planned = { monthly_withdrawal: 2_000, withdrawal_start_month: '2051-12' }
  const instances = sample.instances.map((one) =>
    one.id === 'Savings account' ? { ...one, params: { ...one.params, ...planned } } : one,
  )
  const { beginnings, edits } = askedOf(retireEarly, { ...sample, instances })
  expect(beginnings).toMatchObject({ monthly_withdrawal: 2_000, drawn_from: 'Savings account' })
  const drawn = (answers: Params) =>
    edits({ ...beginnings, end_month: '2041-11', paying_in_stops: false, ...answers }).edited.filter(
      ({ params }) => 'monthly_withdrawal' in params || 'withdrawal_start_month' in params,
    )
  const none = { monthly_withdrawal: null, withdrawal_start_month: null }
  expect(drawn({})).toEqual([{ id: 'Savings account', params: { withdrawal_start_month: '2041-12' } }])
  expect(drawn({ monthly_withdrawal: 0 })).toEqual([{ id: 'Savings account', params: none }])
  expect(drawn({ drawn_from: 'Index funds' })).toEqual([
    { id: 'Savings account', params: none },
    { id: 'Index funds', params: { monthly_withdrawal: 2_000, withdrawal_start_month: '2041-12' } },
  ])
})

it('does not offer to draw otherwise on what is drawn on already', () => {
  const instances = sample.instances.map((one) =>
    one.id === 'Index funds' ? { ...one, params: { ...one.params, monthly_withdrawal: 500 } } : one,
  )
  const { questions } = askedOf(retireEarly, { ...sample, instances })
  const from = questions.find(({ key }) => key === 'drawn_from')
  expect(from?.options?.map(({ value }) => value)).not.toContain('Index funds')
})

it('cannot end what nobody earns', () => {
  const { whyNot } = retireEarly as { whyNot: (plan: Plan) => string | null }
  expect(whyNot(sample)).toBeNull()
  const without = sample.instances.filter(({ id }) => id !== 'Salary')
  expect(whyNot({ ...sample, instances: without })).toBe(
    'There is no income here that could end sooner, such as a salary.',
  )
})

it('lays rates on top of those that the scenario assumes already', () => {
  const { beginnings, edits } = askedOf(ratesUp, { ...sample, assumptions: { loan_rate_shift: 1 } })
  expect(beginnings).toEqual({ loan_rate_shift: 3, growth_shift: 0 })
  expect(edits({ loan_rate_shift: 3, growth_shift: 0 }).assumptions).toEqual({ loan_rate_shift: 3 })
})

it('copies what the scenario does not have yet before it is changed', () => {
  const reality = sample.instances.map(({ lineageId, ...rest }) => ({ ...rest, lineage_id: lineageId }))
  const rows = editedRows(reality, [], ofHolding(payOffFaster, flat).edits({ extra_monthly_payment: 450 }))
  expect(rows).toMatchObject([
    {
      source_instance_id: flat,
      base: { params: holding(flat).params },
      params: { loan_extra_monthly_payment: 450 },
    },
  ])
})
