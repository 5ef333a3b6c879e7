/** Reads the values of an instance or of the assumptions, asserting what the engine relies on. */
import { isMonth, monthIndex } from '#domain/calendar/month.ts'
import type { Scalar } from '#domain/instances/types.ts'
import { PlanError } from '../plan.ts'

type Given = Readonly<Record<string, Scalar | null>>

const noDefaults: Given = {}

export class Values {
  readonly #given: Given
  readonly #defaults: Given
  readonly #instanceId: string | null
  readonly #startIndex: number

  /** `startIndex` is the `monthIndex` of the projection's first month; `defaults` stand for what is not given. */
  constructor(given: Given, instanceId: string | null, startIndex: number, defaults = noDefaults) {
    this.#given = given
    this.#defaults = defaults
    this.#instanceId = instanceId
    this.#startIndex = startIndex
  }

  #of(key: string): Scalar | null | undefined {
    return this.#given[key] ?? this.#defaults[key]
  }

  fail(key: string, problem: string): never {
    throw new PlanError(this.#instanceId, key, problem)
  }

  number(key: string, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY): number {
    const value = this.#of(key)
    if (typeof value !== 'number' || !Number.isFinite(value)) this.fail(key, 'must be a finite number.')
    if (value < min) this.fail(key, `must not be below ${min}.`)
    if (value > max) this.fail(key, `must not be above ${max}.`)
    return value
  }

  optionalNumber(key: string): number | null {
    return this.#of(key) == null ? null : this.number(key)
  }

  /** An amount of money or months: never negative. */
  amount(key: string): number {
    return this.number(key, 0)
  }

  /** Percent as a fraction. */
  fraction(key: string, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY): number {
    return this.number(key, min, max) / 100
  }

  flag(key: string): boolean {
    const value = this.#of(key)
    if (typeof value !== 'boolean') this.fail(key, 'must be true or false.')
    return value
  }

  optionalFlag(key: string): boolean | null {
    return this.#of(key) == null ? null : this.flag(key)
  }

  optionalText(key: string): string | null {
    return this.#of(key) == null ? null : this.text(key)
  }

  text(key: string): string {
    const value = this.#of(key)
    if (typeof value !== 'string') this.fail(key, 'must be a text.')
    return value
  }

  /** How many months before a month (counted from the projection's first) the one of this name was; 0 without a name. */
  monthsSinceNamed(key: string, month: number): number {
    const value = this.#of(key)
    if (value == null) return 0
    const named = Number(value)
    if (!(named >= 1 && named <= 12)) this.fail(key, 'must be a month of the calendar such as 06.')
    return (this.#startIndex + month - (named - 1)) % 12
  }

  /** A month counted from the projection's first; null when there is none. */
  month(key: string): number | null {
    const value = this.#of(key)
    if (value == null) return null
    if (typeof value !== 'string' || !isMonth(value)) this.fail(key, 'must be a month such as 2030-06.')
    return monthIndex(value) - this.#startIndex
  }
}
