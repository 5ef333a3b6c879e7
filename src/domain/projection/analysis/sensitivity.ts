/** Which assumption moves the final real net worth most: each is changed alone, by a stated step, both ways. */
import type { InstanceKind } from '#domain/instances/types.ts'
import { entry } from '../entry.ts'
import type { Plan } from '../plan.ts'
import { project } from '../project.ts'
import { totalAt } from '../projection.ts'
import {
  add,
  type ChangeEnd,
  changeTarget,
  endOf,
  grow,
  type NumberChange,
  type Target,
} from './change-plan.ts'

interface Driver {
  readonly key: string
  readonly label: string
  /** How the step reads, such as "±1 point". */
  readonly step: string
  readonly low: NumberChange
  readonly high: NumberChange
  /** The numbers that move together. */
  readonly targets: readonly Target[]
  /** Whether it says anything about this plan, where that is not for all. */
  readonly isConcerned?: (plan: Plan) => boolean
}

const points = (step: number) => ({
  step: step === 1 ? '±1 point' : `±${step} points`,
  low: add(-step),
  high: add(step),
})
const tenth = { step: '±10%', low: grow(-0.1), high: grow(0.1) }

const of = (kind: InstanceKind, key: string): Target => ({ kind, key })
const assumption = (key: string): Target => ({ kind: null, key })

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
    targets: [of('portfolio', 'expected_return')],
  },
  {
    key: 'loan_rate',
    label: 'Loan rates that are not fixed',
    ...points(1),
    targets: [assumption('loan_rate_shift'), assumption('household_deficit_rate')],
  },
  {
    key: 'deposit_rate',
    label: 'Rates on cash',
    ...points(1),
    targets: [of('cash', 'interest_rate'), assumption('household_cash_rate')],
  },
  { key: 'inflation', label: 'Inflation', ...points(1), targets: [assumption('inflation_rate')] },
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
  {
    key: 'surplus',
    label: 'Monthly surplus of the household',
    ...tenth,
    targets: [assumption('household_monthly_surplus')],
  },
  { key: 'other_income', label: 'Other taxable income', ...tenth, targets: [assumption('other_income')] },
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
interface Step {
  readonly key: string
  readonly label: string
  readonly step: string
  readonly lowEnd: ChangeEnd
  readonly highEnd: ChangeEnd
}

/** One assumption with the plans that result from its step both ways. */
export interface SensitivityCase extends Step {
  readonly low: Plan
  readonly high: Plan
}

export interface SensitivityBar extends Step {
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
  return drivers
    .filter(({ isConcerned }) => !isConcerned || isConcerned(plan))
    .map(({ key, label, step, low, high, targets }) => {
      const changedBy = (change: NumberChange) =>
        targets.reduce((changed, target) => changeTarget(changed, target, change), plan)
      return {
        key,
        label,
        step,
        low: changedBy(low),
        high: changedBy(high),
        lowEnd: endOf(plan, targets, low),
        highEnd: endOf(plan, targets, high),
      }
    })
}

/** Real net worth at the end of the deterministic projection. */
export function finalRealNetWorth(plan: Plan): number {
  const projection = project(plan)
  return totalAt(projection, 'netWorthReal', projection.years)
}

/** Ranks the outcomes of the cases, given in their order. */
export function rankSensitivity(
  base: number,
  cases: readonly SensitivityCase[],
  outcomes: readonly { readonly low: number; readonly high: number }[],
): Sensitivity {
  const bars = cases.map(({ low: _, high: __, ...step }, index) => {
    const { low, high } = entry(outcomes, index)
    return { ...step, low, high, range: Math.max(base, low, high) - Math.min(base, low, high) }
  })
  return { base, bars: bars.filter((bar) => bar.range > 0.005).sort((a, b) => b.range - a.range) }
}
