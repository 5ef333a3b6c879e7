/** Which assumption moves the final real net worth most: each is changed alone, by a stated step, both ways. */
import type { Plan } from '../plan.ts'
import { project } from '../project.ts'
import { totalSeries } from '../projection.ts'
import { add, changeAssumption, changeInstances, type NumberChange, scale } from './change-plan.ts'

interface Driver {
  readonly key: string
  readonly label: string
  /** How the step reads, such as "±1 point". */
  readonly step: string
  readonly low: NumberChange
  readonly high: NumberChange
  readonly apply: (plan: Plan, change: NumberChange) => Plan
}

const points = (step: number) => ({
  step: step === 1 ? '±1 point' : `±${step} points`,
  low: add(-step),
  high: add(step),
})
const tenth = { step: '±10%', low: scale(0.9), high: scale(1.1) }

const drivers: readonly Driver[] = [
  {
    key: 'property_growth',
    label: 'Growth of properties',
    ...points(1),
    apply: (plan, change) => changeInstances(plan, 'property', 'growth_rate', change),
  },
  {
    key: 'share_return',
    label: 'Return of shares',
    ...points(1),
    apply: (plan, change) => changeInstances(plan, 'portfolio', 'expected_return', change),
  },
  {
    key: 'loan_rate',
    label: 'Loan rates, once not fixed',
    ...points(1),
    apply: (plan, change) =>
      changeAssumption(changeAssumption(plan, 'loan_rate_shift', change), 'household_deficit_rate', change),
  },
  {
    key: 'deposit_rate',
    label: 'Rates on cash',
    ...points(1),
    apply: (plan, change) =>
      changeAssumption(changeInstances(plan, 'cash', 'interest_rate', change), 'household_cash_rate', change),
  },
  {
    key: 'inflation',
    label: 'Inflation',
    ...points(1),
    apply: (plan, change) => changeAssumption(plan, 'inflation_rate', change),
  },
  {
    key: 'rent',
    label: 'Rents',
    ...tenth,
    apply: (plan, change) => changeInstances(plan, 'property', 'weekly_rent', change),
  },
  {
    key: 'rent_growth',
    label: 'Rise in rents',
    ...points(1),
    apply: (plan, change) => changeInstances(plan, 'property', 'rent_growth_rate', change),
  },
  {
    key: 'vacancy',
    label: 'Vacancy',
    ...points(2),
    apply: (plan, change) => changeInstances(plan, 'property', 'vacancy_rate', change),
  },
  {
    key: 'running_costs',
    label: 'Running costs of properties',
    ...tenth,
    apply: (plan, change) => changeInstances(plan, 'property', 'annual_expenses', change),
  },
  {
    key: 'contributions',
    label: 'Monthly contributions',
    ...tenth,
    apply: (plan, change) =>
      changeInstances(
        changeInstances(plan, 'portfolio', 'monthly_contribution', change),
        'cash',
        'monthly_contribution',
        change,
      ),
  },
  {
    key: 'withdrawals',
    label: 'Monthly withdrawals',
    ...tenth,
    apply: (plan, change) =>
      changeInstances(
        changeInstances(plan, 'portfolio', 'monthly_withdrawal', change),
        'cash',
        'monthly_withdrawal',
        change,
      ),
  },
  {
    key: 'fees',
    label: 'Fees of portfolios',
    ...tenth,
    apply: (plan, change) => changeInstances(plan, 'portfolio', 'annual_fee_rate', change),
  },
  {
    key: 'surplus',
    label: 'Monthly surplus of the household',
    ...tenth,
    apply: (plan, change) => changeAssumption(plan, 'household_monthly_surplus', change),
  },
  {
    key: 'other_income',
    label: 'Other taxable income',
    ...tenth,
    apply: (plan, change) => changeAssumption(plan, 'other_income', change),
  },
  {
    key: 'flat_tax',
    label: 'Flat tax rate',
    ...points(5),
    apply: (plan, change) =>
      plan.assumptions.tax_preset === 'flat' ? changeAssumption(plan, 'tax_flat_rate', change) : plan,
  },
  {
    key: 'capital_gains_discount',
    label: 'Capital gains discount',
    ...points(10),
    apply: (plan, change) => changeAssumption(plan, 'capital_gains_discount', change),
  },
]

/** One assumption with the plans that result from its step both ways. */
export interface SensitivityCase {
  readonly key: string
  readonly label: string
  readonly step: string
  readonly low: Plan
  readonly high: Plan
}

export interface SensitivityBar {
  readonly key: string
  readonly label: string
  readonly step: string
  /** Final real net worth with the assumption lower and higher. */
  readonly low: number
  readonly high: number
  /** Distance between the furthest of low, high and the unchanged outcome: the length of the bar. */
  readonly range: number
}

export interface Sensitivity {
  /** Final real net worth of the plan as it is, in money of the first month. */
  readonly base: number
  /** Longest first; assumptions that change nothing are left out. */
  readonly bars: readonly SensitivityBar[]
}

/** The cases to run. Each is independent of the others, so that they can be spread over workers. */
export function sensitivityCases(plan: Plan): SensitivityCase[] {
  return drivers.map(({ key, label, step, low, high, apply }) => ({
    key,
    label,
    step,
    low: apply(plan, low),
    high: apply(plan, high),
  }))
}

/** Real net worth at the end of the deterministic projection. */
export function finalRealNetWorth(plan: Plan): number {
  return totalSeries(project(plan), 'netWorthReal').at(-1)!
}

/** Ranks the outcomes of the cases, given in their order. */
export function rankSensitivity(
  base: number,
  cases: readonly SensitivityCase[],
  outcomes: readonly { readonly low: number; readonly high: number }[],
): Sensitivity {
  const bars = cases.map(({ key, label, step }, index) => {
    const { low, high } = outcomes[index]!
    return { key, label, step, low, high, range: Math.max(base, low, high) - Math.min(base, low, high) }
  })
  return { base, bars: bars.filter((bar) => bar.range > 0.005).sort((a, b) => b.range - a.range) }
}

/** The whole analysis on one thread. */
export function sensitivity(plan: Plan): Sensitivity {
  const cases = sensitivityCases(plan)
  const outcomes = cases.map(({ low, high }) => ({
    low: finalRealNetWorth(low),
    high: finalRealNetWorth(high),
  }))
  return rankSensitivity(finalRealNetWorth(plan), cases, outcomes)
}
