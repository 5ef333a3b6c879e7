/** The cost base of a holding of the plain model in oracle.test-support.ts, and the gains that are realised over it. */
import { type Month, monthIndex } from '#domain/calendar/month.ts'
import type { HoldingParams } from './holding-params.test-support.ts'
import type { Reform } from './tax-law.test-support.ts'
import type { World } from './world.test-support.ts'

const noGains = () => ({
  short: 0,
  long: 0,
  deferredHome: 0,
  indexed: 0,
  indexedHome: 0,
  discountedHome: 0,
  loss: 0,
})

export class CostBase {
  readonly #params: HoldingParams
  readonly #reform: Reform
  /** Realised in this tax year. */
  gains = noGains()
  #cost = 0
  /** Cost risen with prices, before what was claimed is taken off. */
  #indexedCost = 0
  /** Prices relative to when it began to rise. */
  #pricesSince = 1
  #deferred = 0
  /** Costs of owning it that joined the cost base: they make a gain smaller, and no loss. */
  #owning = 0
  #claimed = 0

  constructor(params: HoldingParams, reform: Reform) {
    this.#params = params
    this.#reform = reform
  }

  /** Neither let nor the main residence, under the law by which what it costs joins the cost base. */
  get #joinsCosts(): boolean {
    const { values, acquired } = this.#params
    const isLate = values.start_month === null || acquired >= monthIndex('1991-09' as Month)
    return values.use === 'own_use' && this.#reform.isAustralian && isLate
  }

  get #keepsDiscount(): boolean {
    const { dwelling, new_build_gains: ofNewBuild } = this.#params.values
    return dwelling === 'new_build' && ofNewBuild === 'discount'
  }

  beginTaxYear() {
    this.gains = noGains()
  }

  /** As it was entered; else what the holding is worth, and the costs of its purchase. */
  take(worth: number) {
    const { values } = this.#params
    const isGiven = (values.cost_base ?? null) !== null
    this.#cost = isGiven ? this.#params.money('cost_base') : worth + this.#params.money('purchase_costs')
    this.#indexedCost = this.#cost
    this.#pricesSince = 1
    this.#deferred = 0
    this.#owning = this.#joinsCosts ? this.#params.money('ownership_costs') : 0
    this.#claimed = 0
  }

  /** What is held is split at its worth; from then on costs rise with prices. */
  meetReform({ month, prices }: World, worth: number) {
    const { from } = this.#reform
    if (month === from && this.#params.acquired < from && !this.#keepsDiscount) {
      const gain = worth - (this.#cost - this.#claimed)
      this.#deferred = Math.min(gain, Math.max(0, gain - this.#owning))
      this.#owning = 0
      this.#cost = this.#indexedCost = worth
      this.#claimed = 0
      this.#pricesSince = 1
    }
    if (month < from) return
    this.#indexedCost *= Math.max(1, prices)
    this.#pricesSince *= Math.max(1, prices)
  }

  /** More is paid into the holding. */
  add(amount: number) {
    this.#cost += amount
    this.#indexedCost += amount
  }

  /** Interest and running costs of a month, where they join. */
  addOwning(costs: number) {
    if (this.#joinsCosts) this.#owning += costs
  }

  /** Depreciation that was deducted. */
  claim(depreciation: number) {
    this.#claimed += depreciation
  }

  /** A part of the holding is gone. */
  reduce(part: number) {
    this.#cost *= 1 - part
    this.#indexedCost *= 1 - part
    this.#deferred *= 1 - part
  }

  /** The gain or loss on a part of the holding, sold in a month. */
  realise(proceeds: number, part: number, month: number) {
    const isHome = this.#params.instance.kind === 'property'
    const isLong = month + 1 - this.#params.acquired > 12
    const note = (kind: keyof ReturnType<typeof noGains>, gain: number) => {
      if (gain < 0) this.gains.loss -= gain
      else this.gains[kind] += gain
    }
    const cost = (this.#cost - this.#claimed) * part
    const over = (base: number) => Math.max(0, proceeds - base - this.#owning) + Math.min(0, proceeds - cost)
    if (month < this.#reform.from) return note(isLong ? 'long' : 'short', over(cost))
    if (this.#keepsDiscount) return note(isLong ? 'discountedHome' : 'short', over(cost))
    note(!isLong ? 'short' : isHome ? 'deferredHome' : 'long', this.#deferred * part)
    const indexed = (this.#indexedCost - this.#claimed * this.#pricesSince) * part
    note(isHome ? 'indexedHome' : 'indexed', over(isLong ? indexed : cost))
  }
}
