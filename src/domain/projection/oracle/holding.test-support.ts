/** A single holding of the plain model in oracle.test-support.ts, stepped month by month. */
import { type Month, monthIndex } from '#domain/calendar/month.ts'
import { withDefaults } from '#domain/instances/defaults.ts'
import type { PlanInstance } from '../plan.ts'

/** One month of the world around the holdings; all zero before the projection begins. */
export interface World {
  readonly month: number
  /** What a number of a kind of holding is in this month; as entered before the projection begins. */
  readonly shocked: (instance: PlanInstance, key: string, value: number) => number
  readonly loanRateShift: number
  readonly growthShift: number
  /** Growth of prices in this month. */
  readonly prices: number
  /** How far the simulation has moved variable rates, in points. */
  readonly ratesMoved: number
  /** Growth drawn by the simulation; none: the mean. */
  readonly drawnGrowth?: ((instance: PlanInstance) => number) | undefined
}

/** From which month on gains are indexed and losses wait; Infinity where they never are. Months as `monthIndex` counts. */
export interface Reform {
  readonly isAustralian: boolean
  readonly from: number
  /** Of established dwellings contracted for in this month or later. */
  readonly contractedFrom: number
}

const raises = ['rent_growth_rate', 'expense_growth_rate', 'contribution_growth_rate'] as const
const noRaises = () => ({ rent_growth_rate: 1, expense_growth_rate: 1, contribution_growth_rate: 1 })

const noGains = () => ({
  short: 0,
  long: 0,
  deferredHome: 0,
  indexed: 0,
  indexedHome: 0,
  discountedHome: 0,
  loss: 0,
})

/** Flows of a holding, and how each reaches the household account. */
const towardsHousehold = {
  income: 1,
  reinvested: -1,
  expenses: -1,
  interest: -1,
  principal: -1,
  contributions: -1,
  withdrawals: 1,
  growth: 0,
}
type Flow = keyof typeof towardsHousehold

export class Holding {
  readonly instance: PlanInstance
  /** The month of its amounts. */
  readonly since: number
  /** The month in which the household account pays for it; null when it was held before. */
  readonly #bought: number | null
  readonly #values: ReturnType<typeof withDefaults>
  readonly #share: number
  readonly #first: number
  #state: 'future' | 'held' | 'gone'
  #worth = 0
  #offset = 0
  #debt = 0
  #scheduled = 0
  #newTerms: { rate: number | null; ends: number } | null = null
  #costBase = 0
  readonly #reform: Reform
  /** Cost risen with prices, before what was claimed is taken off. */
  #indexedCost = 0
  /** Prices relative to when it began to rise. */
  #pricesSince = 1
  #deferred = 0
  /** Costs of owning it that joined the cost base: they make a gain smaller, and no loss. */
  #owning = 0
  #buildingLeft = 0
  #plantLeft = 0
  #plantAtRise = 0
  #claimed = 0
  #risen = noRaises()
  /** What the month makes of a number. */
  #shocked: ((key: string, value: number) => number) | undefined
  /** This year's flows. */
  flows!: Record<Flow, number>
  /** Of this tax year: taxable income less deductions, and realised gains. */
  net!: number
  gains!: ReturnType<typeof noGains>
  /** Net of a let dwelling, in the months in which losses may wait. */
  dwellingNet!: number
  /** Of a let dwelling: profit before interest, and the interest. */
  letting!: { profit: number; interest: number }
  /** Tax paid by companies on its income. */
  credits!: number
  /** Income of shares. */
  dividends!: number
  /** What has to be booked into the household account. */
  due = 0

  constructor(instance: PlanInstance, first: number, household: number, reform: Reform) {
    this.#first = first
    this.#reform = reform
    this.instance = instance
    this.#values = withDefaults(instance.kind, instance.params)
    this.#share = instance.kind === 'property' ? this.#number('ownership_share') / 100 : 1
    const start = this.#month('start_month')
    this.#bought = start !== null && start > household ? start : null
    const asOf = this.#month('as_of_month') ?? this.#bought ?? first
    const isToCome = this.#bought !== null && this.#bought > first
    this.since = isToCome ? this.#bought! : Math.min(first, Math.max(asOf, start ?? asOf))
    const isSoldBefore =
      (this.#month('sale_month') ?? Infinity) < (this.#bought ?? Math.min(household, this.since))
    this.#state = isSoldBefore ? 'gone' : 'future'
    this.beginYear()
    this.beginTaxYear()
  }

  beginYear() {
    const [income, reinvested, expenses, interest] = [0, 0, 0, 0]
    const [principal, contributions, withdrawals, growth] = [0, 0, 0, 0]
    this.flows = { income, reinvested, expenses, interest, principal, contributions, withdrawals, growth }
  }

  beginTaxYear() {
    this.net = 0
    this.gains = noGains()
    this.dwellingNet = 0
    this.letting = { profit: 0, interest: 0 }
    this.credits = 0
    this.dividends = 0
  }

  /** What the account has seen already when its balance is stated. */
  forget() {
    this.beginYear()
    this.due = 0
  }

  get balances() {
    const { kind } = this.instance
    return {
      propertyValue: kind === 'property' ? this.#worth : 0,
      portfolioValue: kind === 'portfolio' ? this.#worth : 0,
      cashValue: kind === 'cash' ? this.#worth : this.#offset,
      debt: this.#debt,
    }
  }

  /** What its prices are those of. */
  get assetClass() {
    return this.instance.kind === 'portfolio' ? this.#values.asset_class : this.instance.kind
  }

  /** Whether its losses lower only income and gains of dwellings. */
  get waits() {
    return (
      this.#isLet && this.#values.dwelling === 'established' && this.#acquired >= this.#reform.contractedFrom
    )
  }

  get #isLet(): boolean {
    return this.instance.kind === 'property' && this.#values.use === 'let'
  }

  /** Neither let nor the main residence, under the law by which what it costs joins the cost base. */
  get #joinsCosts(): boolean {
    const { use, start_month: bought } = this.#values
    const isLate = bought === null || this.#acquired >= monthIndex('1991-09' as Month)
    return use === 'own_use' && this.#reform.isAustralian && isLate
  }

  get #acquired(): number {
    return this.#month('start_month') ?? -Infinity
  }

  get #keepsDiscount(): boolean {
    return this.#values.dwelling === 'new_build' && this.#values.new_build_gains === 'discount'
  }

  /** A fall in prices before anything else happens in a month. */
  fall(part: number) {
    if (this.#state !== 'held') return
    this.#book('growth', -this.#worth * part)
    this.#worth *= 1 - part
  }

  /** Amounts that are true from the beginning of this month on. */
  state(month: number, household: number) {
    if (this.#state === 'gone') return
    const isFirstSeen = this.#bought === null && month === Math.min(household, this.since)
    if (isFirstSeen || (month === this.since && this.#state === 'held')) this.#take()
  }

  /** A purchase at the beginning of its month. */
  buy({ month, growthShift }: World) {
    if (this.#state === 'gone' || month !== this.#bought) return
    this.#take(growthShift)
    if (this.instance.kind === 'loan') return this.#book('withdrawals', this.#debt)
    this.#book('contributions', this.#worth + this.#offset - this.#debt)
    this.#book('expenses', this.#money('purchase_costs'))
  }

  /** Other terms from the beginning of a month on; what is owed in a later one is known already. */
  refinance(month: number) {
    const prefix = this.instance.kind === 'loan' ? '' : 'loan_'
    if (this.#state !== 'held' || this.#month(`${prefix}refinance_month`) !== month) return
    const draw = this.#money(`${prefix}refinance_draw`)
    this.#book('withdrawals', draw)
    this.#book('expenses', this.#money(`${prefix}refinance_costs`))
    if (month < this.since) return
    const ends = this.since + this.#number(`${prefix}term_months`)
    const months = this.#values[`${prefix}refinance_term_months`] ?? null
    const rate = this.#values[`${prefix}refinance_rate`] ?? null
    const newEnd = months === null ? Math.max(ends, month + 1) : month + Number(months)
    this.#newTerms = { rate: rate === null ? null : Number(rate), ends: newEnd }
    this.#debt += draw
    this.#scheduled = newEnd === ends ? this.#scheduled + draw : this.#debt
  }

  /** Everything at the end of a month. */
  end(world: World) {
    if (this.#state !== 'held') return
    this.#shocked = (key, value) => world.shocked(this.instance, key, value)
    this.#raise(world.month)
    this.#meetReform(world)
    const { kind } = this.instance
    if (kind === 'property') this.#endProperty(world)
    if (kind === 'portfolio') this.#endPortfolio(world)
    if (kind === 'cash') this.#endCash(world)
    if (kind === 'loan') {
      const interest = this.#repay(world, '')
      if (this.#values.interest_deductible) this.net -= interest
    }
    if (this.#month('sale_month') === world.month) this.#sell(world.month)
  }

  /** What is held is split at its worth; from then on costs rise with prices. */
  #meetReform({ month, prices }: World) {
    const { from } = this.#reform
    if (month === from && this.#acquired < from && !this.#keepsDiscount) {
      const gain = this.#worth - (this.#costBase - this.#claimed)
      this.#deferred = Math.min(gain, Math.max(0, gain - this.#owning))
      this.#owning = 0
      this.#costBase = this.#indexedCost = this.#worth
      this.#claimed = 0
      this.#pricesSince = 1
    }
    if (month < from) return
    this.#indexedCost *= Math.max(1, prices)
    this.#pricesSince *= Math.max(1, prices)
  }

  #number(key: string): number {
    const value = Number(this.#values[key] ?? 0)
    return this.#shocked?.(key, value) ?? value
  }

  #money(key: string): number {
    return this.#number(key) * this.#share
  }

  #month(key: string): number | null {
    const value = this.#values[key] ?? null
    return value === null ? null : monthIndex(value as Month)
  }

  /** How long before its amounts were true they last rose. */
  get #monthsIntoYear(): number {
    const named = this.#values.rise_month ?? null
    return named === null ? 0 : ((((this.since % 12) + 1 - Number(named)) % 12) + 12) % 12
  }

  /** Amounts rise twelve months after they last rose, and every twelve months from then on. */
  #raise(month: number) {
    const since = month - this.since + this.#monthsIntoYear
    if (month <= this.since || since % 12 !== 0) return
    for (const key of raises) this.#risen[key] *= 1 + this.#number(key) / 100
  }

  #book(flow: Flow, amount: number) {
    this.flows[flow] += amount
    this.due += towardsHousehold[flow] * amount
  }

  /** How much the price has risen from its month until it is bought, with the shift that holds then for what is still to come. */
  #rise(growthShift: number): number {
    const start = this.#month('start_month')
    if (!this.#values.price_grows_until_purchase || start === null) return 1
    const from = this.#month('as_of_month') ?? Math.min(this.#first, start)
    let rise = 1
    for (let month = from; month < start; month++) {
      const shift = month < this.#first ? 0 : growthShift
      rise *= (1 + (this.#number('growth_rate') + shift) / 100) ** (1 / 12)
    }
    return rise
  }

  #take(growthShift = 0) {
    const { kind } = this.instance
    const isBaseGiven = (this.#values.cost_base ?? null) !== null
    this.#state = 'held'
    this.#risen = noRaises()
    this.#worth = kind === 'loan' ? 0 : this.#money('value') * this.#rise(growthShift)
    this.#offset = this.#money('offset_balance')
    this.#debt = this.#money(kind === 'loan' ? 'balance' : 'loan_balance')
    const paidAhead = this.#money(kind === 'loan' ? 'scheduled_balance' : 'loan_scheduled_balance')
    this.#scheduled = Math.max(this.#debt, paidAhead)
    this.#costBase = isBaseGiven ? this.#money('cost_base') : this.#worth + this.#money('purchase_costs')
    this.#indexedCost = this.#costBase
    this.#pricesSince = 1
    this.#deferred = 0
    this.#owning = this.#joinsCosts ? this.#money('ownership_costs') : 0
    this.#buildingLeft = this.#money('building_depreciation') * this.#number('building_depreciation_years')
    this.#plantLeft = this.#money('plant_value')
    this.#plantAtRise =
      this.#plantLeft / (1 - (this.#number('plant_depreciation_rate') / 1200) * this.#monthsIntoYear)
    this.#claimed = 0
  }

  #grow(key: string, { growthShift, drawnGrowth }: World) {
    const mean = (1 + (this.#number(key) + growthShift) / 100) ** (1 / 12)
    const growth = this.#worth * ((drawnGrowth?.(this.instance) ?? mean) - 1)
    this.#worth += growth
    this.#book('growth', growth)
  }

  #endProperty(world: World) {
    this.#grow('growth_rate', world)
    const letShare = !this.#isLet ? 0 : 1 - this.#number('vacancy_rate') / 100
    const rent = ((this.#money('weekly_rent') * 52) / 12) * letShare * this.#risen.rent_growth_rate
    const running = (this.#money('annual_expenses') / 12) * this.#risen.expense_growth_rate
    const costs = running + (this.#number('management_rate') / 100) * rent
    this.#book('income', rent)
    this.#book('expenses', costs)
    const interest = this.#repay(world, 'loan_')
    if (this.#joinsCosts) this.#owning += running + interest
    if (!this.#isLet) return
    const depreciation = this.#depreciate(world)
    this.net += rent - costs - interest - depreciation
    this.letting.profit += rent - costs - depreciation
    this.letting.interest += interest
    if (world.month >= this.#reform.from) this.dwellingNet += rent - costs - interest - depreciation
    this.#claimed += depreciation
  }

  #depreciate({ month }: World): number {
    const building = Math.min(this.#money('building_depreciation') / 12, this.#buildingLeft)
    if (month > this.since && (month - this.since + this.#monthsIntoYear) % 12 === 0)
      this.#plantAtRise = this.#plantLeft
    const isPrimeCost = this.#values.plant_depreciation_method === 'prime_cost'
    const isCostGiven = (this.#values.plant_cost ?? null) !== null
    const base = isPrimeCost ? this.#money(isCostGiven ? 'plant_cost' : 'plant_value') : this.#plantAtRise
    const plant = Math.min((this.#number('plant_depreciation_rate') / 1200) * base, this.#plantLeft)
    this.#buildingLeft -= building
    this.#plantLeft -= plant
    return building + plant
  }

  /** The loan rate of a month, as a fraction a month. */
  #loanRate(paid: number, prefix: string, world: World): number {
    const refinanced = this.#newTerms?.rate ?? null
    if (refinanced !== null) return this.#variable(refinanced, world)
    const rate = this.#number(`${prefix}rate`)
    const fixedMonths = this.#number(`${prefix}fixed_months`)
    if (fixedMonths > 0 && paid < fixedMonths) return rate / 1200
    const after = fixedMonths > 0 ? Number(this.#values[`${prefix}revert_rate`] ?? rate) : rate
    return this.#variable(after, world)
  }

  #variable(rate: number, world: World): number {
    return Math.max(0, Math.max(0, rate + world.loanRateShift) + world.ratesMoved) / 1200
  }

  /** One payment of a loan; returns the interest. */
  #repay(world: World, prefix: '' | 'loan_'): number {
    const paid = world.month - this.since
    const ends = this.#newTerms?.ends ?? this.since + this.#number(`${prefix}term_months`)
    const left = ends - world.month
    if (left <= 0) return 0
    const rate = this.#loanRate(paid, prefix, world)
    const interest = Math.max(0, this.#debt - this.#offset) * rate
    let principal = this.#money(`${prefix}extra_monthly_payment`)
    const interestOnly = this.#number(`${prefix}interest_only_months`)
    if (interestOnly === 0 || paid >= interestOnly) {
      const repaidShare = rate === 0 ? 1 / left : rate / Math.expm1(left * Math.log1p(rate))
      const savedInterest = this.#scheduled * rate - interest
      principal += this.#scheduled * repaidShare + savedInterest
      this.#scheduled -= this.#scheduled * repaidShare
    }
    principal = left === 1 ? this.#debt : Math.min(principal, this.#debt)
    this.#debt -= principal
    this.#book('interest', interest)
    this.#book('principal', principal)
    return interest
  }

  #endPortfolio(world: World) {
    this.#grow('expected_return', world)
    const income = (this.#worth * this.#number('income_yield')) / 1200
    const isShares = this.#values.asset_class === 'shares'
    const isFranked = this.#reform.isAustralian && isShares
    const credit = isFranked ? (income * this.#number('franking_rate') * 0.3) / 70 : 0
    if (isShares) this.dividends += income
    this.credits += credit
    this.net += income + credit
    this.#book('income', income)
    if (this.#values.reinvest_income) {
      this.#book('reinvested', income)
      this.#costBase += income
      this.#indexedCost += income
    } else this.#worth -= income
    const fee = this.#worth * (1 - (1 - this.#number('annual_fee_rate') / 100) ** (1 / 12))
    this.#worth -= fee
    // The return includes the income: what is paid of it is no growth.
    this.#book('growth', -income - fee)
    this.#contributeAndWithdraw(world)
  }

  #endCash(world: World) {
    const rate = this.#number('interest_rate')
    const interest = (this.#worth * Math.max(Math.min(0, rate), rate + world.ratesMoved)) / 1200
    this.#worth += interest
    this.net += interest
    this.#book('income', interest)
    this.#book('reinvested', interest)
    this.#contributeAndWithdraw(world)
  }

  #contributeAndWithdraw(world: World) {
    const risen = this.#risen.contribution_growth_rate
    if (world.month <= (this.#month('contribution_end_month') ?? Infinity)) {
      const contribution = this.#number('monthly_contribution') * risen
      this.#book('contributions', contribution)
      this.#worth += contribution
      this.#costBase += contribution
      this.#indexedCost += contribution
    }
    if (world.month < (this.#month('withdrawal_start_month') ?? -Infinity)) return
    const withdrawal = Math.min(this.#number('monthly_withdrawal') * risen, this.#worth)
    if (withdrawal <= 0) return
    const part = withdrawal / this.#worth
    if (this.instance.kind === 'portfolio') this.#realise(withdrawal, part, world.month)
    this.#book('withdrawals', withdrawal)
    this.#worth -= withdrawal
    this.#costBase *= 1 - part
    this.#indexedCost *= 1 - part
    this.#deferred *= 1 - part
  }

  #sell(month: number) {
    const costs = (this.#worth * this.#number('sale_cost_rate')) / 100
    if (this.#values.use !== 'main_residence') this.#realise(this.#worth - costs, 1, month)
    this.#book('withdrawals', this.#worth + this.#offset)
    this.#book('expenses', costs)
    this.#book('principal', this.#debt)
    this.#worth = this.#offset = this.#debt = 0
    this.#state = 'gone'
  }

  #realise(proceeds: number, part: number, month: number) {
    const isHome = this.instance.kind === 'property'
    const isLong = month + 1 - this.#acquired > 12
    const note = (kind: keyof ReturnType<typeof noGains>, gain: number) => {
      if (gain < 0) this.gains.loss -= gain
      else this.gains[kind] += gain
    }
    const cost = (this.#costBase - this.#claimed) * part
    const over = (base: number) => Math.max(0, proceeds - base - this.#owning) + Math.min(0, proceeds - cost)
    if (month < this.#reform.from) return note(isLong ? 'long' : 'short', over(cost))
    if (this.#keepsDiscount) return note(isLong ? 'discountedHome' : 'short', over(cost))
    note(!isLong ? 'short' : isHome ? 'deferredHome' : 'long', this.#deferred * part)
    const indexed = (this.#indexedCost - this.#claimed * this.#pricesSince) * part
    note(isHome ? 'indexedHome' : 'indexed', over(isLong ? indexed : cost))
  }
}
