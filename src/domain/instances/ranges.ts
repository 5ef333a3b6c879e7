/** Ranges that many fields share: wide, since a range refuses; `usual…` only asks back. */

/** Far above any real amount in any currency, and low enough that sixty years of growth stay finite. */
const largestAmount = 1e12

export const amount = { min: 0, max: largestAmount } as const
export const signedAmount = { min: -largestAmount, max: largestAmount } as const
/** The worth of a holding: catches amounts typed in thousands. */
export const holdingValue = { ...amount, usualMin: 1_000 } as const
export const share = { min: 0, max: 100 } as const
export const growth = { min: -50, max: 100, usualMin: -5, usualMax: 15 } as const
export const volatility = { min: 0, max: 200, usualMin: 0, usualMax: 40 } as const
export const interest = { min: 0, max: 100, usualMin: 0.5, usualMax: 20 } as const
/** Sixty years: the longest projection. */
export const monthCount = { min: 0, max: 720 } as const
/** A lineage as it is stored and compared. */
export const lineagePattern = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
