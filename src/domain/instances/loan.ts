import { householdOffsetField, lumpSumFields, lumpSumGroup } from './paying-ahead.ts'
import { holdingValue, lineagePattern } from './ranges.ts'
import { asOfMonth, loanTermFields, ownerShare, refinancingFields } from './shared-fields.ts'
import type { KindDefinition } from './types.ts'

/** A debt of its own, or a further loan on a property; the first loan of a property is part of it. */
export const loan: KindDefinition = {
  kind: 'loan',
  label: 'Loan',
  plural: 'Loans',
  description:
    'A debt on its own: a car, personal, student or margin loan; or a further loan on a property, whose first loan belongs to it.',
  groups: [
    { key: 'holding', label: 'The loan', first: ['balance', 'as_of_month', 'secured_on'] },
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
      key: 'secured_on',
      type: 'reference',
      refersTo: 'property',
      pattern: lineagePattern,
      default: null,
      whenEmpty: 'No property',
      label: 'Secured on',
      help: 'The property that secures this loan beside its own: the loan counts in its loan to value, and is repaid when it is sold. Left empty, none does.',
      group: 'holding',
    },
    {
      key: 'interest_deductible',
      type: 'boolean',
      default: null,
      whenEmpty: 'As the property it is secured on is used',
      label: 'Interest is deductible',
      help: 'Whether the interest lowers your taxable income, as for money borrowed to invest. Left empty, it does where the loan is secured on a property that is let, and not elsewhere.',
      group: 'holding',
    },
    ...loanTermFields('terms', ''),
    householdOffsetField('terms', ''),
    ...lumpSumFields('lump_sums', ''),
    ...refinancingFields('refinancing', ''),
  ],
}
