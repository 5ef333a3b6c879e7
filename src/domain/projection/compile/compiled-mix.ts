/** What a compiled plan knows of portfolios of two classes, one entry an instance; see `market.ts`. */

export interface CompiledMix {
  /** The part in bonds, a fraction; 0 of a portfolio of one class. */
  readonly bondsShare: Float64Array
  /** Growth of a month without volatility, of each class. */
  readonly sharesGrowth: Float64Array
  readonly bondsGrowth: Float64Array
  /** log growth of a month of the bonds, as `drift`, `sharedVolatility` and `ownVolatility` are of the shares. */
  readonly bondsDrift: Float64Array
  readonly bondsSharedVolatility: Float64Array
  readonly bondsOwnVolatility: Float64Array
}

export function allocateMix(count: number): CompiledMix {
  const none = () => new Float64Array(count)
  return {
    bondsShare: none(),
    sharesGrowth: none(),
    bondsGrowth: none(),
    bondsDrift: none(),
    bondsSharedVolatility: none(),
    bondsOwnVolatility: none(),
  }
}

/** The part of what is held that has to be sold at a month's end, so that both classes have their parts again. */
export function soldToRebalance(bondsShare: number, shares: number, bonds: number): number {
  const growth = (1 - bondsShare) * shares + bondsShare * bonds
  return ((1 - bondsShare) * bondsShare * Math.abs(shares - bonds)) / growth
}
