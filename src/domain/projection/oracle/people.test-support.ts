/** Who is taxed in the plain model of oracle.test-support.ts: one person, or two of whom each has a part of everything. */
import { withDefaults } from '#domain/instances/defaults.ts'
import type { Assumptions } from '#domain/scenarios/assumptions.ts'
import type { PlanInstance } from '../plan.ts'
import type { Holding } from './holding.test-support.ts'
import type { Carried, Taxed } from './settlement.test-support.ts'

const scaled = <Amounts extends Record<string, number>>(amounts: Amounts, part: number) =>
  Object.fromEntries(Object.entries(amounts).map(([key, amount]) => [key, amount * part])) as Amounts

export class Person {
  readonly carried: Carried
  /** What the tax year has brought besides the holdings. */
  earned: number
  readonly partOf: (instance: PlanInstance) => number

  constructor(a: Assumptions, isFirst: boolean) {
    const stated = (key: string) => Number(a[isFirst ? key : `second_${key}`])
    this.earned = stated('income_so_far')
    this.carried = {
      income: stated('carried_losses'),
      capital: stated('carried_capital_losses'),
      rental: a.tax_system === 'au_resident' ? stated('carried_rental_losses') : 0,
      interest: stated('carried_interest'),
    }
    this.partOf = ({ kind, params }) => {
      const ofFirst = a.taxpayers === 2 ? Number(withDefaults(kind, params).owner_share) / 100 : 1
      return isFirst ? ofFirst : 1 - ofFirst
    }
  }

  /** Their part of a holding. */
  taxed(holding: Holding): Taxed {
    const part = this.partOf(holding.instance)
    const { net, dwellingNet, credits, contributed, dividends } = holding
    return {
      ...scaled({ net, dwellingNet, credits, contributed, dividends }, part),
      waits: holding.waits,
      gains: scaled(holding.gains, part),
      letting: scaled(holding.letting, part),
    }
  }
}

export function peopleOf(a: Assumptions): readonly Person[] {
  return a.taxpayers === 2 ? [new Person(a, true), new Person(a, false)] : [new Person(a, true)]
}
