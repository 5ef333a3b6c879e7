/** Which assumption moves the final real net worth most: each is changed alone, by a stated step, both ways, from now on. */
import { type ChangeEnd, endOf } from '../change-plan.ts'
import { entry } from '../entry.ts'
import type { Change, Plan, Shock, Target } from '../plan.ts'
import { project } from '../project.ts'
import { totalAt } from '../projection.ts'
import { findCrossing } from '../solve/crossing.ts'
import { amountOf, assumption, movements, of, returnOf } from './movements.ts'

interface StepSize {
  readonly by: number
  readonly unit: 'points' | 'percent'
}

interface Driver {
  readonly key: string
  readonly label: string
  /** What else moves and what stays, where that needs saying: a sentence. */
  readonly stays?: string
  /** How the step reads, such as "±1 point". */
  readonly step: string
  /** What is changed, for the words that say where it ends. */
  readonly targets: readonly Target[]
  /** The same as a number, for other sizes. */
  readonly size: StepSize
  /** So many steps; below zero, down. */
  readonly change: (steps: number) => Change
  /** All that moves, where that is more than the targets. */
  readonly shocks?: (steps: number, plan: Plan) => readonly Shock[]
  /** Whether it says anything about this plan, where that is not for all. */
  readonly isConcerned?: (plan: Plan) => boolean
}

const points = (step: number) => ({
  step: step === 1 ? '±1 point' : `±${step} points`,
  size: { by: step, unit: 'points' as const },
  change: (steps: number): Change => ({ way: 'add', by: steps * step }),
})
const tenth = {
  step: '±10%',
  size: { by: 10, unit: 'percent' as const },
  change: (steps: number): Change => ({ way: 'grow', by: steps * 0.1 }),
}
/** A point more or less of what a stress test can move too. */
const moved = (figure: 'loan_rate' | 'deposit_rate' | 'all_rates' | 'inflation' | 'inflation_all') => ({
  ...points(1),
  stays: movements[figure].stays,
  shocks: (steps: number, plan: Plan) => movements[figure].shocks(steps, {}, plan),
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

function shocksOf({ targets, change, shocks }: Driver, steps: number, plan: Plan): readonly Shock[] {
  return shocks?.(steps, plan) ?? [{ targets, change: change(steps) }]
}

/** The cases to run. Each is independent of the others, so that they can be spread over workers. */
export function sensitivityCases(plan: Plan): SensitivityCase[] {
  return drivers
    .filter(({ isConcerned }) => !isConcerned || isConcerned(plan))
    .map((driver) => {
      const { key, label, stays, step, targets, change } = driver
      return {
        key,
        label,
        ...(stays === undefined ? {} : { stays }),
        step,
        low: shocksOf(driver, -1, plan),
        high: shocksOf(driver, 1, plan),
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

/** By how much an assumption, changed alone, makes a plan as good as reality, and where that leads. */
interface BreakEvenChange {
  readonly change: StepSize
  readonly end: ChangeEnd
}

/** `found` is null where none of the changes tried does; these go as far as `tried` both ways. */
export interface BreakEvenOfDifference {
  readonly found: BreakEvenChange | null
  readonly tried: StepSize
}

/** As far as an assumption is moved to find where the difference ends, both ways. */
const mostSteps = 10

/** Until the answer is known to a twentieth of a step. */
export async function breakEvenOfDifference(
  plan: Plan,
  key: string,
  endsUnder: (shocks: readonly Shock[]) => Promise<SensitivityEnd>,
): Promise<BreakEvenOfDifference> {
  const driver = drivers.find((one) => one.key === key)
  if (!driver) throw new RangeError(`There is no assumption ${key}.`)
  const sizeOf = (steps: number) => ({ ...driver.size, by: driver.size.by * steps })
  const answer = await findCrossing(
    {
      full: async (steps) => {
        const lead = leadOf(await endsUnder(shocksOf(driver, steps, plan))) ?? 0
        return { value: lead, standardError: 0 }
      },
    },
    { from: -mostSteps, to: mostSteps, step: 0.05, now: 0 },
  )
  const found =
    answer.is === 'found'
      ? { change: sizeOf(answer.value), end: endOf(plan, driver.targets, driver.change(answer.value)) }
      : null
  return { found, tried: sizeOf(mostSteps) }
}
