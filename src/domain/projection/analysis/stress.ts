/** Ready-made shocks, to see what a plan survives. */
import { type Month, monthIndex } from '#domain/calendar/month.ts'
import { withDefaults } from '#domain/instances/defaults.ts'
import type { Plan, PlanInstance } from '../plan.ts'
import { add, changeAssumption } from './change-plan.ts'

export interface StressPreset {
  readonly key: 'rates_up' | 'prices_down' | 'no_rent'
  readonly label: string
  readonly description: string
  readonly apply: (plan: Plan) => Plan
}

function isHeldAlready(start: unknown, first: Month): boolean {
  return typeof start !== 'string' || monthIndex(start as Month) <= monthIndex(first)
}

/** A fifth less for what is held; the cost base stays what it was, so that the fall is a loss for tax too. */
function lowerPrice(instance: PlanInstance, first: Month): PlanInstance {
  if (instance.kind !== 'property' && instance.kind !== 'portfolio') return instance
  const values = withDefaults(instance.kind, instance.params)
  if (!isHeldAlready(values.start_month, first)) return instance
  const value = Number(values.value)
  const costBase = values.cost_base ?? value + Number(values.purchase_costs ?? 0)
  return { ...instance, params: { ...instance.params, value: value * 0.8, cost_base: costBase } }
}

export const stressPresets: readonly StressPreset[] = [
  {
    key: 'rates_up',
    label: 'Rates up 2 points',
    description:
      'Every loan rate that is not fixed, and the rate on an overdrawn household account, two percentage points higher for good.',
    apply: (plan) =>
      changeAssumption(changeAssumption(plan, 'loan_rate_shift', add(2)), 'household_deficit_rate', add(2)),
  },
  {
    key: 'prices_down',
    label: 'Prices down 20%',
    description:
      'Every property and portfolio held loses a fifth of its worth at once and grows from there as before.',
    apply: (plan) => ({
      ...plan,
      instances: plan.instances.map((instance) => lowerPrice(instance, plan.startMonth)),
    }),
  },
  {
    key: 'no_rent',
    label: 'Six months without rent',
    description: 'No property brings in rent during the first six months.',
    apply: (plan) => ({ ...plan, rentFreeMonths: 6 }),
  },
]
