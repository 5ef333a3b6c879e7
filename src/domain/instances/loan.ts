import { householdOffsetField, lumpSumFields, lumpSumGroup } from './paying-ahead.ts'
import { holdingValue } from './ranges.ts'
import { asOfMonth, loanTermFields, ownerShare, refinancingFields } from './shared-fields.ts'
import type { KindDefinition } from './types.ts'

/** A debt of its own; a loan secured by a property is part of that property. */
export const loan: KindDefinition = {
  kind: 'loan',
  label: 'Loan',
  plural: 'Loans',
  description:
    'A debt on its own: a car, personal, student or margin loan. A mortgage belongs to its property.',
  groups: [
    { key: 'holding', label: 'The loan', first: ['balance', 'as_of_month'] },
    { key: 'terms', label: 'Repayment', first: ['rate', 'term_months', 'extra_monthly_payment'] },
    lumpSumGroup,
    {
      key: 'refinancing',
      label: 'Refinancing',
      description: 'Another rate, another term or more money, from a month on.',
      first: [],
    },
  ],
  fields: [
    {
      key: 'balance',
      type: 'money',
      ...holdingValue,
      required: true,
      default: null,
      label: 'Balance owed',
      help: 'What you owe; for a future loan, the amount you will borrow.',
      group: 'holding',
      ages: 'asked',
    },
    ...asOfMonth('holding'),
    ownerShare('holding'),
    {
      key: 'start_month',
      type: 'month',
      default: null,
      label: 'Start month',
      help: 'The month the loan will be paid out to your household account. Left empty, it is running already.',
      group: 'holding',
    },
    {
      key: 'interest_deductible',
      type: 'boolean',
      default: false,
      label: 'Interest is deductible',
      help: 'Whether the interest lowers your taxable income, as for money borrowed to invest.',
      group: 'holding',
    },
    ...loanTermFields('terms', ''),
    householdOffsetField('terms', ''),
    ...lumpSumFields('lump_sums', ''),
    ...refinancingFields('refinancing', ''),
  ],
}
