/** What was entered of a holding of the plain model in oracle.test-support.ts. Months are those of `monthIndex`. */
import { type Month, monthIndex } from '#domain/calendar/month.ts'
import { withDefaults } from '#domain/instances/defaults.ts'
import type { PlanInstance } from '../plan.ts'
import type { World } from './world.test-support.ts'

export class HoldingParams {
  readonly instance: PlanInstance
  readonly values: ReturnType<typeof withDefaults>
  readonly #share: number
  /** What the month makes of a number. */
  #shocked: ((key: string, value: number) => number) | undefined

  constructor(instance: PlanInstance) {
    this.instance = instance
    this.values = withDefaults(instance.kind, instance.params)
    this.#share = instance.kind === 'property' ? this.number('ownership_share') / 100 : 1
  }

  /** Numbers are what shocks make of them in this month, until the next. */
  meet({ shocked }: World) {
    this.#shocked = (key, value) => shocked(this.instance, key, value)
  }

  number(key: string): number {
    const value = Number(this.values[key] ?? 0)
    return this.#shocked?.(key, value) ?? value
  }

  /** The investor's share of an amount. */
  money(key: string): number {
    return this.number(key) * this.#share
  }

  month(key: string): number | null {
    const value = this.values[key] ?? null
    return value === null ? null : monthIndex(value as Month)
  }

  get acquired(): number {
    return this.month('start_month') ?? -Infinity
  }

  /** How long before its amounts were true they last rose. */
  monthsIntoYear(since: number): number {
    const named = this.values.rise_month ?? null
    return named === null ? 0 : ((((since % 12) + 1 - Number(named)) % 12) + 12) % 12
  }

  /** How much the price has risen from its month until it is bought, with the shift that holds then for what is still to come. */
  rise(first: number, growthShift: number): number {
    const start = this.month('start_month')
    if (!this.values.price_grows_until_purchase || start === null) return 1
    const from = this.month('as_of_month') ?? Math.min(first, start)
    let rise = 1
    for (let month = from; month < start; month++) {
      const shift = month < first ? 0 : growthShift
      rise *= (1 + (this.number('growth_rate') + shift) / 100) ** (1 / 12)
    }
    return rise
  }
}
