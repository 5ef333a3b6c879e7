/** An income or an expense in the plain model of oracle.test-support.ts. Months are those of `monthIndex`. */
import { type Month, monthIndex } from '#domain/calendar/month.ts'
import { withDefaults } from '#domain/instances/defaults.ts'
import type { PlanInstance } from '../plan.ts'

/** What all of them together are to a tax year. */
export interface TaxedFlows {
  readonly taxable: number
  readonly deductible: number
  readonly elsewhere: number
}

export class OracleFlow {
  readonly instance: PlanInstance
  readonly #values: ReturnType<typeof withDefaults>
  readonly #since: number
  readonly #rise: number
  /** This year's flows. */
  year = { received: 0, spent: 0, tax: 0 }

  constructor(instance: PlanInstance, first: number, inflation: number) {
    this.instance = instance
    this.#values = withDefaults('cash_flow', instance.params)
    this.#since = this.#month('as_of_month') ?? first
    const own = 1 + Number(this.#values.growth_rate) / 100
    this.#rise = this.#values.follows_inflation ? own * inflation : own
  }

  get treatment(): 'taxable' | 'deductible' | 'elsewhere' | null {
    const { direction, tax_treatment: stated } = this.#values
    if (direction === 'expense') return stated === 'deductible' ? 'deductible' : null
    if (stated === 'rate_only') return 'elsewhere'
    return stated === null || stated === 'taxable' ? 'taxable' : null
  }

  #month(key: string): number | null {
    const value = this.#values[key] ?? null
    return value === null ? null : monthIndex(value as Month)
  }

  /** What it is in a month, whichever way it goes. What only sets the rate rises with tax years. */
  amountIn(month: number, taxYearOf: (month: number) => number): number {
    const [start, end] = [this.#month('start_month') ?? -Infinity, this.#month('end_month') ?? Infinity]
    if (month < start || month > end) return 0
    const named = this.#values.rise_month ?? null
    const before = named === null ? 0 : ((((this.#since % 12) + 1 - Number(named)) % 12) + 12) % 12
    const ofMonths = Math.floor((month - this.#since + before) / 12)
    const risen = this.treatment === 'elsewhere' ? taxYearOf(month) - taxYearOf(this.#since) : ofMonths
    return Number(this.#values.amount) * this.#rise ** Math.max(0, risen)
  }

  /** Books a month; returns what the household account receives. */
  end(month: number, taxYearOf: (month: number) => number, withheldShare: number): number {
    const amount = this.treatment === 'elsewhere' ? 0 : this.amountIn(month, taxYearOf)
    if (this.#values.direction === 'expense') {
      this.year.spent += amount
      return -amount
    }
    const tax = this.treatment === 'taxable' ? amount * withheldShare : 0
    this.year.received += amount
    this.year.tax += tax
    return amount - tax
  }

  beginYear() {
    this.year = { received: 0, spent: 0, tax: 0 }
  }
}

/** The twelve months from `begins` on, of all flows. */
export function taxedFlows(
  flows: readonly OracleFlow[],
  begins: number,
  taxYearOf: (month: number) => number,
): TaxedFlows {
  const sum = (treatment: OracleFlow['treatment']) =>
    flows
      .filter((flow) => flow.treatment === treatment)
      .flatMap((flow) => Array.from({ length: 12 }, (_, k) => flow.amountIn(begins + k, taxYearOf)))
      .reduce((total, amount) => total + amount, 0)
  return { taxable: sum('taxable'), deductible: sum('deductible'), elsewhere: sum('elsewhere') }
}
