/** Which assumption moves the final real net worth most: each is changed alone, by a stated step, both ways, from now on. */
import { type ChangeEnd, endOf } from '../change-plan.ts'
import { entry } from '../entry.ts'
import type { Change, Plan, Shock, Target } from '../plan.ts'
import { project } from '../project.ts'
import { totalAt } from '../projection.ts'
import { amountOf, assumption, movements, of, returnOf } from './movements.ts'

interface Driver {
  readonly key: string
  readonly label: string
  /** What else moves and what stays, where that needs saying: a sentence. */
  readonly stays?: string
  /** How the step reads, such as "±1 point". */
  readonly step: string
  /** What is changed, for the words that say where it ends. */
  readonly targets: readonly Target[]
  readonly change: (sign: 1 | -1) => Change
  /** All that moves, where that is more than the targets. */
  readonly shocks?: (sign: 1 | -1, plan: Plan) => readonly Shock[]
  /** Whether it says anything about this plan, where that is not for all. */
  readonly isConcerned?: (plan: Plan) => boolean
}

const points = (step: number) => ({
  step: step === 1 ? '±1 point' : `±${step} points`,
  change: (sign: 1 | -1): Change => ({ way: 'add', by: sign * step }),
})
const tenth = {
  step: '±10%',
  change: (sign: 1 | -1): Change => ({ way: 'grow', by: sign * 0.1 }),
}
/** A point more or less of what a stress test can move too. */
const moved = (figure: 'loan_rate' | 'deposit_rate' | 'all_rates' | 'inflation' | 'inflation_all') => ({
  ...points(1),
  stays: movements[figure].stays,
  shocks: (sign: 1 | -1, plan: Plan) => movements[figure].shocks(sign, {}, plan),
})

const drivers: readonly Driver[] = [
  {
    key: 'property_growth',
    label: 'Growth of properties',
    ...points(1),
    targets: [of('property', 'growth_rate')],
  },
  {
    key: 'share_return',
    label: 'Return of shares',
    ...points(1),
    targets: [returnOf('shares')],
  },
  {
    key: 'bond_return',
    label: 'Return of bonds',
    ...points(1),
    targets: [returnOf('bonds'), of('portfolio', 'bonds_return')],
  },
  {
    key: 'loan_rate',
    label: 'Borrowing rates, deposits stay',
    ...moved('loan_rate'),
    targets: [assumption('loan_rate_shift'), assumption('household_deficit_rate')],
  },
  {
    key: 'all_rates',
    label: 'Borrowing rates, deposits follow',
    ...moved('all_rates'),
    targets: [
      assumption('loan_rate_shift'),
      of('cash', 'interest_rate'),
      assumption('household_cash_rate'),
      assumption('household_deficit_rate'),
    ],
  },
  {
    key: 'deposit_rate',
    label: 'Deposit rates alone',
    ...moved('deposit_rate'),
    targets: [of('cash', 'interest_rate'), assumption('household_cash_rate')],
  },
  {
    key: 'inflation',
    label: 'Inflation alone',
    ...moved('inflation'),
    targets: [assumption('inflation_rate')],
  },
  {
    key: 'inflation_all',
    label: 'Inflation, nominal rates following',
    ...moved('inflation_all'),
    targets: [assumption('inflation_rate')],
  },
  { key: 'rent', label: 'Rents', ...tenth, targets: [of('property', 'weekly_rent')] },
  {
    key: 'rent_growth',
    label: 'Rise in rents',
    ...points(1),
    targets: [of('property', 'rent_growth_rate')],
  },
  { key: 'vacancy', label: 'Vacancy', ...points(2), targets: [of('property', 'vacancy_rate')] },
  {
    key: 'running_costs',
    label: 'Running costs of properties',
    ...tenth,
    targets: [of('property', 'annual_expenses')],
  },
  {
    key: 'contributions',
    label: 'Monthly contributions',
    ...tenth,
    targets: [of('portfolio', 'monthly_contribution'), of('cash', 'monthly_contribution')],
  },
  {
    key: 'withdrawals',
    label: 'Monthly withdrawals',
    ...tenth,
    targets: [of('portfolio', 'monthly_withdrawal'), of('cash', 'monthly_withdrawal')],
  },
  { key: 'fees', label: 'Fees of portfolios', ...tenth, targets: [of('portfolio', 'annual_fee_rate')] },
  { key: 'income', label: 'Incomes of the household', ...tenth, targets: [amountOf('income')] },
  { key: 'expenses', label: 'Expenses of the household', ...tenth, targets: [amountOf('expense')] },
  {
    key: 'flat_tax',
    label: 'Flat tax rate',
    ...points(5),
    targets: [assumption('tax_flat_rate')],
    isConcerned: ({ assumptions }) => assumptions.tax_system === 'flat',
  },
  {
    key: 'capital_gains_discount',
    label: 'Capital gains discount',
    ...points(10),
    targets: [assumption('capital_gains_discount')],
  },
]

/** What is changed, and where its step both ways ends. */
interface Step extends Pick<Driver, 'key' | 'label' | 'stays' | 'step'> {
  readonly lowEnd: ChangeEnd
  readonly highEnd: ChangeEnd
}

/** One assumption with the shocks that its step both ways means. */
export interface SensitivityCase extends Step {
  readonly low: readonly Shock[]
  readonly high: readonly Shock[]
}

/** Final real net worth, in money of the first month. */
export interface SensitivityEnd {
  readonly own: number
  /** Of reality under the same; null where there is nothing to lay beside the plan. */
  readonly real: number | null
}

export interface SensitivityBar extends Step {
  readonly low: SensitivityEnd
  readonly high: SensitivityEnd
  /** Distance between the furthest of low, high and the unchanged outcome: the length of the bar. */
  readonly range: number
}

export interface Sensitivity {
  /** With every assumption as it is. */
  readonly base: SensitivityEnd
  /** Longest first; assumptions that change nothing are left out. */
  readonly bars: readonly SensitivityBar[]
}

/** The cases to run. Each is independent of the others, so that they can be spread over workers. */
export function sensitivityCases(plan: Plan): SensitivityCase[] {
  return drivers
    .filter(({ isConcerned }) => !isConcerned || isConcerned(plan))
    .map(({ key, label, stays, step, targets, change, shocks }) => {
      const shocksOf = (sign: 1 | -1) => shocks?.(sign, plan) ?? [{ targets, change: change(sign) }]
      return {
        key,
        label,
        ...(stays === undefined ? {} : { stays }),
        step,
        low: shocksOf(-1),
        high: shocksOf(1),
        lowEnd: endOf(plan, targets, change(-1)),
        highEnd: endOf(plan, targets, change(1)),
      }
    })
}

/** Real net worth at the end of the deterministic projection. */
export function finalRealNetWorth(plan: Plan): number {
  const projection = project(plan)
  return totalAt(projection, 'netWorthReal', projection.years)
}

/** How far the plan ends above reality; null where there is none. */
export function leadOf({ own, real }: SensitivityEnd): number | null {
  return real === null ? null : own - real
}

const spread = (values: readonly number[]) => Math.max(...values) - Math.min(...values)

/** Ranks the outcomes of the cases, given in their order. */
export function rankSensitivity(
  base: SensitivityEnd,
  cases: readonly SensitivityCase[],
  outcomes: readonly { readonly low: SensitivityEnd; readonly high: SensitivityEnd }[],
): Sensitivity {
  const bars = cases.map(({ low: _, high: __, ...step }, index) => {
    const { low, high } = entry(outcomes, index)
    const ends = [base, low, high]
    const range = spread(ends.map(({ own }) => own))
    return {
      bar: { ...step, low, high, range },
      moves: Math.max(range, spread(ends.map((end) => leadOf(end) ?? 0))),
    }
  })
  return {
    base,
    bars: bars
      .filter(({ moves }) => moves > 0.005)
      .map(({ bar }) => bar)
      .sort((a, b) => b.range - a.range),
  }
}
