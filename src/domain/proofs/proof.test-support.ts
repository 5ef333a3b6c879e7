/** A figure that somebody else printed, beside what this product calculates: a row of docs/reference/proofs.md. */
export interface Proof {
  /** What is calculated, with all that it is calculated from. */
  readonly figure: string
  /** Who printed it and where. */
  readonly source: string
  readonly published: number | string
  readonly ours: () => number | string
  /** By how much the two may differ: half of the last place printed, where the source does not round more. */
  readonly tolerance: number
}

/** Its documentation prints loans as well as returns. */
export const numpy = '[numpy-financial](https://numpy.org/numpy-financial/latest/)'

/** Says whether the two agree: texts when they are the same, numbers when they differ by no more than the tolerance. */
export function agrees({ published, tolerance }: Proof, ours: number | string): boolean {
  if (typeof published === 'string' || typeof ours === 'string') return published === ours
  return Math.abs(published - ours) <= tolerance
}
