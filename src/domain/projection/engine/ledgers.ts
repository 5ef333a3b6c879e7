/**
 * What tax counts, by whose it is. Each ledger holds what is owned in the same shares; a month of a holding adds to the one at hand,
 * and the end of a tax year shares them out between the taxpayers. With one taxpayer there is one ledger, and its tax year is theirs.
 */
import {
  type CarriedLoss,
  carriedLosses,
  commonTaxFlows,
  holdingFlows,
  type OpenTaxYear,
  type TaxedYear,
  taxYearFlows,
} from '#domain/tax/settle-year.ts'
import type { Opening } from '../compile/compiled-plan.ts'
import { type Owners, partOf } from '../compile/owners.ts'
import { entry } from '../entry.ts'
import { arrays } from './arrays.ts'

/**
 * Flows that rows and tax both count. A run adds them up by projection year; of these the open tax year keeps what lies
 * in the projection years before, less what was settled since this one began.
 */
export const sharedFlows = [...holdingFlows, 'householdEarned'] as const

type SharedFlow = (typeof sharedFlows)[number]
type Flows = Readonly<Record<SharedFlow, Float64Array>>

export interface Ledger {
  readonly ofYear: Flows
  readonly taxYear: OpenTaxYear
}

/** What of a run is about tax. */
export interface Ledgers {
  readonly paths: number
  readonly ledgers: readonly Ledger[]
  /** The tax year of each taxpayer. */
  readonly people: readonly TaxedYear[]
}

const noCommon = () => ({ assessable: 0, waitingDwellings: 0, otherDwellings: 0, contributed: 0 })

function createPerson(paths: number, household: Float64Array): TaxedYear {
  return {
    paths,
    ledger: 0,
    household,
    common: noCommon(),
    ...arrays([...taxYearFlows, ...carriedLosses, 'netGain', 'rentalLossKept', 'tax'], paths),
  }
}

/** The ledgers of a run, its taxpayers, and the first ledger at hand: that of the household account, which alone earns for it. */
export function createLedgers({ taxpayers, shares }: Owners, paths: number, household: Float64Array) {
  const people = Array.from({ length: taxpayers }, () => createPerson(paths, household))
  const ledgers = Array.from(
    shares,
    (_, ledger): Ledger => ({
      ofYear: arrays(sharedFlows, paths),
      taxYear:
        taxpayers === 1
          ? entry(people, 0)
          : { paths, ledger, common: noCommon(), ...arrays(taxYearFlows, paths) },
    }),
  )
  const { ofYear, taxYear } = entry(ledgers, 0)
  return { people, ledgers, taxYear, ...ofYear }
}

/** Sets the open tax year to what it begins with. */
export function openLedgers({ ledgers, people }: Ledgers, opening: Opening): void {
  ledgers.forEach(({ taxYear }, l) => {
    const seen = entry(opening.ledgers, l)
    for (const key of taxYearFlows) taxYear[key].fill(seen[key])
    for (const key of commonTaxFlows) taxYear.common[key] = seen[key]
  })
  people.forEach((person, k) => {
    for (const key of carriedLosses) person[key].fill(entry(opening.carried, k)[key])
  })
}

/** What the open tax year has seen on the first path, as another run opens with it. */
export function seenSoFar({ ledgers, people }: Ledgers): Pick<Opening, 'ledgers' | 'carried'> {
  const first = <Key extends string>(keys: readonly Key[], of: Readonly<Record<Key, Float64Array>>) =>
    Object.fromEntries(keys.map((key) => [key, entry(of[key], 0)])) as Record<Key, number>
  return {
    ledgers: ledgers.map(({ taxYear }) => ({ ...first(taxYearFlows, taxYear), ...taxYear.common })),
    carried: people.map((person): Record<CarriedLoss, number> => first(carriedLosses, person)),
  }
}

/** What rows tell of the flows that tax counts: of all together. */
export function flowsOfAll({ ledgers, paths }: Ledgers): Flows {
  if (ledgers.length === 1) return entry(ledgers, 0).ofYear
  const sums = arrays(sharedFlows, paths)
  for (const { ofYear } of ledgers)
    for (const key of sharedFlows) for (let p = 0; p < paths; p++) sums[key][p]! += ofYear[key][p]!
  return sums
}

/** Hands the flows of the projection year that ends to the open tax year. */
export function handOver({ ledgers, paths }: Ledgers): void {
  for (const { ofYear, taxYear } of ledgers)
    for (const key of sharedFlows) {
      const [from, to] = [ofYear[key], taxYear[key]]
      for (let p = 0; p < paths; p++) to[p]! += from[p]!
    }
}

/** Forgets what was settled; what the projection year has seen of it is not counted again. */
export function clearTaxYear({ ledgers, paths }: Ledgers): void {
  for (const { ofYear, taxYear } of ledgers) {
    for (const key of taxYearFlows) taxYear[key].fill(0)
    Object.assign(taxYear.common, noCommon())
    for (const key of sharedFlows) {
      const [from, to] = [ofYear[key], taxYear[key]]
      for (let p = 0; p < paths; p++) to[p] = -from[p]!
    }
  }
}

/** Brings a person's part of every ledger into their tax year. */
export function shareOut({ ledgers, people, paths }: Ledgers, shares: Float64Array): void {
  if (people.length === 1) return
  people.forEach((person, k) => {
    for (const key of taxYearFlows) person[key].fill(0)
    Object.assign(person.common, noCommon())
    ledgers.forEach(({ taxYear }, l) => {
      const part = partOf(k, entry(shares, l))
      if (part === 0) return
      for (const key of commonTaxFlows) person.common[key] += part * taxYear.common[key]
      for (const key of taxYearFlows) {
        const [from, to] = [taxYear[key], person[key]]
        for (let p = 0; p < paths; p++) to[p]! += part * from[p]!
      }
    })
  })
}
