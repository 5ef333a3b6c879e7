/** Accounts whose money is taxed otherwise than what is held in one's own name, and may be out of reach until an age. */
import { amount } from './ranges.ts'
import type { FieldDefinition, FieldGroup } from './types.ts'

export const wrapperGroup: FieldGroup = {
  key: 'wrapper',
  label: 'Where it is held',
  description: 'In your own name, or in an account that is taxed otherwise.',
}

/** What is held in one's own name, which alone is taxed as it goes. */
export const ownName = { key: 'tax_wrapper', is: 'none' } as const

export const wrapperFields: readonly FieldDefinition[] = [
  {
    key: 'tax_wrapper',
    type: 'choice',
    options: [
      { value: 'none', label: 'In your own name' },
      { value: 'tax_free', label: 'Tax-free account, such as an ISA or a Roth' },
      { value: 'deferred', label: 'Taxed when drawn, such as a 401(k) or a traditional IRA' },
      { value: 'super', label: 'Australian super fund' },
    ],
    default: 'none',
    label: 'Account',
    help: 'In your own name income and gains are taxed as they come. A tax-free account is paid into out of taxed money and never taxed again; what goes into one that is taxed when drawn is deducted, and what comes out is income. A super fund pays tax of its own until you have access: then nothing is taxed any more. Income stays inside.',
    group: 'wrapper',
  },
  {
    key: 'access_month',
    countsWhen: { key: 'tax_wrapper', is: ['tax_free', 'deferred', 'super'] },
    type: 'month',
    default: null,
    label: 'Access from',
    help: 'The first month in which money can be taken out or the holding sold; regular withdrawals begin then at the earliest, and a super fund moves into its pension phase. Left empty, you have access already.',
    group: 'wrapper',
    ages: 'carried',
  },
]

/** Paid in by somebody else, beside one's own contributions. */
export function employerContribution(group: string): FieldDefinition {
  return {
    key: 'employer_contribution',
    countsWhen: { key: 'tax_wrapper', is: 'super' },
    type: 'money',
    unit: 'a month',
    ...amount,
    default: 0,
    label: 'Employer contribution',
    help: 'What your employer pays into the fund at the end of each month, before the tax on it. It does not pass through your household account, rises as your own contributions do and ends with the last of them.',
    group,
    ages: 'carried',
  }
}
