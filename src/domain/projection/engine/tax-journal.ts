/**
 * What a tax year is made of, holding by holding and sale by sale, for those who ask for it: a run of one path with a journal
 * notes what it adds to the sums that are taxed. Amounts are the investor's share, in future money.
 */
import { gainsOfYear, type Sale } from '#domain/tax/gains.ts'
import {
  type Assessment,
  type CarriedLoss,
  carriedLosses,
  newAssessment,
  type OpenTaxYear,
  type TaxedYear,
} from '#domain/tax/settle-year.ts'
import { entry } from '../entry.ts'

/** What a holding adds to a tax year besides gains, mostly positive. */
const noted = [
  /** Rent, distributions, interest earned. */
  'income',
  'credits',
  'costs',
  'interest',
  /** Interest that is credited instead of deducted. */
  'interestCredited',
  'building',
  'plant',
  /** Taken out of what is taxed when drawn, and paid into what is not taxed until then. */
  'drawn',
  'contributed',
  /** What a super fund pays itself, on its earnings and on what is paid in: no tax of its member's. */
  'fundTax',
  'fundTaxOnEntry',
] as const

export type NotedAmount = (typeof noted)[number]

/** What was sold of a holding in a tax year under one rule: at once, or by regular withdrawals. */
export interface Realised extends Pick<Sale, 'isLong' | 'regime' | 'isDwelling'> {
  readonly isWithdrawal: boolean
  /** Sold only to buy the other class of a portfolio for it. */
  readonly isRebalanced: boolean
  /** The last month of it, counted from the projection's first. */
  month: number
  price: number
  saleCosts: number
  /** Cost base as it was paid; since the split of gains, where there is one. */
  cost: number
  /** Depreciation deducted, which lowers it. */
  claimed: number
  /** What owning has cost, which made the gain smaller. */
  owning: number
  /** What is left of it as the gain is worked out from it: risen with prices where the law says so. */
  base: number
  /** Gain up to the split, taxed now. */
  deferred: number
  /** Price less costs of sale and base, and the deferred gain; negative for a loss. */
  gain: number
}

export interface HoldingTaxYear extends Readonly<Record<NotedAmount, number>> {
  /** Taxable income less deductions, as the engine adds it up. */
  readonly assessable: number
  readonly realised: readonly Realised[]
}

type Carried = Readonly<Record<CarriedLoss, number>>

/** What of a tax year is one taxpayer's. */
export interface SettledTax {
  readonly householdEarned: number
  readonly brought: Carried
  readonly carried: Carried
  /** What of the losses of dwellings is not deducted, less what is of earlier years'. */
  readonly rentalLossKept: number
  readonly netGain: number
  readonly assessment: Readonly<Assessment>
  readonly tax: number
}

/** A tax year that was settled. */
export interface JournalYear {
  /** The month with which it was settled, counted from the projection's first. */
  readonly month: number
  /** In the compiled order, of all owners together. */
  readonly holdings: readonly HoldingTaxYear[]
  readonly people: readonly SettledTax[]
}

interface SaleDetails {
  readonly month: number
  readonly isWithdrawal?: boolean
  readonly isRebalanced?: boolean
  readonly costs?: number
  readonly claimed?: number
  /** The part of the cost that owning is. */
  readonly owning?: number
}

type OpenHolding = Record<NotedAmount, number> & { readonly realised: Realised[] }

const nothing = (): OpenHolding => ({
  income: 0,
  credits: 0,
  costs: 0,
  interest: 0,
  interestCredited: 0,
  building: 0,
  plant: 0,
  drawn: 0,
  contributed: 0,
  fundTax: 0,
  fundTaxOnEntry: 0,
  realised: [],
})

function first<Key extends string>(keys: readonly Key[], of: Readonly<Record<Key, Float64Array>>) {
  return Object.fromEntries(keys.map((key) => [key, entry(of[key], 0)])) as Record<Key, number>
}

export class TaxJournal {
  readonly years: JournalYear[] = []
  readonly #assessments: Assessment[] = []
  #open = new Map<number, OpenHolding>()
  /** By ledger, also from one run to that which goes on from it. */
  #gained = new Map<number, number>()
  #brought: readonly Carried[] = []

  /** How a person's tax comes about is written here; people count from 0. */
  assessmentOf(person: number): Assessment {
    this.#assessments[person] ??= newAssessment()
    return this.#assessments[person]
  }

  #holding(i: number): OpenHolding {
    const holding = this.#open.get(i) ?? nothing()
    this.#open.set(i, holding)
    return holding
  }

  add(i: number, what: NotedAmount, amount: number): void {
    this.#holding(i)[what] += amount
  }

  /** Notes a sale, once its gain is in the year's sums. */
  realised(
    year: OpenTaxYear,
    i: number,
    sale: Sale,
    { month, isWithdrawal = false, isRebalanced = false, costs = 0, claimed = 0, owning = 0 }: SaleDetails,
    proceeds: number,
    cost: number,
    deferred: number,
  ): void {
    const gained = gainsOfYear.reduce(
      (sum, key) => sum + entry(year[key], 0) * (key === 'capitalLoss' ? -1 : 1),
      0,
    )
    const gain = gained - (this.#gained.get(year.ledger) ?? 0)
    this.#gained.set(year.ledger, gained)
    const { realised } = this.#holding(i)
    const isSame = (one: Realised) =>
      one.isWithdrawal === isWithdrawal &&
      one.isRebalanced === isRebalanced &&
      one.isLong === sale.isLong &&
      one.regime === sale.regime
    let one = realised.find(isSame)
    if (!one) {
      const { isLong, regime, isDwelling } = sale
      one = {
        isWithdrawal,
        isRebalanced,
        isLong,
        regime,
        isDwelling,
        month,
        price: 0,
        saleCosts: 0,
        cost: 0,
        claimed: 0,
        owning: 0,
        base: 0,
        deferred: 0,
        gain: 0,
      }
      realised.push(one)
    }
    // Only a split leaves a gain from before beside one since.
    const before = sale.regime === 'split' ? deferred : 0
    one.month = month
    one.price += proceeds + costs
    one.saleCosts += costs
    one.cost += cost - owning + claimed
    one.claimed += claimed
    one.owning += owning
    one.base += proceeds - (gain - before)
    one.deferred += before
    one.gain += gain
  }

  /** Called before a tax year is settled. */
  closes(people: readonly TaxedYear[]): void {
    this.#brought = people.map((person) => first(carriedLosses, person))
  }

  /** Called when it is. */
  settled(people: readonly TaxedYear[], assessable: Float64Array, month: number): void {
    this.years.push({
      month,
      holdings: Array.from(assessable, (amount, i) => ({
        ...(this.#open.get(i) ?? nothing()),
        assessable: amount,
      })),
      people: people.map((person, k) => ({
        householdEarned: entry(person.householdEarned, 0),
        brought: entry(this.#brought, k),
        carried: first(carriedLosses, person),
        rentalLossKept: entry(person.rentalLossKept, 0),
        netGain: entry(person.netGain, 0),
        assessment: { ...this.assessmentOf(k) },
        tax: entry(person.tax, 0),
      })),
    })
  }

  /** Begins the next tax year. */
  begins(): void {
    this.#open = new Map()
    this.#gained = new Map()
  }
}
