/** What a compiled plan knows of what its portfolios are held in; see `wrapper.ts`. */

export const WRAPPER_NONE = 0
export const WRAPPER_TAX_FREE = 1
export const WRAPPER_DEFERRED = 2
export const WRAPPER_SUPER = 3

/** What a super fund pays until there is access, as fractions. */
export interface FundTax {
  readonly contributions: number
  readonly income: number
  readonly gains: number
}

/** One entry an instance. */
export interface CompiledWrappers {
  /** One of `WRAPPER_…`. */
  readonly wrapper: Uint8Array
  /** The first month at whose end it can be drawn on or sold; below every month where it always could. */
  readonly accessFrom: Int32Array
  /** What the fund itself pays: of contributions, and until there is access of income (less what companies have paid on it) and growth. */
  readonly taxOnEntry: Float64Array
  readonly taxOnIncome: Float64Array
  readonly taxOnGrowth: Float64Array
}

export function allocateWrappers(count: number): CompiledWrappers {
  return {
    wrapper: new Uint8Array(count),
    accessFrom: new Int32Array(count).fill(-(1 << 30)),
    taxOnEntry: new Float64Array(count),
    taxOnIncome: new Float64Array(count),
    taxOnGrowth: new Float64Array(count),
  }
}
