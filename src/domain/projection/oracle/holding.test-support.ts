/** What all holdings of the plain model in oracle.test-support.ts have in common, stepped month by month. */
import type { PlanInstance } from '../plan.ts'
import { CostBase } from './cost-base.test-support.ts'
import { HoldingBooks } from './holding-books.test-support.ts'
import { HoldingParams } from './holding-params.test-support.ts'
import { Loan } from './loan.test-support.ts'
import type { Reform } from './tax-law.test-support.ts'
import type { World } from './world.test-support.ts'

const raises = ['rent_growth_rate', 'expense_growth_rate', 'contribution_growth_rate'] as const
const noRaises = () => ({ rent_growth_rate: 1, expense_growth_rate: 1, contribution_growth_rate: 1 })

export abstract class Holding extends HoldingBooks {
  readonly instance: PlanInstance
  /** The month of its amounts. */
  readonly since: number
  /** The month in which the household account pays for it; null when it was held before. */
  readonly #bought: number | null
  protected readonly params: HoldingParams
  readonly #first: number
  protected readonly reform: Reform
  readonly #loan: Loan
  protected readonly costBase: CostBase
  /** Of a loan: what secures it. */
  protected property: Holding | null = null
  #state: 'future' | 'held' | 'gone'
  worth = 0
  protected offset = 0
  #householdOffset = 0
  protected risen = noRaises()
  constructor(instance: PlanInstance, first: number, household: number, reform: Reform) {
    super()
    this.#first = first
    this.reform = reform
    this.instance = instance
    const params = new HoldingParams(instance)
    this.params = params
    const start = params.month('start_month')
    this.#bought = start !== null && start > household ? start : null
    const asOf = params.month('as_of_month') ?? this.#bought ?? first
    const isToCome = this.#bought !== null && this.#bought > first
    this.since = isToCome ? this.#bought! : Math.min(first, Math.max(asOf, start ?? asOf))
    const isSoldBefore =
      (params.month('sale_month') ?? Infinity) < (this.#bought ?? Math.min(household, this.since))
    this.#state = isSoldBefore ? 'gone' : 'future'
    this.#loan = new Loan(params, this.since)
    this.costBase = new CostBase(params, reform)
  }

  override beginTaxYear() {
    super.beginTaxYear()
    this.costBase.beginTaxYear()
  }

  /** What its kind receives and pays at the end of a month. */
  protected abstract endMonth(world: World): void

  /** The part of a portfolio of two classes that is in bonds at the beginning of a month. */
  protected get bondsPart(): number {
    return 0
  }

  get balances() {
    const { kind } = this.instance
    return {
      propertyValue: kind === 'property' ? this.worth : 0,
      portfolioValue: kind === 'portfolio' ? this.worth : 0,
      cashValue: kind === 'cash' ? this.worth : this.offset,
      debt: this.#loan.debt,
    }
  }

  /** Realised in this tax year. */
  get gains() {
    return this.costBase.gains
  }

  /** What its prices are those of. */
  get assetClass() {
    return this.instance.kind === 'portfolio' ? this.params.values.asset_class : this.instance.kind
  }

  /** Whether its losses lower only income and gains of dwellings; interest of a loan on one does as they do. */
  get waits(): boolean {
    const isOfProperty = this.params.values.interest_deductible !== false
    if (this.property) return isOfProperty && this.property.waits
    const { values, acquired } = this.params
    return this.isLet && values.dwelling === 'established' && acquired >= this.reform.contractedFrom
  }

  get isLet(): boolean {
    return this.instance.kind === 'property' && this.params.values.use === 'let'
  }

  /** When it covers a shortfall, among those of its kind. */
  get turn() {
    return Number(this.params.values.shortfall_order ?? Infinity)
  }

  /** Whether it may be drawn on at the end of a month: its amounts, where they are of a later one, know what was. */
  canCover(month: number): boolean {
    const isReached = this.wrapper === 'none' || month >= (this.params.month('access_month') ?? -Infinity)
    return this.#state === 'held' && month >= this.since && isReached
  }

  /** Gives an amount to the household account at once. */
  cover(amount: number, month: number) {
    if (amount <= 0) return
    const part = amount / this.worth
    if (this.wrapper === 'deferred') this.net += amount
    else if (this.isOwnPortfolio) this.costBase.realise(amount, part, month)
    this.costBase.reduce(part)
    this.worth -= amount
    this.flows.withdrawals += amount
    this.flows.covered += amount
  }

  /** A fall in prices before anything else happens in a month. */
  fall(left: Readonly<Record<'property' | 'shares' | 'bonds', number>>) {
    const own = left[this.assetClass as keyof typeof left]
    if (this.#state !== 'held' || own === undefined) return
    const bonds = this.bondsPart
    const remains = (1 - bonds) * own + bonds * left.bonds
    this.book('growth', -this.worth * (1 - remains))
    this.worth *= remains
  }

  /** Amounts that are true from the beginning of this month on. */
  state(month: number, household: number) {
    if (this.#state === 'gone') return
    const isFirstSeen = this.#bought === null && month === Math.min(household, this.since)
    if (isFirstSeen || (month === this.since && this.#state === 'held')) this.take()
  }

  /** A purchase at the beginning of its month. */
  buy({ month, growthShift }: World) {
    if (this.#state === 'gone' || month !== this.#bought) return
    this.take(growthShift)
    if (this.instance.kind === 'loan') return this.book('withdrawals', this.#loan.debt)
    this.book('contributions', this.worth + this.offset - this.#loan.debt)
    this.book('expenses', this.params.money('purchase_costs'))
  }

  /** Other terms of its loan from the beginning of a month on. */
  refinance(month: number) {
    const refinanced = this.#state === 'held' ? this.#loan.refinance(month) : null
    if (!refinanced) return
    this.book('withdrawals', refinanced.draw)
    this.book('expenses', refinanced.costs)
  }

  /** Its loan, if what the household holds saves interest on it. */
  get offsettable(): { readonly deducted: boolean; rate(world: World): number } | null {
    if (this.#state !== 'held' || !this.#loan.usesHousehold) return null
    const deducted = this.isLet || this.params.values.interest_deductible === true
    return {
      deducted,
      rate: (world) => {
        this.params.meet(world)
        return this.#loan.plannedRate(world)
      },
    }
  }

  /** Lets some of what the household holds stand against its loan in this month, and says how much. */
  offsetBy(held: number): number {
    this.#householdOffset = Math.max(0, Math.min(held, this.#loan.debt - this.offset))
    return this.#householdOffset
  }

  /** Everything at the end of a month. */
  end(world: World) {
    if (this.#state !== 'held') return
    this.params.meet(world)
    this.#raise(world)
    this.endMonth(world)
    if (this.#saleMonth === world.month) this.#sell(world.month)
  }

  /** What is held when gains begin to be indexed is split before anything else happens. */
  meetReform(world: World) {
    if (this.#state === 'held') this.costBase.meetReform(world, this.worth)
  }

  /** Secures a loan on the property that it names, unless that is sold before it is owed. */
  secureOn(property: Holding) {
    const sold = property.#saleMonth
    if (sold !== null && sold < Math.max(this.#bought ?? -Infinity, this.since)) return
    if (sold !== null && sold < (property.params.month('start_month') ?? -Infinity)) return
    this.property = property
  }

  /** Takes up what is paid for owning it. */
  bear(cost: number) {
    this.costBase.addOwning(cost)
  }

  get #saleMonth(): number | null {
    return (this.property ?? this).params.month('sale_month')
  }

  /** Amounts rise twelve months after they last rose, and every twelve months from then on. */
  #raise({ month, riseWithPrices }: World) {
    const since = month - this.since + this.params.monthsIntoYear(this.since)
    if (month <= this.since || since % 12 !== 0) return
    for (const key of raises)
      this.risen[key] *=
        this.params.values[key] === null
          ? riseWithPrices(this.instance, key)
          : 1 + this.params.number(key) / 100
  }

  protected take(growthShift = 0) {
    const isLoan = this.instance.kind === 'loan'
    const value = this.params.money('value') * this.params.rise(this.#first, growthShift)
    this.#state = 'held'
    this.risen = noRaises()
    this.worth = isLoan ? 0 : value
    this.offset = this.params.money('offset_balance')
    this.#loan.take()
    this.costBase.take(this.worth)
  }

  /** One payment of its loan; returns the interest. */
  protected repay(world: World): number {
    const { interest, principal } = this.#loan.repay(world, this.offset + this.#householdOffset)
    this.#householdOffset = 0
    this.book('interest', interest)
    this.book('principal', principal)
    return interest
  }

  protected get wrapper() {
    return this.instance.kind === 'portfolio' ? this.params.values.tax_wrapper : 'none'
  }

  protected get isOwnPortfolio() {
    return this.instance.kind === 'portfolio' && this.wrapper === 'none'
  }

  #sell(month: number) {
    const costs = (this.worth * this.params.number('sale_cost_rate')) / 100
    if (this.wrapper === 'deferred') this.net += this.worth
    const isTaxed = this.wrapper === 'none' && this.params.values.use !== 'main_residence'
    if (isTaxed) this.costBase.realise(this.worth - costs, 1, month)
    this.book('withdrawals', this.worth + this.offset)
    this.book('expenses', costs)
    this.book('principal', this.#loan.payOff())
    this.worth = this.offset = 0
    this.#state = 'gone'
  }
}
