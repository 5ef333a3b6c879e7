import { holdingValue } from './ranges.ts'
import { asOfMonth, contributionFields, ownerShare, shortfallOrder } from './shared-fields.ts'
import type { KindDefinition } from './types.ts'

/** Savings accounts and term deposits. */
export const cash: KindDefinition = {
  kind: 'cash',
  label: 'Cash deposit',
  plural: 'Cash deposits',
  description: 'A savings account, a term deposit or any other cash that earns interest.',
  groups: [
    { key: 'holding', label: 'The deposit', first: ['value', 'as_of_month', 'interest_rate'] },
    {
      key: 'payments',
      label: 'Contributions and withdrawals',
      first: ['monthly_contribution', 'monthly_withdrawal'],
    },
  ],
  fields: [
    {
      key: 'value',
      type: 'money',
      ...holdingValue,
      required: true,
      default: null,
      label: 'Balance',
      help: 'What is in the account; for a future deposit, the amount you will put in.',
      group: 'holding',
      ages: 'asked',
    },
    ...asOfMonth('holding'),
    ownerShare('holding'),
    {
      key: 'interest_rate',
      type: 'percent',
      unit: 'a year',
      min: -20,
      max: 100,
      usualMin: 0,
      usualMax: 10,
      default: 4,
      label: 'Interest rate',
      help: 'The rate the account pays; the interest stays in the account and is taxed each year.',
      group: 'holding',
    },
    {
      key: 'start_month',
      type: 'month',
      default: null,
      label: 'Opening month',
      help: 'The month you will make the deposit, out of your household account. Left empty, the money is there already.',
      group: 'holding',
    },
    ...contributionFields('payments'),
    shortfallOrder('payments', 'Every deposit comes before the portfolios.'),
  ],
}
