/** A single holding of the plain model in oracle.test-support.ts, stepped month by month. */
import type { PlanInstance } from '../plan.ts'
import { CostBase } from './cost-base.test-support.ts'
import { Depreciation } from './depreciation.test-support.ts'
import { HoldingParams } from './holding-params.test-support.ts'
import { Loan } from './loan.test-support.ts'
import type { Reform } from './tax-law.test-support.ts'
import type { World } from './world.test-support.ts'

const raises = ['rent_growth_rate', 'expense_growth_rate', 'contribution_growth_rate'] as const
const noRaises = () => ({ rent_growth_rate: 1, expense_growth_rate: 1, contribution_growth_rate: 1 })

/** Flows of a holding, and how each reaches the household account. */
const towardsHousehold = {
  income: 1,
  reinvested: -1,
  expenses: -1,
  interest: -1,
  principal: -1,
  contributions: -1,
  withdrawals: 1,
  covered: 0,
  growth: 0,
  /** Paid in by an employer, and what a fund pays as tax. */
  received: 1,
  tax: -1,
}
type Flow = keyof typeof towardsHousehold

export class Holding {
  readonly instance: PlanInstance
  /** The month of its amounts. */
  readonly since: number
  /** The month in which the household account pays for it; null when it was held before. */
  readonly #bought: number | null
  readonly #params: HoldingParams
  readonly #first: number
  readonly #reform: Reform
  readonly #loan: Loan
  readonly #costBase: CostBase
  readonly #depreciation: Depreciation
  /** Of a loan: what secures it. */
  #property: Holding | null = null
  #state: 'future' | 'held' | 'gone'
  #worth = 0
  #offset = 0
  #householdOffset = 0
  #risen = noRaises()
  /** This year's flows. */
  flows!: Record<Flow, number>
  /** Of this tax year: taxable income less deductions. */
  net!: number
  /** Net of a let dwelling, in the months in which losses may wait. */
  dwellingNet!: number
  /** Of a let dwelling: profit before interest, and the interest. */
  letting!: { profit: number; interest: number }
  /** Tax paid by companies on its income. */
  credits!: number
  /** Paid into what is taxed later, which lowers income of the household first. */
  contributed!: number
  /** Income of shares. */
  dividends!: number
  /** What has to be booked into the household account. */
  due = 0

  constructor(instance: PlanInstance, first: number, household: number, reform: Reform) {
    this.#first = first
    this.#reform = reform
    this.instance = instance
    const params = new HoldingParams(instance)
    this.#params = params
    const start = params.month('start_month')
    this.#bought = start !== null && start > household ? start : null
    const asOf = params.month('as_of_month') ?? this.#bought ?? first
    const isToCome = this.#bought !== null && this.#bought > first
    this.since = isToCome ? this.#bought! : Math.min(first, Math.max(asOf, start ?? asOf))
    const isSoldBefore =
      (params.month('sale_month') ?? Infinity) < (this.#bought ?? Math.min(household, this.since))
    this.#state = isSoldBefore ? 'gone' : 'future'
    this.#loan = new Loan(params, this.since)
    this.#costBase = new CostBase(params, reform)
    this.#depreciation = new Depreciation(params, this.since)
    this.beginYear()
    this.beginTaxYear()
  }

  beginYear() {
    const [income, reinvested, expenses, interest] = [0, 0, 0, 0]
    const [principal, contributions, withdrawals, covered, growth] = [0, 0, 0, 0, 0]
    const paid = { expenses, interest, principal, contributions }
    this.flows = { income, reinvested, ...paid, withdrawals, covered, growth, received: 0, tax: 0 }
  }

  beginTaxYear() {
    this.net = 0
    this.dwellingNet = 0
    this.letting = { profit: 0, interest: 0 }
    this.credits = 0
    this.contributed = 0
    this.dividends = 0
    this.#costBase.beginTaxYear()
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
      debt: this.#loan.debt,
    }
  }

  /** Realised in this tax year. */
  get gains() {
    return this.#costBase.gains
  }

  /** What its prices are those of. */
  get assetClass() {
    return this.instance.kind === 'portfolio' ? this.#params.values.asset_class : this.instance.kind
  }

  /** Whether its losses lower only income and gains of dwellings; interest of a loan on one does as they do. */
  get waits(): boolean {
    const isOfProperty = this.#params.values.interest_deductible !== false
    if (this.#property) return isOfProperty && this.#property.waits
    const { values, acquired } = this.#params
    return this.isLet && values.dwelling === 'established' && acquired >= this.#reform.contractedFrom
  }

  get isLet(): boolean {
    return this.instance.kind === 'property' && this.#params.values.use === 'let'
  }

  get worth() {
    return this.#worth
  }

  /** When it covers a shortfall, among those of its kind. */
  get turn() {
    return Number(this.#params.values.shortfall_order ?? Infinity)
  }

  /** Whether it may be drawn on at the end of a month: its amounts, where they are of a later one, know what was. */
  canCover(month: number): boolean {
    const isReached = this.#wrapper === 'none' || month >= (this.#params.month('access_month') ?? -Infinity)
    return this.#state === 'held' && month >= this.since && isReached
  }

  /** Gives an amount to the household account at once. */
  cover(amount: number, month: number) {
    if (amount <= 0) return
    const part = amount / this.#worth
    if (this.#wrapper === 'deferred') this.net += amount
    else if (this.#isOwnPortfolio) this.#costBase.realise(amount, part, month)
    this.#costBase.reduce(part)
    this.#worth -= amount
    this.flows.withdrawals += amount
    this.flows.covered += amount
  }

  /** A fall in prices before anything else happens in a month. */
  fall(left: Readonly<Record<'property' | 'shares' | 'bonds', number>>) {
    const own = left[this.assetClass as keyof typeof left]
    if (this.#state !== 'held' || own === undefined) return
    const bonds = this.#bondsPart
    const remains = (1 - bonds) * own + bonds * left.bonds
    this.#book('growth', -this.#worth * (1 - remains))
    this.#worth *= remains
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
    if (this.instance.kind === 'loan') return this.#book('withdrawals', this.#loan.debt)
    this.#book('contributions', this.#worth + this.#offset - this.#loan.debt)
    this.#book('expenses', this.#params.money('purchase_costs'))
  }

  /** Other terms of its loan from the beginning of a month on. */
  refinance(month: number) {
    const refinanced = this.#state === 'held' ? this.#loan.refinance(month) : null
    if (!refinanced) return
    this.#book('withdrawals', refinanced.draw)
    this.#book('expenses', refinanced.costs)
  }

  /** Its loan, if what the household holds saves interest on it. */
  get offsettable(): { readonly deducted: boolean; rate(world: World): number } | null {
    if (this.#state !== 'held' || !this.#loan.usesHousehold) return null
    const deducted = this.isLet || this.#params.values.interest_deductible === true
    return {
      deducted,
      rate: (world) => {
        this.#params.meet(world)
        return this.#loan.plannedRate(world)
      },
    }
  }

  /** Lets some of what the household holds stand against its loan in this month, and says how much. */
  offsetBy(held: number): number {
    this.#householdOffset = Math.max(0, Math.min(held, this.#loan.debt - this.#offset))
    return this.#householdOffset
  }

  /** Everything at the end of a month. */
  end(world: World) {
    if (this.#state !== 'held') return
    this.#params.meet(world)
    this.#raise(world)
    const { kind } = this.instance
    if (kind === 'property') this.#endProperty(world)
    if (kind === 'portfolio') this.#endPortfolio(world)
    if (kind === 'cash') this.#endCash(world)
    if (kind === 'loan') this.#endLoan(world)
    if (this.#saleMonth === world.month) this.#sell(world.month)
  }

  /** What is held when gains begin to be indexed is split before anything else happens. */
  meetReform(world: World) {
    if (this.#state === 'held') this.#costBase.meetReform(world, this.#worth)
  }

  /** Secures a loan on the property that it names, unless that is sold before it is owed. */
  secureOn(property: Holding) {
    const sold = property.#saleMonth
    if (sold !== null && sold < Math.max(this.#bought ?? -Infinity, this.since)) return
    if (sold !== null && sold < (property.#params.month('start_month') ?? -Infinity)) return
    this.#property = property
  }

  get #saleMonth(): number | null {
    return (this.#property ?? this).#params.month('sale_month')
  }

  #endLoan(world: World) {
    const interest = this.#repay(world)
    const said = this.#params.values.interest_deductible
    const property = this.#property
    if (said || (said === null && property?.isLet)) this.net -= interest
    if (said === false || !property) return
    if (property.isLet) {
      this.letting.interest += interest
      if (world.month >= this.#reform.from) this.dwellingNet -= interest
    } else if (said === null && world.month >= property.since) property.#costBase.addOwning(interest)
  }

  /** Amounts rise twelve months after they last rose, and every twelve months from then on. */
  #raise({ month, riseWithPrices }: World) {
    const since = month - this.since + this.#params.monthsIntoYear(this.since)
    if (month <= this.since || since % 12 !== 0) return
    for (const key of raises)
      this.#risen[key] *=
        this.#params.values[key] === null
          ? riseWithPrices(this.instance, key)
          : 1 + this.#params.number(key) / 100
  }

  #book(flow: Flow, amount: number) {
    this.flows[flow] += amount
    this.due += towardsHousehold[flow] * amount
  }

  #take(growthShift = 0) {
    const isLoan = this.instance.kind === 'loan'
    const value = this.#params.money('value') * this.#params.rise(this.#first, growthShift)
    this.#state = 'held'
    this.#risen = noRaises()
    this.#worth = isLoan ? 0 : value
    this.#offset = this.#params.money('offset_balance')
    this.#loan.take()
    this.#costBase.take(this.#worth)
    this.#depreciation.take()
  }

  #grow(key: string, { growthShift, drawnGrowth }: World) {
    const mean = (1 + (this.#params.number(key) + growthShift) / 100) ** (1 / 12)
    const growth = this.#worth * ((drawnGrowth?.(this.instance) ?? mean) - 1)
    this.#worth += growth
    this.#book('growth', growth)
  }

  /** The part of a portfolio of two classes that is in bonds at the beginning of a month. */
  get #bondsPart(): number {
    const isMixed = this.instance.kind === 'portfolio' && this.#params.values.asset_class === 'shares'
    return isMixed ? this.#params.number('bonds_share') / 100 : 0
  }

  /** Grows both of its classes; returns the part that has to be sold then, so that each has its part again. */
  #growPortfolio(world: World): number {
    const part = this.#bondsPart
    const month = (key: string, isBonds: boolean) =>
      world.drawnGrowth?.(this.instance, isBonds) ??
      (1 + (this.#params.number(key) + world.growthShift) / 100) ** (1 / 12)
    const shares = month('expected_return', false)
    const bonds = part === 0 ? 1 : month('bonds_return', true)
    const factor = (1 - part) * shares + part * bonds
    this.#book('growth', this.#worth * (factor - 1))
    this.#worth *= factor
    return Math.abs((part * bonds) / factor - part)
  }

  /** What has grown too large a part is sold, and the other class bought for it. */
  #rebalance(sold: number, month: number) {
    if (sold === 0 || !this.#isOwnPortfolio) return
    this.#costBase.realise(this.#worth * sold, sold, month)
    this.#costBase.reduce(sold)
    this.#costBase.add(this.#worth * sold)
  }

  #endProperty(world: World) {
    this.#grow('growth_rate', world)
    const params = this.#params
    const letShare = !this.isLet ? 0 : 1 - params.number('vacancy_rate') / 100
    const rent = ((params.money('weekly_rent') * 52) / 12) * letShare * this.#risen.rent_growth_rate
    const running = (params.money('annual_expenses') / 12) * this.#risen.expense_growth_rate
    const costs = running + (params.number('management_rate') / 100) * rent
    this.#book('income', rent)
    this.#book('expenses', costs)
    const interest = this.#repay(world)
    this.#costBase.addOwning(running + interest)
    if (!this.isLet) return
    const depreciation = this.#depreciation.deduct(world.month)
    this.net += rent - costs - interest - depreciation
    this.letting.profit += rent - costs - depreciation
    this.letting.interest += interest
    if (world.month >= this.#reform.from) this.dwellingNet += rent - costs - interest - depreciation
    this.#costBase.claim(depreciation)
  }

  /** One payment of its loan; returns the interest. */
  #repay(world: World): number {
    const { interest, principal } = this.#loan.repay(world, this.#offset + this.#householdOffset)
    this.#householdOffset = 0
    this.#book('interest', interest)
    this.#book('principal', principal)
    return interest
  }

  #endPortfolio(world: World) {
    if (this.#wrapper !== 'none') return this.#endWrapped(world)
    const sold = this.#growPortfolio(world)
    const { values } = this.#params
    const income = (this.#worth * this.#params.number('income_yield')) / 1200
    const isShares = values.asset_class === 'shares'
    const isFranked = this.#reform.isAustralian && isShares
    const credit = isFranked ? (income * this.#params.number('franking_rate') * 0.3) / 70 : 0
    if (isShares) this.dividends += income
    this.credits += credit
    this.net += income + credit
    this.#book('income', income)
    if (values.reinvest_income) {
      this.#book('reinvested', income)
      this.#costBase.add(income)
    } else this.#worth -= income
    const fee = this.#worth * (1 - (1 - this.#params.number('annual_fee_rate') / 100) ** (1 / 12))
    this.#worth -= fee
    // The return includes the income: what is paid of it is no growth.
    this.#book('growth', -income - fee)
    this.#contributeAndWithdraw(world, sold)
  }

  get #wrapper() {
    return this.instance.kind === 'portfolio' ? this.#params.values.tax_wrapper : 'none'
  }

  /** Income stays inside and is taxed there, if at all. */
  #endWrapped(world: World) {
    const before = this.#worth
    this.#growPortfolio(world)
    const { values } = this.#params
    const isSuper = this.#wrapper === 'super'
    const income = (this.#worth * this.#params.number('income_yield')) / 1200
    const isFranked = isSuper && this.#reform.isAustralian && values.asset_class === 'shares'
    const credit = isFranked ? (income * this.#params.number('franking_rate') * 0.3) / 70 : 0
    const isPension = world.month >= (this.#params.month('access_month') ?? -Infinity)
    const isTaxed = isSuper && this.#reform.taxesFunds && !isPension
    const charged = isTaxed ? 0.15 * (income + credit) + 0.1 * (this.#worth - before - income) : 0
    const tax = charged - credit
    const fee = (this.#worth - tax) * (1 - (1 - this.#params.number('annual_fee_rate') / 100) ** (1 / 12))
    this.#worth -= tax + fee
    this.#book('income', income)
    this.#book('tax', tax)
    this.#book('reinvested', income - tax)
    this.#book('growth', -income - fee)
    const first = this.#params.month('contribution_end_month') ?? Infinity
    if (isSuper && world.month <= first) {
      const employers = this.#params.number('employer_contribution') * this.#risen.contribution_growth_rate
      this.#book('received', employers)
      this.#payIntoFund(employers)
    }
    this.#contributeAndWithdraw(world)
  }

  #payIntoFund(amount: number) {
    const tax = this.#wrapper === 'super' && this.#reform.taxesFunds ? 0.15 * amount : 0
    this.#book('contributions', amount - tax)
    this.#book('tax', tax)
    this.#worth += amount - tax
  }

  #endCash(world: World) {
    const rate = this.#params.number('interest_rate')
    const interest = (this.#worth * Math.max(Math.min(0, rate), rate + world.ratesMoved)) / 1200
    this.#worth += interest
    this.net += interest
    this.#book('income', interest)
    this.#book('reinvested', interest)
    this.#contributeAndWithdraw(world)
  }

  #contributeAndWithdraw({ month }: World, sold = 0) {
    const risen = this.#risen.contribution_growth_rate
    if (month <= (this.#params.month('contribution_end_month') ?? Infinity)) {
      const contribution = this.#params.number('monthly_contribution') * risen
      this.#payIntoFund(contribution)
      this.#costBase.add(contribution)
      if (this.#isTaxedLater) {
        this.net -= contribution
        this.contributed += contribution
      }
    }
    this.#rebalance(sold, month)
    if (this.#wrapper !== 'none' && month < (this.#params.month('access_month') ?? -Infinity)) return
    if (month < (this.#params.month('withdrawal_start_month') ?? -Infinity)) return
    const withdrawal = Math.min(this.#params.number('monthly_withdrawal') * risen, this.#worth)
    if (withdrawal <= 0) return
    const part = withdrawal / this.#worth
    if (this.#wrapper === 'deferred') this.net += withdrawal
    else if (this.#isOwnPortfolio) this.#costBase.realise(withdrawal, part, month)
    this.#book('withdrawals', withdrawal)
    this.#worth -= withdrawal
    this.#costBase.reduce(part)
  }

  get #isTaxedLater() {
    return this.#wrapper === 'deferred' || this.#wrapper === 'super'
  }

  get #isOwnPortfolio() {
    return this.instance.kind === 'portfolio' && this.#wrapper === 'none'
  }

  #sell(month: number) {
    const costs = (this.#worth * this.#params.number('sale_cost_rate')) / 100
    if (this.#wrapper === 'deferred') this.net += this.#worth
    const isTaxed = this.#wrapper === 'none' && this.#params.values.use !== 'main_residence'
    if (isTaxed) this.#costBase.realise(this.#worth - costs, 1, month)
    this.#book('withdrawals', this.#worth + this.#offset)
    this.#book('expenses', costs)
    this.#book('principal', this.#loan.payOff())
    this.#worth = this.#offset = 0
    this.#state = 'gone'
  }
}
