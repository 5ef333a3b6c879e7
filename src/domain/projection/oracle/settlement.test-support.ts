/** The tax of a year in the plain model of oracle.test-support.ts, on everything that is held together. */
import type { Assumptions } from '#domain/scenarios/assumptions.ts'
import type { Holding } from './holding.test-support.ts'
import type { taxLaw } from './tax-law.test-support.ts'

/** What tax sees of a holding. */
export type Taxed = Pick<
  Holding,
  'net' | 'dwellingNet' | 'waits' | 'gains' | 'credits' | 'contributed' | 'dividends' | 'letting'
>

/** Losses that wait for later years. */
export interface Carried {
  income: number
  capital: number
  rental: number
  interest: number
}

/** What is known of a tax year without the holdings: the law, other income or what is deducted beyond it, and the tax already paid. */
export interface YearOfTax {
  readonly law: ReturnType<typeof taxLaw>
  readonly other: number
  readonly otherLoss: number
  readonly paid: number
  /** The part of each taxable income that is withheld. */
  readonly withheldShare: number
}

/** The year's tax on the whole set, and each holding's part of it. */
export function settle(
  a: Assumptions,
  holdings: readonly Taxed[],
  earned: number,
  { law, other: stated, otherLoss, paid }: YearOfTax,
  carried: Carried,
) {
  const sum = (of: (holding: Taxed) => number) => holdings.reduce((total, one) => total + of(one), 0)
  const contributed = sum((one) => one.contributed)
  // Lowers what the household earns first, also where losses wait.
  const deducted = Math.min(contributed, stated)
  const other = stated - deducted
  const isOwn = a.tax_system === 'custom'
  const isApart = isOwn && typeof a.gains_brackets === 'string'
  const creditRate = isOwn ? Number(a.interest_credit_rate) / 100 : 0
  const taxedPart = isApart ? 1 : 1 - Number(a.capital_gains_discount) / 100
  const dwellings = (waits: boolean) => sum((one) => (one.waits === waits ? one.dwellingNet : 0))
  const rental = Math.max(0, carried.rental - dwellings(true) - Math.max(0, dwellings(false)))
  const kept = rental - carried.rental

  // Losses of capital lower gains in this order, then losses of dwellings those of dwellings.
  const kinds = ['short', 'long', 'deferredHome', 'indexed', 'indexedHome', 'discountedHome'] as const
  const gains = Object.fromEntries(kinds.map((kind) => [kind, sum((one) => one.gains[kind])])) as Record<
    (typeof kinds)[number],
    number
  >
  const lower = (loss: number, which: readonly (typeof kinds)[number][]) =>
    which.reduce((left, kind) => {
      const used = Math.min(left, gains[kind])
      gains[kind] -= used
      return left - used
    }, loss)
  carried.capital = lower(carried.capital + sum((one) => one.gains.loss), kinds)
  carried.rental = lower(rental, ['deferredHome', 'indexedHome', 'discountedHome'])
  const leastTaxed = gains.indexed + gains.indexedHome
  const discounted = gains.long + gains.deferredHome + gains.discountedHome
  const allGain = gains.short + discounted * taxedPart + leastTaxed
  const netGain = isApart ? Math.max(0, allGain - law.allowance) : allGain
  // Interest that is credited is not deducted.
  const netOf = (one: Taxed) => one.net + (creditRate > 0 ? one.letting.interest : 0)
  const income = sum(netOf) + earned + kept
  const net = income + netGain

  const mayOffset = a.loss_treatment === 'offset_other_income'
  const remaining = (isApart ? income : net) + deducted - otherLoss - carried.income + (mayOffset ? other : 0)
  carried.income = Math.max(0, -remaining)
  const taxable = Math.max(0, remaining) + (mayOffset ? 0 : other)
  // What is lowered by losses last.
  const ofShares = isOwn && typeof a.dividend_brackets === 'string' ? sum(({ dividends }) => dividends) : 0
  const dividends = Math.min(ofShares, Math.max(0, remaining))
  const extra = 0.3 * leastTaxed - (law.basic(taxable) - law.basic(taxable - leastTaxed))
  const onGain = isApart ? law.gains(taxable + netGain) - law.gains(taxable) : 0
  let credit = sum(({ credits }) => credits)
  if (creditRate > 0) {
    const interest = carried.interest + sum(({ letting }) => letting.interest)
    const profit = Math.max(
      0,
      sum(({ letting }) => letting.profit),
    )
    const counted = Math.min(interest, profit, Math.max(0, taxable - dividends - law.free))
    carried.interest = interest - counted
    credit += creditRate * counted
  }
  const onIncome = law.tax(taxable - dividends, leastTaxed > 0 ? Math.max(0, extra) : 0)
  const gross = onIncome + law.dividends(taxable - dividends, dividends) + onGain - paid
  const tax = gross - credit

  // Where no dwelling is left whose losses wait, what is deducted of them belongs to nobody.
  const shared = sum(({ net: own, waits }) => (waits ? Math.abs(own) : 0)) > 0 ? net : net - kept
  const credits = sum((one) => one.credits)
  const gainOf = ({ gains: own }: Taxed) =>
    own.short + (own.long + own.deferredHome + own.discountedHome) * taxedPart + own.indexed + own.indexedHome
  const left = sum(gainOf) > 0 ? netGain / sum(gainOf) : 0
  const size = (one: Taxed) => (one.waits ? Math.abs(one.net) : 0)
  const keptShare = sum(size) > 0 ? kept / sum(size) : 0
  const partOf = (one: Taxed) => netOf(one) + size(one) * keptShare + gainOf(one) * left
  // Of what comes to nothing, a rate would be one rounding over another.
  const isNothing = Math.abs(shared) <= 1e-9 * (sum((one) => Math.abs(partOf(one))) + Math.abs(earned))
  const average = isNothing ? 0 : Math.min(law.highest, Math.max(0, (tax + credits) / shared))
  return {
    tax,
    parts: holdings.map((one) => average * partOf(one) - one.credits),
  }
}
