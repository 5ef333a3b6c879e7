import { amount, growth } from './ranges.ts'
import { asOfMonth, ownerShare, riseMonth } from './shared-fields.ts'
import type { KindDefinition } from './types.ts'

/** What comes into the household account from outside and goes out of it again: no worth of its own. */
export const cashFlow: KindDefinition = {
  kind: 'cash_flow',
  label: 'Income or expense',
  plural: 'Income and expenses',
  description: 'A salary, a pension, living costs, school fees: money that comes in or goes out each month.',
  groups: [
    { key: 'flow', label: 'Money in and out', first: ['direction', 'amount', 'as_of_month'] },
    { key: 'time', label: 'Over time', first: ['start_month', 'end_month', 'follows_inflation'] },
  ],
  fields: [
    {
      key: 'direction',
      type: 'choice',
      options: [
        { value: 'income', label: 'Income' },
        { value: 'expense', label: 'Expense' },
      ],
      default: 'income',
      label: 'Money in or out',
      help: 'Whether it is received or paid, each month, through your household account.',
      group: 'flow',
    },
    {
      key: 'amount',
      type: 'money',
      unit: 'a month',
      ...amount,
      required: true,
      default: null,
      label: 'Amount',
      help: 'How much it is a month, before tax; what comes or goes once a year is a twelfth of that.',
      group: 'flow',
      ages: 'asked',
    },
    ...asOfMonth('flow'),
    ownerShare('flow'),
    {
      key: 'tax_treatment',
      type: 'choice',
      options: [
        { value: 'taxable', label: 'Taxed as income' },
        { value: 'untaxed', label: 'Without effect on tax' },
        { value: 'deductible', label: 'Deducted from income' },
        { value: 'rate_only', label: 'Only sets your tax rate' },
      ],
      default: null,
      whenEmpty: 'Income taxed, expense not deducted',
      label: 'Tax',
      help: 'Tax on an income is withheld month by month. What only sets your rate is received and taxed elsewhere: it counts as income of the year and reaches no account here. Left empty, an income is taxed and an expense is not deducted.',
      group: 'flow',
    },
    {
      key: 'start_month',
      type: 'month',
      default: null,
      label: 'First month',
      help: 'The month in which it begins. Left empty, it has begun already.',
      group: 'time',
    },
    {
      key: 'end_month',
      type: 'month',
      default: null,
      label: 'Last month',
      help: 'The last month of it, such as that in which you retire. Left empty, it goes on for as long as the projection runs.',
      group: 'time',
    },
    {
      key: 'follows_inflation',
      type: 'boolean',
      default: true,
      label: 'Rises with inflation',
      help: 'Whether it rises with prices every year, from the month of the amount on, so that what begins later begins higher.',
      group: 'time',
    },
    {
      key: 'growth_rate',
      type: 'percent',
      unit: 'a year',
      ...growth,
      default: 0,
      label: 'Yearly rise',
      help: 'How much it rises each year, on top of inflation where it rises with that.',
      group: 'time',
    },
    riseMonth('time', 'it rises'),
  ],
}
