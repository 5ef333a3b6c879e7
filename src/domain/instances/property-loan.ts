import { householdOffsetField } from './paying-ahead.ts'
import { amount } from './ranges.ts'
import { loanTermFields } from './shared-fields.ts'
import type { FieldDefinition } from './types.ts'

/** The loan that a property secures. */
export const propertyLoan: readonly FieldDefinition[] = [
  {
    key: 'loan_balance',
    type: 'money',
    ...amount,
    default: 0,
    label: 'Loan balance',
    help: 'What is owed on this property; for a future purchase, what you will borrow. 0 means no loan.',
    group: 'loan',
    ages: 'asked',
  },
  ...loanTermFields('loan', 'loan_'),
  {
    key: 'offset_balance',
    type: 'money',
    ...amount,
    default: 0,
    label: 'Offset account',
    help: 'Money in the offset account: it saves interest on as much of the loan and is counted as part of your cash.',
    group: 'loan',
    ages: 'asked',
  },
  householdOffsetField('loan', 'loan_'),
]
