/**
 * The arithmetic in which a simulation spends most of its time, and the arrays that it works on. There are two of
 * each, which give the same bits: those of `plain.ts` run everywhere, those of `simd.ts` where WebAssembly has vectors.
 */

export interface Kernels {
  /** The class factors of the month: property, shares, rates, bonds. */
  readonly factors: readonly [Float64Array, Float64Array, Float64Array, Float64Array]
  /** A holding's own normals of the month. */
  readonly normals: Float64Array
  /** A portfolio's growth of the month, as a factor. */
  readonly growths: Float64Array
  /** Rate a month and repaid share of the loan at hand. */
  readonly rates: Float64Array
  readonly shares: Float64Array

  /** Standard normals for the paths from `firstPath` (a multiple of four) on, into `factors` or `normals`. */
  draw(out: Float64Array, key: StreamKey, firstPath: number, month: number, stream: number): void
  /** `growths` = exp(drift + shared · factor + own · normal), of an exponent kept within ±44. */
  grow(factor: Float64Array, drift: number, shared: number, own: number): void
  /** `shares` from `rates`, with n payments left: see engine/level-payment.ts. */
  level(payments: number): void
}

/** The seed, and three words of a lineage. */
type StreamKey = readonly [seed: number, number, number, number]
