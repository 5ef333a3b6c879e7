/** The assumptions about tax: what of the law applies to a scenario, and which of it can have an effect. */
import { amount, share } from '../instances/ranges.ts'
import type { FieldDefinition, Scalar } from '../instances/types.ts'
import { bracketsPattern } from './brackets.ts'
import { isOfSecondPerson } from './carried-assumptions.ts'

export const taxAssumptions: readonly FieldDefinition[] = [
  {
    key: 'tax_system',
    formerKeys: ['tax_preset'],
    type: 'choice',
    options: [
      { value: 'none', label: 'No tax' },
      { value: 'flat', label: 'One flat rate' },
      { value: 'au_resident', label: 'Australia, resident' },
      { value: 'custom', label: 'My own brackets' },
    ],
    default: 'au_resident',
    label: 'Income tax',
    help: 'How investment income and gains are taxed, on top of your other income. The Australian law is that of each year, with the Medicare levy and the low income tax offset.',
    group: 'tax',
  },
  {
    key: 'taxpayers',
    type: 'integer',
    unit: 'people',
    min: 1,
    max: 2,
    default: 1,
    label: 'Taxed people',
    help: 'Whether the household is one person or two, each taxed on their own: 1 or 2. With two, each investment, income and debt says how much of it is the first person’s; interest of the household account is shared in halves.',
    group: 'tax',
  },
  {
    key: 'law_changes',
    type: 'choice',
    options: [
      { value: 'apply', label: 'Follow the law as it changes' },
      { value: 'ignore', label: 'Stay with today’s law' },
    ],
    default: 'apply',
    label: 'Changes of the law',
    help: 'Whether rules count that are made already but only begin later than the projection, such as lower rates from July 2027.',
    group: 'tax',
  },
  {
    key: 'tax_flat_rate',
    type: 'percent',
    ...share,
    usualMax: 60,
    default: 30,
    label: 'Flat rate',
    help: 'The tax rate on every part of the income; used with “One flat rate” only.',
    group: 'tax',
  },
  {
    key: 'tax_brackets',
    type: 'text',
    min: 3,
    max: 500,
    pattern: bracketsPattern,
    notation: 'tax_brackets',
    default: '0:0, 18200:15, 45000:30, 135000:37, 190000:45',
    label: 'Tax brackets',
    help: 'Pairs of income and the rate in percent from there on, such as 0:0, 18200:16, 45000:30; used with “My own brackets” only.',
    group: 'tax',
  },
  {
    key: 'index_brackets',
    type: 'boolean',
    default: false,
    label: 'Brackets rise with inflation',
    help: 'Whether the tax brackets are raised with prices every year. Australian law does not raise them: inflation moves you into higher brackets.',
    group: 'tax',
  },
  {
    key: 'tax_year_end_month',
    type: 'integer',
    min: 1,
    max: 12,
    notation: 'calendar_month',
    default: null,
    whenEmpty: 'June for Australia, else December',
    label: 'Last month of the tax year',
    help: 'The month at whose end a year’s tax is settled. Left empty, it is June for Australia and December otherwise.',
    group: 'tax',
  },
  {
    key: 'capital_gains_discount',
    type: 'percent',
    ...share,
    default: 50,
    label: 'Capital gains discount',
    help: 'The part of a gain that is left untaxed when the investment was held for more than twelve months.',
    group: 'tax',
  },
  {
    key: 'gains_brackets',
    type: 'text',
    min: 3,
    max: 500,
    pattern: bracketsPattern,
    notation: 'tax_brackets',
    default: null,
    whenEmpty: 'As income',
    label: 'Brackets for gains',
    help: 'Rates on gains where these have their own: pairs of your whole income and the rate on gains from there on, such as 0:18, 50270:24. There is no discount then. Left empty, gains are taxed like income.',
    group: 'tax',
  },
  {
    key: 'gains_allowance',
    type: 'money',
    unit: 'a year',
    ...amount,
    default: 0,
    label: 'Gains free of tax',
    help: 'How much of a year’s gains, after losses, is left untaxed; used with brackets for gains.',
    group: 'tax',
  },
  {
    key: 'dividend_brackets',
    type: 'text',
    min: 3,
    max: 500,
    pattern: bracketsPattern,
    notation: 'tax_brackets',
    default: null,
    whenEmpty: 'As income',
    label: 'Brackets for dividends',
    help: 'Rates on the income of shares where this has its own: pairs of your whole income and the rate on dividends from there on, such as 0:0, 12570:10.75, 50270:35.75. Dividends come on top of other income and below gains; bonds and deposits pay interest, which is other income. Left empty, dividends are taxed like income.',
    group: 'tax',
  },
  {
    key: 'dividend_allowance',
    type: 'money',
    unit: 'a year',
    ...amount,
    default: 0,
    label: 'Dividends free of tax',
    help: 'How much of a year’s dividends is taxed at nothing; it still counts towards the brackets. Used with brackets for dividends.',
    group: 'tax',
  },
  {
    key: 'interest_credit_rate',
    type: 'percent',
    ...share,
    usualMax: 50,
    default: 0,
    label: 'Interest as a credit',
    help: 'Where interest on let property lowers the tax instead of the income, as in Britain: the part of it that is credited, at most on the profit from letting. At 0 it is deducted.',
    group: 'tax',
  },
  {
    key: 'loss_treatment',
    type: 'choice',
    options: [
      { value: 'offset_other_income', label: 'Lower the tax on other income' },
      { value: 'carry_forward', label: 'Carry forward to later years' },
    ],
    default: 'offset_other_income',
    label: 'Losses',
    help: 'What happens in a year in which your investments cost more than they earn (negative gearing).',
    group: 'tax',
  },
]

/** Whether an assumption about tax has any effect, given the others of it: gains and dividends with brackets of their own know an allowance, other gains a discount. */
export function isTaxAssumptionRelevant(
  key: string,
  values: Readonly<Record<string, Scalar | null>>,
): boolean {
  const { tax_system: system, gains_brackets, dividend_brackets, interest_credit_rate } = values
  const taxesGainsApart = system === 'custom' && typeof gains_brackets === 'string'
  if (isOfSecondPerson(key))
    return values.taxpayers === 2 && isTaxAssumptionRelevant(key.replace('second_', ''), values)
  switch (key) {
    case 'law_changes':
    case 'carried_rental_losses':
      return system === 'au_resident'
    case 'carried_interest':
      return system === 'custom' && Number(interest_credit_rate) > 0
    case 'tax_flat_rate':
      return system === 'flat'
    case 'tax_brackets':
    case 'gains_brackets':
    case 'dividend_brackets':
    case 'interest_credit_rate':
      return system === 'custom'
    case 'gains_allowance':
      return taxesGainsApart
    case 'dividend_allowance':
      return system === 'custom' && typeof dividend_brackets === 'string'
    case 'index_brackets':
      return system !== 'none' && system !== 'flat'
    case 'capital_gains_discount':
      return system !== 'none' && !taxesGainsApart
    case 'taxpayers':
    case 'tax_year_end_month':
    case 'loss_treatment':
    case 'carried_capital_losses':
    case 'carried_losses':
    case 'income_so_far':
      return system !== 'none'
    default:
      return true
  }
}
