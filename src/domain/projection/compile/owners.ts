/**
 * Whose a plan's holdings are. With two taxpayers, what tax counts is kept in ledgers: one for all that is owned in the same shares.
 * A tax year's end shares out the ledgers, so that the months before it are the same as with one.
 */
import { entry } from '../entry.ts'
import type { Values } from './values.ts'

export interface Owners {
  readonly taxpayers: 1 | 2
  /** The first person's part of each ledger, a fraction. That of the household account is the first: halves, with two people. */
  readonly shares: Float64Array
  /** The ledger of each instance. */
  readonly ledgerOf: Int32Array
}

/** The ledger of what one person alone has; people count from 0. */
export function ledgerOfPerson({ taxpayers }: Owners, person: number): number {
  return taxpayers === 1 ? 0 : 1 + person
}

/** A person's part of what the first owns so much of. */
export function partOf(person: number, share: number): number {
  return person === 0 ? share : 1 - share
}

/** A person's part of an instance. */
export function partOfInstance({ shares, ledgerOf }: Owners, person: number, i: number): number {
  return partOf(person, entry(shares, entry(ledgerOf, i)))
}

export function taxpayersOf(general: Values): 1 | 2 {
  return general.number('taxpayers', 1, 2) === 2 ? 2 : 1
}

/** The owners of instances, in the order given. Without a second person their shares mean nothing. */
export function ownersOf(general: Values, instances: readonly Values[]): Owners {
  const taxpayers = taxpayersOf(general)
  if (taxpayers === 1)
    return { taxpayers, shares: Float64Array.of(1), ledgerOf: new Int32Array(instances.length) }
  const shares = [0.5, 1, 0]
  const ledgerOf = Int32Array.from(instances, (values) => {
    const share = values.fraction('owner_share', 0, 100)
    const known = shares.indexOf(share)
    return known < 0 ? shares.push(share) - 1 : known
  })
  return { taxpayers, shares: Float64Array.from(shares), ledgerOf }
}
