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

/** What shocks make of a number and of prices. */
export interface FlowCourse {
  readonly shocked: (instance: PlanInstance, key: string, value: number, month: number) => number
  readonly levelAt: (month: number) => number
}

/** The first month of the tax year of a month. */
function beginOf(month: number, taxYearOf: (month: number) => number): number {
  let first = month
  while (taxYearOf(first - 1) === taxYearOf(month)) first--
  return first
}

export class OracleFlow {
  readonly instance: PlanInstance
  readonly #values: ReturnType<typeof withDefaults>
  readonly #since: number
  readonly #own: number
  readonly #course: FlowCourse
  readonly #risen = [1]
  /** This year's flows. */
  year = { received: 0, spent: 0, tax: 0 }

  constructor(instance: PlanInstance, first: number, course: FlowCourse) {
    this.#course = course
    this.instance = instance
    this.#values = withDefaults('cash_flow', instance.params)
    this.#since = this.#month('as_of_month') ?? first
    this.#own = Number(this.#values.growth_rate)
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
    const isOfTaxYear = this.treatment === 'elsewhere'
    const rises = isOfTaxYear ? taxYearOf(month) - taxYearOf(this.#since) : ofMonths
    const begun = isOfTaxYear ? beginOf(this.#since, taxYearOf) : this.#since - before
    const amount = this.#course.shocked(this.instance, 'amount', Number(this.#values.amount), month)
    return amount * this.#risenBy(Math.max(0, rises), begun)
  }

  /** After so many rises, each twelve months after the one before. */
  #risenBy(rises: number, begun: number): number {
    for (let n = this.#risen.length; n <= rises; n++) {
      const month = begun + 12 * n
      const own = 1 + this.#course.shocked(this.instance, 'growth_rate', this.#own, month) / 100
      const prices = this.#course.levelAt(month) / this.#course.levelAt(month - 12)
      this.#risen.push(this.#risen[n - 1]! * own * (this.#values.follows_inflation ? prices : 1))
    }
    return this.#risen[rises]!
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

/** The twelve months from `begins` on, of a person's part of all flows. */
export function taxedFlows(
  flows: readonly OracleFlow[],
  begins: number,
  taxYearOf: (month: number) => number,
  partOf: (instance: PlanInstance) => number,
): TaxedFlows {
  const sum = (treatment: OracleFlow['treatment']) =>
    flows
      .filter((flow) => flow.treatment === treatment)
      .flatMap((flow) =>
        Array.from({ length: 12 }, (_, k) => flow.amountIn(begins + k, taxYearOf) * partOf(flow.instance)),
      )
      .reduce((total, amount) => total + amount, 0)
  return { taxable: sum('taxable'), deductible: sum('deductible'), elsewhere: sum('elsewhere') }
}
