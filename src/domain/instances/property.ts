import { lumpSumFields, lumpSumGroup } from './paying-ahead.ts'
import { depreciation, rent } from './property-letting.ts'
import { propertyLoan } from './property-loan.ts'
import { trade } from './property-trade.ts'
import { growth, holdingValue, share, volatility } from './ranges.ts'
import { asOfMonth, ownerShare, refinancingFields } from './shared-fields.ts'
import type { FieldDefinition, KindDefinition } from './types.ts'

const holding: readonly FieldDefinition[] = [
  {
    key: 'value',
    type: 'money',
    ...holdingValue,
    required: true,
    default: null,
    label: 'Value',
    help: 'What the whole property is worth; for a future purchase, the price you expect to pay.',
    group: 'holding',
    ages: 'asked',
  },
  ...asOfMonth('holding'),
  {
    key: 'ownership_share',
    type: 'percent',
    ...share,
    usualMin: 1,
    default: 100,
    label: 'Your share',
    help: 'How much of the property and its loan is yours; enter all amounts for the whole property, the share scales the results.',
    group: 'holding',
  },
  {
    ...ownerShare('holding'),
    help: 'How much of your share belongs to person 1, and is taxed with the rest of their income; what is left belongs to person 2. The law follows the title.',
  },
  {
    key: 'use',
    formerKeys: ['main_residence'],
    type: 'choice',
    options: [
      { value: 'let', label: 'Let' },
      { value: 'main_residence', label: 'Main residence' },
      { value: 'own_use', label: 'Own use, such as a holiday home' },
    ],
    default: 'let',
    label: 'Use',
    help: 'What you do with it decides its tax: rent less costs and the gain where it is let, nothing where it is your main residence, the gain alone where you keep it for yourself.',
    group: 'holding',
  },
]

const market: readonly FieldDefinition[] = [
  {
    key: 'growth_rate',
    type: 'percent',
    unit: 'a year',
    ...growth,
    default: 4,
    label: 'Growth in value',
    help: 'The arithmetic mean of the yearly change in value, before inflation is taken off; 4% is a long-run figure for housing.',
    group: 'market',
  },
  {
    key: 'volatility',
    type: 'percent',
    unit: 'a year',
    ...volatility,
    default: 12,
    label: 'Volatility',
    help: 'The standard deviation of the yearly growth: in about two years out of three the growth lies within this distance of the mean.',
    group: 'market',
  },
]

/** A property with the loan that it secures. Amounts are for the whole property. */
export const property: KindDefinition = {
  kind: 'property',
  label: 'Property',
  plural: 'Properties',
  description: 'A home or an investment property, with its rent, its costs and its loan.',
  groups: [
    { key: 'holding', label: 'The property', first: ['value', 'as_of_month', 'use'] },
    { key: 'market', label: 'Growth', first: ['growth_rate'] },
    { key: 'rent', label: 'Rent and costs', first: ['weekly_rent', 'annual_expenses'] },
    {
      key: 'loan',
      label: 'Loan',
      first: [
        'loan_balance',
        'loan_rate',
        'loan_term_months',
        'loan_interest_only_months',
        'loan_extra_monthly_payment',
        'offset_balance',
        'loan_uses_household_offset',
      ],
    },
    lumpSumGroup,
    {
      key: 'refinancing',
      label: 'Refinancing',
      description: 'Another rate, another term or more money, from a month on.',
      first: [],
    },
    {
      key: 'trade',
      label: 'Purchase and sale',
      description: 'A purchase still to come, a sale you plan, and what both mean for tax.',
      first: [],
    },
    {
      key: 'depreciation',
      label: 'Depreciation',
      description: 'Deductions for an investment property that cost no cash.',
      first: [],
    },
  ],
  fields: [
    ...holding,
    ...market,
    ...rent,
    ...propertyLoan,
    ...lumpSumFields('lump_sums', 'loan_'),
    ...refinancingFields('refinancing', 'loan_'),
    ...trade,
    ...depreciation,
  ],
}
