/** What moves with what: the shocks behind each figure that a sensitivity or a stress test moves, and their words. */
import type { InstanceKind } from '#domain/instances/types.ts'
import { resolveAssumptions } from '#domain/scenarios/assumptions.ts'
import type { ShockFigure } from '#domain/scenarios/shock-figures.ts'
import { changedNumber } from '../change-plan.ts'
import { pow } from '../numbers/log.ts'
import type { Change, Fall, Plan, Shift, Shock, Target } from '../plan.ts'

export const of = (kind: InstanceKind, key: string) => ({ kind, key })
export const returnOf = (is: 'shares' | 'bonds'): Target => ({
  ...of('portfolio', 'expected_return'),
  where: { key: 'asset_class', is },
})
export const amountOf = (is: 'income' | 'expense'): Target => ({
  ...of('cash_flow', 'amount'),
  where: { key: 'direction', is },
})
export const assumption = (key: string): Target => ({ kind: null, key })

/** When it acts; see `Shift`. */
export type Window = Pick<Shift, 'from' | 'months'>

interface Movement {
  /** What else moves and what stays, a sentence. */
  readonly stays: string
  /** What a change by so many points, percent or money means. */
  readonly shocks: (by: number, window: Window, plan: Plan) => readonly Shock[]
}

const borrowing = [assumption('loan_rate_shift'), assumption('household_deficit_rate')]
const deposits = [of('cash', 'interest_rate'), assumption('household_cash_rate')]
const inflation = assumption('inflation_rate')

/** Charged or credited a twelfth each month. */
const monthlyRates = [...deposits, assumption('household_deficit_rate')]
const yearlyRates = [
  of('property', 'growth_rate'),
  of('property', 'rent_growth_rate'),
  of('property', 'expense_growth_rate'),
  of('portfolio', 'expected_return'),
  of('portfolio', 'bonds_return'),
  of('portfolio', 'contribution_growth_rate'),
  of('cash', 'contribution_growth_rate'),
  // Those that rise with inflation follow it anyhow.
  { ...of('cash_flow', 'growth_rate'), where: { key: 'follows_inflation', is: false } },
]

const add =
  (targets: readonly Target[]): Movement['shocks'] =>
  (by, window) => [{ targets, change: { way: 'add', by }, ...window }]
const grow =
  (targets: readonly Target[]): Movement['shocks'] =>
  (by, window) => [{ targets, change: { way: 'grow', by: by / 100 }, ...window }]
const fall =
  (name: Fall['classes'][number]): Movement['shocks'] =>
  (by, { from }) => [{ classes: [name], part: -by / 100, ...(from === undefined ? {} : { from }) }]

/**
 * Inflation with everything nominal after it (Fisher): what grew by r with prices rising by i grows by (1 + r)(1 + i′)/(1 + i) − 1,
 * so that it is worth as much in today's money as before.
 */
const inflationAndAll: Movement['shocks'] = (by, window, plan) => {
  const planned = Number(resolveAssumptions(plan.assumptions).inflation_rate)
  const changed = changedNumber(inflation, { way: 'add', by }, planned)
  const faster = changed === planned ? 1 : (1 + changed / 100) / (1 + planned / 100)
  const follow = (targets: readonly Target[], periods: 1 | 12): Shift => ({
    targets,
    change: { way: 'compound', by: faster, periods },
    ...window,
  })
  // Loans have rates of their own, fixed ones among them: they move by what a rate of nothing would.
  const loans: Change = { way: 'add', by: 1200 * (pow(faster, 1 / 12) - 1) }
  return [
    { targets: [inflation], change: { way: 'add', by }, ...window },
    follow(yearlyRates, 1),
    follow(monthlyRates, 12),
    { targets: [assumption('loan_rate_shift')], change: loans, ...window },
  ]
}

export const movements: Readonly<Record<ShockFigure, Movement>> = {
  property_value: {
    stays: 'What you hold then changes in value at once, and grows from there as planned.',
    shocks: fall('property'),
  },
  share_value: {
    stays: 'What you hold then changes in value at once, and grows from there as planned.',
    shocks: fall('shares'),
  },
  bond_value: {
    stays: 'What you hold then changes in value at once, and grows from there as planned.',
    shocks: fall('bonds'),
  },
  property_growth: {
    stays: 'Rents, rates and inflation stay as you entered them.',
    shocks: add([of('property', 'growth_rate')]),
  },
  share_return: {
    stays: 'The part paid out, rates and inflation stay as you entered them.',
    shocks: add([returnOf('shares')]),
  },
  bond_return: {
    stays: 'The part paid out, rates and inflation stay as you entered them.',
    shocks: add([returnOf('bonds'), of('portfolio', 'bonds_return')]),
  },
  loan_rate: {
    stays: 'Loans that are not fixed and an overdrawn household account; deposits and fixed rates stay.',
    shocks: add(borrowing),
  },
  deposit_rate: {
    stays: 'Deposits and a household account in credit; borrowing rates stay.',
    shocks: add(deposits),
  },
  all_rates: {
    stays: 'Loans that are not fixed, an overdraft, and deposits follow; fixed rates stay.',
    shocks: add([...borrowing, ...deposits]),
  },
  inflation: {
    stays:
      'Rates, growth and rises in rent stay as you entered them; incomes, expenses and whatever else rises with inflation follow.',
    shocks: add([inflation]),
  },
  inflation_all: {
    stays:
      'Every nominal rate, growth and interest follows, so that what each brings above inflation stays; fixed rates stay.',
    shocks: inflationAndAll,
  },
  rent: {
    stays: 'Costs stay, but for what is charged as a part of the rent.',
    shocks: grow([of('property', 'weekly_rent')]),
  },
  income: {
    stays: 'Of the household, with the tax on them; rents and expenses stay.',
    shocks: grow([amountOf('income')]),
  },
  expenses: {
    stays: 'Of the household, with what is deducted of them; costs of properties and incomes stay.',
    shocks: grow([amountOf('expense')]),
  },
  surplus: {
    stays:
      'Your incomes and expenses, and the tax on them, stay as you entered them; it rises with inflation.',
    shocks: (by, window) => [{ extra: by, ...window }],
  },
}
