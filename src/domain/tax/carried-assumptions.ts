/** The assumptions about what tax carries over from before the household's month. */
import { amount, signedAmount } from '../instances/ranges.ts'
import type { FieldDefinition } from '../instances/types.ts'

const ofFirst: readonly FieldDefinition[] = [
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

const keyOf = (person: number, key: string) => (person === 0 ? key : `second_${key}`)

/** What tax carries over is each person's own. */
export const carriedAssumptions: readonly FieldDefinition[] = [
  ...ofFirst,
  ...ofFirst.map((field) => ({ ...field, key: keyOf(1, field.key), label: `${field.label}, person 2` })),
]

/** Whether it is about what the second person brings along. */
export function isOfSecondPerson(key: string): boolean {
  return ofFirst.some((field) => key === keyOf(1, field.key))
}

/** Under which key each of what one tax year hands on to the next is stated of a person; people count from 0. */
export function carriedKeys(person: number) {
  return {
    carriedLoss: keyOf(person, 'carried_losses'),
    carriedCapitalLoss: keyOf(person, 'carried_capital_losses'),
    carriedRentalLoss: keyOf(person, 'carried_rental_losses'),
    carriedInterest: keyOf(person, 'carried_interest'),
    incomeSoFar: keyOf(person, 'income_so_far'),
  }
}
