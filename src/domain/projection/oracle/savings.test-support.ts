/** What is paid into and drawn on month by month in the plain model of oracle.test-support.ts: deposits, and portfolios in every account. */
import { Holding } from './holding.test-support.ts'
import type { World } from './world.test-support.ts'

abstract class Savings extends Holding {
  protected contributeAndWithdraw({ month }: World, sold = 0) {
    const risen = this.risen.contribution_growth_rate
    if (month <= (this.params.month('contribution_end_month') ?? Infinity)) {
      const contribution = this.params.number('monthly_contribution') * risen
      this.payIntoFund(contribution)
      this.costBase.add(contribution)
      if (this.#isTaxedLater) {
        this.net -= contribution
        this.contributed += contribution
      }
    }
    this.rebalance(sold, month)
    if (this.wrapper !== 'none' && month < (this.params.month('access_month') ?? -Infinity)) return
    if (month < (this.params.month('withdrawal_start_month') ?? -Infinity)) return
    const withdrawal = Math.min(this.params.number('monthly_withdrawal') * risen, this.worth)
    if (withdrawal <= 0) return
    const part = withdrawal / this.worth
    if (this.wrapper === 'deferred') this.net += withdrawal
    else if (this.isOwnPortfolio) this.costBase.realise(withdrawal, part, month)
    this.book('withdrawals', withdrawal)
    this.worth -= withdrawal
    this.costBase.reduce(part)
  }

  protected payIntoFund(amount: number) {
    const tax = this.wrapper === 'super' && this.reform.taxesFunds ? 0.15 * amount : 0
    this.book('contributions', amount - tax)
    this.book('tax', tax)
    this.worth += amount - tax
  }

  /** Sells what has grown too large a part of it. */
  protected rebalance(_sold: number, _month: number) {}

  get #isTaxedLater() {
    return this.wrapper === 'deferred' || this.wrapper === 'super'
  }
}

export class Deposit extends Savings {
  protected endMonth(world: World) {
    const rate = this.params.number('interest_rate')
    const interest = (this.worth * Math.max(Math.min(0, rate), rate + world.ratesMoved)) / 1200
    this.worth += interest
    this.net += interest
    this.book('income', interest)
    this.book('reinvested', interest)
    this.contributeAndWithdraw(world)
  }
}

export class Portfolio extends Savings {
  protected endMonth(world: World) {
    if (this.wrapper !== 'none') return this.#endWrapped(world)
    const sold = this.#growPortfolio(world)
    const { values } = this.params
    const income = (this.worth * this.params.number('income_yield')) / 1200
    const isShares = values.asset_class === 'shares'
    const isFranked = this.reform.isAustralian && isShares
    const credit = isFranked ? (income * this.params.number('franking_rate') * 0.3) / 70 : 0
    if (isShares) this.dividends += income
    this.credits += credit
    this.net += income + credit
    this.book('income', income)
    if (values.reinvest_income) {
      this.book('reinvested', income)
      this.costBase.add(income)
    } else this.worth -= income
    const fee = this.worth * (1 - (1 - this.params.number('annual_fee_rate') / 100) ** (1 / 12))
    this.worth -= fee
    // The return includes the income: what is paid of it is no growth.
    this.book('growth', -income - fee)
    this.contributeAndWithdraw(world, sold)
  }

  /** Income stays inside and is taxed there, if at all. */
  #endWrapped(world: World) {
    const before = this.worth
    this.#growPortfolio(world)
    const { values } = this.params
    const isSuper = this.wrapper === 'super'
    const income = (this.worth * this.params.number('income_yield')) / 1200
    const isFranked = isSuper && this.reform.isAustralian && values.asset_class === 'shares'
    const credit = isFranked ? (income * this.params.number('franking_rate') * 0.3) / 70 : 0
    const isPension = world.month >= (this.params.month('access_month') ?? -Infinity)
    const isTaxed = isSuper && this.reform.taxesFunds && !isPension
    const charged = isTaxed ? 0.15 * (income + credit) + 0.1 * (this.worth - before - income) : 0
    const tax = charged - credit
    const fee = (this.worth - tax) * (1 - (1 - this.params.number('annual_fee_rate') / 100) ** (1 / 12))
    this.worth -= tax + fee
    this.book('income', income)
    this.book('tax', tax)
    this.book('reinvested', income - tax)
    this.book('growth', -income - fee)
    const first = this.params.month('contribution_end_month') ?? Infinity
    if (isSuper && world.month <= first) {
      const employers = this.params.number('employer_contribution') * this.risen.contribution_growth_rate
      this.book('received', employers)
      this.payIntoFund(employers)
    }
    this.contributeAndWithdraw(world)
  }

  protected override get bondsPart(): number {
    const isMixed = this.params.values.asset_class === 'shares'
    return isMixed ? this.params.number('bonds_share') / 100 : 0
  }

  /** Grows both of its classes; returns the part that has to be sold then, so that each has its part again. */
  #growPortfolio(world: World): number {
    const part = this.bondsPart
    const month = (key: string, isBonds: boolean) =>
      world.drawnGrowth?.(this.instance, isBonds) ??
      (1 + (this.params.number(key) + world.growthShift) / 100) ** (1 / 12)
    const shares = month('expected_return', false)
    const bonds = part === 0 ? 1 : month('bonds_return', true)
    const factor = (1 - part) * shares + part * bonds
    this.book('growth', this.worth * (factor - 1))
    this.worth *= factor
    return Math.abs((part * bonds) / factor - part)
  }

  /** What has grown too large a part is sold, and the other class bought for it. */
  protected override rebalance(sold: number, month: number) {
    if (sold === 0 || !this.isOwnPortfolio) return
    this.costBase.realise(this.worth * sold, sold, month)
    this.costBase.reduce(sold)
    this.costBase.add(this.worth * sold)
  }
}
