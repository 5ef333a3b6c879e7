/** The rate at which money put in has grown into what came back, whenever either happened. */
import { pow } from '../numbers/log.ts'

/** A fraction a year; null when money was never put in, or nothing came back; `several` when more than one rate fits. */
export type MoneyWeightedReturn = number | 'several' | null

/** Rates are looked for a hundredth of growth apart, out to a thousandth and a thousandfold in a year. */
const SEARCH_STEP = 1.01
const SEARCH_STEPS = 695

/** An amount below this is nothing, and a sum below this part of what is added up is what rounding left of nothing. */
const NEGLIGIBLE = { amount: 1e-6, part: 1e-9 }

const isSomething = (flow: number) => Math.abs(flow) >= NEGLIGIBLE.amount

/** Flows from the first to the last that is something. */
function withoutNothing(flows: ArrayLike<number>): Float64Array {
  const all = Float64Array.from(flows)
  return all.subarray(Math.max(0, all.findIndex(isSomething)), all.findLastIndex(isSomething) + 1)
}

/** What the flows are worth together at a growth a period: at the beginning, or of shrinking money at the end. */
function worthAt(flows: Float64Array, growth: number): number {
  let worth = 0
  if (growth < 1) for (let t = 0; t < flows.length; t++) worth = worth * growth + flows[t]!
  else {
    const discount = 1 / growth
    for (let t = flows.length - 1; t >= 0; t--) worth = worth * discount + flows[t]!
  }
  return worth
}

/**
 * Growths a period between which the flows' worth falls from more to less than nothing, the nearest to no growth first.
 * Where it rises instead, money is borrowed before it is put in: that rate is what the borrowing costs.
 */
function* brackets(flows: Float64Array, step: number): Generator<readonly [number, number]> {
  let [up, down] = [1, 1]
  let [atUp, atDown] = [worthAt(flows, 1), worthAt(flows, 1)]
  for (let k = 0; k < SEARCH_STEPS; k++) {
    const [higher, lower] = [up * step, down / step]
    const [atHigher, atLower] = [worthAt(flows, higher), worthAt(flows, lower)]
    if (atUp > 0 && atHigher <= 0) yield [up, higher]
    if (atLower > 0 && atDown <= 0) yield [lower, down]
    ;[up, down, atUp, atDown] = [higher, lower, atHigher, atLower]
  }
}

function bisect(flows: Float64Array, [from, to]: readonly [number, number]): number {
  let [low, high] = [from, to]
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return middle
    if (worthAt(flows, middle) > 0) low = middle
    else high = middle
  }
}

/**
 * Whether no other rate fits. The balance of the investment, what was put in and grew less what came back, has the
 * other roots: flowₜ = balanceₜ − growth · balanceₜ₋₁. By Descartes' rule of signs there is none when its sign never
 * changes, and when it changes once there is one, at which the worth rises.
 */
function isOnlyGrowth(flows: Float64Array, growth: number): boolean {
  let balance = 0
  let lastSign = 0
  let changes = 0
  for (let t = 0; t < flows.length - 1; t++) {
    const carried = balance * growth
    balance = carried + flows[t]!
    if (Math.abs(balance) < NEGLIGIBLE.part * Math.abs(carried)) balance = 0
    const sign = Math.sign(balance)
    if (sign === 0) continue
    if (sign === -lastSign) changes++
    lastSign = sign
  }
  return changes <= 1
}

/**
 * The money-weighted return: the effective rate r a year with Σ flowₜ / (1+r)^(t/periods) = 0, `flows` being those of
 * an owner (negative: put in), `periods` of them a year. Of several rates that solve this, those count at which the
 * flows' worth falls as the rate rises (Hartman & Schafrick, *The Engineering Economist* 49, 2004).
 */
export function moneyWeightedReturn(flows: ArrayLike<number>, periods = 12): MoneyWeightedReturn {
  const own = withoutNothing(flows)
  if (own.every((flow) => flow >= 0) || own.every((flow) => flow <= 0)) return null
  const found = brackets(own, pow(SEARCH_STEP, 1 / periods))
  const nearest = found.next()
  if (nearest.done) return null
  const growth = bisect(own, nearest.value)
  if (!isOnlyGrowth(own, growth) && !found.next().done) return 'several'
  let year = 1
  for (let period = 0; period < periods; period++) year *= growth
  return Math.abs(year - 1) < 1e-12 ? 0 : year - 1
}
