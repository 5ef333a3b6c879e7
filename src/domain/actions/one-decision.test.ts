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
function told(id: ActionId, answers: Params): string[] {
  const action: Action = actions[id]
  const plan = actionPlan({ reality, copies: [], assumptions: {}, startMonth: toMonth('2027-01') })
  const [holding] = holdingsFor(action, plan)
  const asked = action.of === null ? action.ask(plan) : action.ask(plan, holding!)
  const edits = asked.edits({ ...asked.beginnings, ...answers })
  const copies = editedRows(reality, [], edits)
  const { changes } = scenarioChanges({ reality, copies, ownAssumptions: {}, scenarioAssumptions: {} })
  return changes.map((change) => jointLineOf(change, { locale: 'en-AU', currency: 'AUD' }))
}

it('what selling writes, of the sale and of what its money is for, is one decision', () => {
  const sale = { sale_month: '2030-03', use_of_money: 'pay_off', amount: 15_000 }
  expect(told('sell', sale)).toEqual(['Sell Flat in March 2030, pay a lump sum off Car loan'])
  expect(told('sell', { ...sale, use_of_money: 'invest' })).toEqual([
    'Sell Flat in March 2030, buy New shares',
  ])
})

it('what retiring early writes, of income, spending, saving and drawing, is one decision', () => {
  const retiring = { end_month: '2040-06', monthly_withdrawal: 2_000, pension: 500 }
  expect(told('retire_early', { ...retiring, spending_moves: true, paying_in_stops: true })).toHaveLength(1)
})
