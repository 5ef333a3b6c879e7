/** The golden household as two people have it: some of it is one's alone, some the other's, most of both. */
import type { Plan } from '../plan.ts'
import { goldenPlan, holding } from './household.ts'

/** The first person's parts, in percent; without one all is theirs. */
const parts: Readonly<Record<string, number>> = {
  home: 50,
  flat: 50,
  later: 60,
  cabin: 50,
  fund: 0,
  savings: 0,
}

export const planOfTwo: Plan = {
  ...goldenPlan,
  instances: [
    ...goldenPlan.instances.map((one) => {
      const owner_share = parts[one.id]
      return owner_share === undefined ? one : { ...one, params: { ...one.params, owner_share } }
    }),
    holding('second salary', 'cash_flow', { amount: 4_200, end_month: '2040-06', owner_share: 0 }),
    holding('school', 'cash_flow', {
      direction: 'expense',
      amount: 900,
      end_month: '2033-12',
      owner_share: 50,
    }),
  ],
  assumptions: {
    ...goldenPlan.assumptions,
    taxpayers: 2,
    second_carried_capital_losses: 12_000,
    second_income_so_far: 3_500,
  },
}
