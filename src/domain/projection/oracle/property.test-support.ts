/** A property of the plain model in oracle.test-support.ts. */
import type { PlanInstance } from '../plan.ts'
import { Depreciation } from './depreciation.test-support.ts'
import { Holding } from './holding.test-support.ts'
import type { Reform } from './tax-law.test-support.ts'
import type { World } from './world.test-support.ts'

export class Property extends Holding {
  readonly #depreciation: Depreciation

  constructor(instance: PlanInstance, first: number, household: number, reform: Reform) {
    super(instance, first, household, reform)
    this.#depreciation = new Depreciation(this.params, this.since)
  }

  protected override take(growthShift = 0) {
    super.take(growthShift)
    this.#depreciation.take()
  }

  protected endMonth(world: World) {
    this.#grow(world)
    const params = this.params
    const letShare = !this.isLet ? 0 : 1 - params.number('vacancy_rate') / 100
    const rent = ((params.money('weekly_rent') * 52) / 12) * letShare * this.risen.rent_growth_rate
    const running = (params.money('annual_expenses') / 12) * this.risen.expense_growth_rate
    const costs = running + (params.number('management_rate') / 100) * rent
    this.book('income', rent)
    this.book('expenses', costs)
    const interest = this.repay(world)
    this.costBase.addOwning(running + interest)
    if (!this.isLet) return
    const depreciation = this.#depreciation.deduct(world.month)
    this.net += rent - costs - interest - depreciation
    this.letting.profit += rent - costs - depreciation
    this.letting.interest += interest
    if (world.month >= this.reform.from) this.dwellingNet += rent - costs - interest - depreciation
    this.costBase.claim(depreciation)
  }

  #grow({ growthShift, drawnGrowth }: World) {
    const mean = (1 + (this.params.number('growth_rate') + growthShift) / 100) ** (1 / 12)
    const growth = this.worth * ((drawnGrowth?.(this.instance) ?? mean) - 1)
    this.worth += growth
    this.book('growth', growth)
  }
}
