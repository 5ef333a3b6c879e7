/** The assumptions about what tax carries over from before the household's month. */
import { amount, signedAmount } from '../instances/ranges.ts'
import type { FieldDefinition } from '../instances/types.ts'

export const carriedAssumptions: readonly FieldDefinition[] = [
  {
    key: 'carried_capital_losses',
    type: 'money',
    ...amount,
    default: 0,
    label: 'Capital losses carried',
    help: 'Losses of earlier sales that no gain has used up yet: they lower the next gains. See your last assessment.',
    group: 'carried',
  },
  {
    key: 'carried_rental_losses',
    type: 'money',
    ...amount,
    default: 0,
    label: 'Rental losses that wait',
    help: 'Losses of dwellings that, from July 2027 on, wait for income and gains of dwellings. See your last assessment.',
    group: 'carried',
  },
  {
    key: 'carried_losses',
    type: 'money',
    ...amount,
    default: 0,
    label: 'Other losses carried',
    help: 'What earlier years lost beyond all income: it lowers later income. See your last assessment.',
    group: 'carried',
  },
  {
    key: 'carried_interest',
    type: 'money',
    ...amount,
    default: 0,
    label: 'Interest that waits for its credit',
    help: 'Interest on let property that earlier years could not credit: it is credited as soon as profit allows. See your last assessment.',
    group: 'carried',
  },
  {
    key: 'income_so_far',
    type: 'money',
    ...signedAmount,
    default: 0,
    label: 'Taxable income so far',
    help: 'What the tax year had brought when the balance’s month began and your investments here do not tell, such as interest of the household account; a minus is a loss. It is taxed with the year.',
    group: 'carried',
  },
]

/** Under which key each of what one tax year hands on to the next is stated. */
export const carriedKeys = {
  carriedLoss: 'carried_losses',
  carriedCapitalLoss: 'carried_capital_losses',
  carriedRentalLoss: 'carried_rental_losses',
  carriedInterest: 'carried_interest',
} as const
