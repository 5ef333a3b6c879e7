/** What is owed in the plain model of oracle.test-support.ts: a loan by itself, or that of a property. */
import type { HoldingParams } from './holding-params.test-support.ts'
import type { World } from './world.test-support.ts'

export class Loan {
  readonly #params: HoldingParams
  readonly #prefix: '' | 'loan_'
  /** The month of its amounts. */
  readonly #since: number
  #debt = 0
  #scheduled = 0
  #newTerms: { rate: number | null; ends: number } | null = null

  constructor(params: HoldingParams, since: number) {
    this.#params = params
    this.#prefix = params.instance.kind === 'loan' ? '' : 'loan_'
    this.#since = since
  }

  get debt(): number {
    return this.#debt
  }

  get #ends(): number {
    return this.#since + this.#params.number(`${this.#prefix}term_months`)
  }

  /** Amounts as they were entered. */
  take() {
    this.#debt = this.#params.money(`${this.#prefix}balance`)
    this.#scheduled = Math.max(this.#debt, this.#params.money(`${this.#prefix}scheduled_balance`))
  }

  /** Other terms from the beginning of a month on, and what is drawn and paid for them; what is owed in a later one is known already. */
  refinance(month: number): { readonly draw: number; readonly costs: number } | null {
    const { values } = this.#params
    const prefix = `${this.#prefix}refinance_` as const
    if (this.#params.month(`${prefix}month`) !== month) return null
    const [draw, costs] = [this.#params.money(`${prefix}draw`), this.#params.money(`${prefix}costs`)]
    if (month < this.#since) return { draw, costs }
    const ends = this.#ends
    const months = values[`${prefix}term_months`] ?? null
    const rate = values[`${prefix}rate`] ?? null
    const newEnd = months === null ? Math.max(ends, month + 1) : month + Number(months)
    this.#newTerms = { rate: rate === null ? null : Number(rate), ends: newEnd }
    this.#debt += draw
    this.#scheduled = newEnd === ends ? this.#scheduled + draw : this.#debt
    return { draw, costs }
  }

  /** Whether what the household holds saves interest on it. */
  get usesHousehold(): boolean {
    return this.#params.values[`${this.#prefix}uses_household_offset`] === true
  }

  /** The rate of a month as planned, as a fraction a month. */
  plannedRate(world: World): number {
    return this.#rate(world.month - this.#since, { ...world, ratesMoved: 0 })
  }

  /** One payment; no interest on what an offset account holds. */
  repay(world: World, offset: number): { readonly interest: number; readonly principal: number } {
    const paid = world.month - this.#since
    const left = (this.#newTerms?.ends ?? this.#ends) - world.month
    if (left <= 0) return { interest: 0, principal: 0 }
    const rate = this.#rate(paid, world)
    const interest = Math.max(0, this.#debt - offset) * rate
    let principal = this.#params.money(`${this.#prefix}extra_monthly_payment`) + this.#lumpSum(world.month)
    const interestOnly = this.#params.number(`${this.#prefix}interest_only_months`)
    if (interestOnly === 0 || paid >= interestOnly) {
      const repaidShare = rate === 0 ? 1 / left : rate / Math.expm1(left * Math.log1p(rate))
      const savedInterest = this.#scheduled * rate - interest
      principal += this.#scheduled * repaidShare + savedInterest
      this.#scheduled -= this.#scheduled * repaidShare
    }
    principal = left === 1 ? this.#debt : Math.min(principal, this.#debt)
    this.#debt -= principal
    return { interest, principal }
  }

  /** Repays all that is left, and says how much it was. */
  payOff(): number {
    const principal = this.#debt
    this.#debt = 0
    return principal
  }

  #lumpSum(month: number): number {
    const prefix = `${this.#prefix}lump_sum` as const
    const years = (month - (this.#params.month(`${prefix}_month`) ?? Infinity)) / 12
    const isDue =
      years === 0 || (years > 0 && Number.isInteger(years) && this.#params.values[`${prefix}_yearly`])
    return isDue ? this.#params.money(prefix) : 0
  }

  /** The rate of a month, as a fraction a month. */
  #rate(paid: number, world: World): number {
    const refinanced = this.#newTerms?.rate ?? null
    if (refinanced !== null) return variable(refinanced, world)
    const rate = this.#params.number(`${this.#prefix}rate`)
    const fixedMonths = this.#params.number(`${this.#prefix}fixed_months`)
    if (fixedMonths > 0 && paid < fixedMonths) return rate / 1200
    const revertRate = this.#params.values[`${this.#prefix}revert_rate`] ?? rate
    return variable(fixedMonths > 0 ? Number(revertRate) : rate, world)
  }
}

function variable(rate: number, { loanRateShift, ratesMoved }: World): number {
  return Math.max(0, Math.max(0, rate + loanRateShift) + ratesMoved) / 1200
}
