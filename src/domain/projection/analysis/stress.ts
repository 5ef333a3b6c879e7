/** Ready-made shocks, to see what a plan survives. */
import type { Plan } from '../plan.ts'
import { add, changeAssumption } from './change-plan.ts'

export interface StressPreset {
  readonly key: 'rates_up' | 'prices_down' | 'no_rent'
  readonly label: string
  readonly description: string
  readonly apply: (plan: Plan) => Plan
}

export const stressPresets: readonly StressPreset[] = [
  {
    key: 'rates_up',
    label: 'Rates up 2 points',
    description:
      'Every loan rate that is not fixed, and the rate on an overdrawn household account, two percentage points higher for good.',
    apply: (plan) => ({ ...changeAssumption(plan, 'loan_rate_shift', add(2)), shortfallRateRise: 2 }),
  },
  {
    key: 'prices_down',
    label: 'Prices down 20%',
    description:
      'Every property and portfolio held loses a fifth of its worth at once and grows from there as before.',
    apply: (plan) => ({ ...plan, openingFall: 0.2 }),
  },
  {
    key: 'no_rent',
    label: 'Six months without rent',
    description: 'No property brings in rent during the first six months.',
    apply: (plan) => ({ ...plan, rentFreeMonths: 6 }),
  },
]
