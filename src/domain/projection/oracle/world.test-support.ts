/** What a month brings to the holdings of the plain model in oracle.test-support.ts. */
import type { PlanInstance } from '../plan.ts'

/** One month of the world around the holdings; all zero before the projection begins. */
export interface World {
  readonly month: number
  /** What a number of a kind of holding is in this month; as entered before the projection begins. */
  readonly shocked: (instance: PlanInstance, key: string, value: number) => number
  readonly loanRateShift: number
  readonly growthShift: number
  /** Growth of prices in this month. */
  readonly prices: number
  /** How far the simulation has moved variable rates, in points. */
  readonly ratesMoved: number
  /** Growth drawn by the simulation; none: the mean. */
  readonly drawnGrowth?: ((instance: PlanInstance) => number) | undefined
}
