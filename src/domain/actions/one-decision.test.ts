import { expect, it } from 'vitest'
import { toMonth } from '../calendar/month.ts'
import { jointLineOf } from '../changes/joint-sentence.ts'
import { scenarioChanges } from '../changes/switch-off.ts'
import type { Params } from '../instances/types.ts'
import type { RealRow } from '../merge/merge-copy.ts'
import { type Action, holdingsFor } from './action.ts'
import type { ActionId } from './action-names.ts'
import { actionPlan } from './action-plan.ts'
import { actions } from './actions.ts'
import { editedRows } from './edits.ts'

const row = (kind: RealRow['kind'], name: string, params: Params): RealRow => ({
  ...{ id: name, lineage_id: `line-${name}`, kind, name, status: 'active', params },
})
const work = { as_of_month: '2027-01', end_month: '2050-06' }
const reality = [
  row('property', 'Flat', { value: 700_000, use: 'let' }),
  row('portfolio', 'Fund', { value: 300_000, monthly_contribution: 500 }),
  row('loan', 'Car loan', { balance: 20_000, rate: 8, term_months: 60 }),
  row('cash_flow', 'Salary', { direction: 'income', amount: 8_000, ...work }),
  row('cash_flow', 'Living costs', { direction: 'expense', amount: 4_000, ...work }),
  row('cash_flow', 'Pension', { direction: 'income', amount: 3_000, start_month: '2050-07' }),
]

/** What the list of changes says of what an action has written. */
function told(id: ActionId, answers: Params, rows = reality): string[] {
  return writtenBy(id, answers, rows).changes.map((change) =>
    jointLineOf(change, { locale: 'en-AU', currency: 'AUD' }),
  )
}

function writtenBy(id: ActionId, answers: Params, reality: readonly RealRow[]) {
  const action: Action = actions[id]
  const plan = actionPlan({ reality, copies: [], assumptions: {}, startMonth: toMonth('2027-01') })
  const [holding] = holdingsFor(action, plan)
  const asked = action.of === null ? action.ask(plan) : action.ask(plan, holding!)
  const edits = asked.edits({ ...asked.beginnings, ...answers })
  const copies = editedRows(reality, [], edits)
  return scenarioChanges({ reality, copies, ownAssumptions: {}, scenarioAssumptions: {} })
}

it('what selling writes, of the sale and of what its money is for, is one decision', () => {
  const sale = { sale_month: '2030-03', use_of_money: 'pay_off', amount: 15_000 }
  expect(told('sell', sale)).toEqual(['Sell Flat in March 2030, pay a lump sum off Car loan'])
  expect(told('sell', { ...sale, use_of_money: 'invest' })).toEqual([
    'Sell Flat in March 2030, buy New shares',
  ])
})

it('what a sale takes away of its own loan belongs to the sale, and comes back with it', () => {
  const planned = reality.map((one) =>
    one.name === 'Flat'
      ? {
          ...one,
          params: {
            ...{ ...one.params, loan_balance: 300_000, loan_rate: 6 },
            ...{ loan_lump_sum: 5_000, loan_lump_sum_month: '2031-01' },
            ...{ loan_refinance_month: '2032-01', loan_refinance_rate: 5 },
          },
        }
      : one,
  )
  const sale = { sale_month: '2031-01', use_of_money: 'pay_off', amount: 15_000 }
  expect(told('sell', sale, planned)).toEqual([
    'Sell Flat in January 2031, no lump sum off Flat any more, no refinancing of Flat any more and pay a lump sum off Car loan',
  ])
  const { changes, without } = writtenBy('sell', sale, planned)
  const flat = without(new Set([changes[0]!.id])).outcome.holdings.find(({ name }) => name === 'Flat')
  expect(flat?.params).toEqual(planned[0]?.params)
})

it('what retiring early writes, of income, spending, saving and drawing, is one decision', () => {
  const retiring = { end_month: '2040-06', monthly_withdrawal: 2_000, pension: 500 }
  expect(told('retire_early', { ...retiring, spending_moves: true, paying_in_stops: true })).toHaveLength(1)
})
