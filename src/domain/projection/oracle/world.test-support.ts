/** What a month brings to the holdings of the plain model in oracle.test-support.ts. */
import { monthIndex } from '#domain/calendar/month.ts'
import { changedNumber, isMeant } from '../change-plan.ts'
import type { Extra, Fall, Plan, PlanInstance, Shift, Shock } from '../plan.ts'

/** One month of the world around the holdings; all zero before the projection begins. */
export interface World {
  readonly month: number
  /** What a number of a kind of holding is in this month; as entered before the projection begins. */
  readonly shocked: (instance: PlanInstance, key: string, value: number) => number
  /** Of a yearly rise that nobody has said: that of prices, unless a shock moves it apart from them. */
  readonly riseWithPrices: (instance: PlanInstance, key: string) => number
  readonly loanRateShift: number
  readonly growthShift: number
  /** Growth of prices in this month. */
  readonly prices: number
  /** How far the simulation has moved variable rates, in points. */
  readonly ratesMoved: number
  /** Growth drawn by the simulation; none: the mean. */
  readonly drawnGrowth?: ((instance: PlanInstance, isBonds?: boolean) => number) | undefined
}

/** What the shocks of a plan make of a number in a month of the projection; before it, nothing. */
export function shocksOf(plan: Plan) {
  const begins = ({ from }: Shock) =>
    from === undefined ? 0 : monthIndex(from) - monthIndex(plan.startMonth)
  const acts = (shift: Shift | Extra, k: number) =>
    k >= 0 && k >= begins(shift) && k < begins(shift) + (shift.months ?? Infinity)
  const all = plan.shocks ?? []
  const shifts = all.filter((shock): shock is Shift => 'targets' in shock)
  const actingIn = (k: number) =>
    shifts
      .filter((shift) => acts(shift, k))
      .flatMap(({ targets, change }) => targets.map((target) => ({ target, change })))
  const made = new Map<number, ReturnType<typeof shockedIn>>()
  const shockedIn = (k: number) => {
    const acting = Map.groupBy(actingIn(k), ({ target }) => target.key)
    return (instance: PlanInstance | null, key: string, value: number) =>
      acting.size === 0
        ? value
        : (acting.get(key) ?? [])
            .filter(({ target }) => (instance ? isMeant(target, instance) : target.kind === null))
            .reduce((changed, { target, change }) => changedNumber(target, change, changed), value)
  }
  /** What moves everything nominal moves prices, and these with them. */
  const apartFromPrices = (k: number, instance: PlanInstance, key: string, inflation: number) =>
    actingIn(k)
      .filter(
        ({ target, change }) => target.key === key && change.way !== 'compound' && isMeant(target, instance),
      )
      .reduce((changed, { target, change }) => changedNumber(target, change, changed), inflation)
  return {
    apartFromPrices,
    shocked: (k: number) => {
      const known = made.get(k) ?? shockedIn(k)
      made.set(k, known)
      return known
    },
    /** What comes into the household account besides in a month, as of the month of its balance. */
    extrasIn: (k: number) =>
      all.filter((shock): shock is Extra => 'extra' in shock && acts(shock, k)).map(({ extra }) => extra),
    /** What falls in prices take of a kind as a month begins. */
    falls: (k: number) =>
      all.filter((shock): shock is Fall => 'classes' in shock).filter((shock) => begins(shock) === k),
  }
}
