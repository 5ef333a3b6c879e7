/** Ways to pay less interest on a loan than its terms ask, beside the extra repayment; prefixed like its terms. */
import { amount } from './ranges.ts'
import type { FieldDefinition, FieldGroup } from './types.ts'

type Prefix = '' | 'loan_'

/** The household account as an offset account of the loan. */
export function householdOffsetField(group: string, prefix: Prefix): FieldDefinition {
  return {
    key: `${prefix}uses_household_offset`,
    type: 'boolean',
    default: false,
    label: 'Household account offsets the loan',
    help: 'Whether what your household account holds saves interest on as much of the loan, month by month; that part of it earns no interest itself. Repayments stay as they are, so that the loan ends sooner. Of several loans the one with the highest rate comes first.',
    group,
  }
}

/** Money paid off on top in one month, or in that month of every year. */
export function lumpSumFields(group: string, prefix: Prefix): readonly FieldDefinition[] {
  return [
    {
      key: `${prefix}lump_sum`,
      type: 'money',
      ...amount,
      default: 0,
      label: 'Lump sum',
      help: 'What you pay off on top in one month, out of your household account, and never more than is owed; it shortens the loan and saves interest.',
      group,
    },
    {
      key: `${prefix}lump_sum_month`,
      type: 'month',
      default: null,
      label: 'Month of the lump sum',
      help: 'It is paid with the repayment at the end of this month. Left empty, there is no lump sum.',
      group,
    },
    {
      key: `${prefix}lump_sum_yearly`,
      type: 'boolean',
      default: false,
      label: 'Every year',
      help: 'Whether the same sum is paid again in that month of every year, until the loan is repaid.',
      group,
    },
  ]
}

export const lumpSumGroup: FieldGroup = {
  key: 'lump_sums',
  label: 'Lump sums',
  description: 'Money paid off on top, once or every year.',
  first: [],
}
