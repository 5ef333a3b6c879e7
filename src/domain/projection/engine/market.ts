/** The month's market: class factors, each holding's growth, and the movement of interest rates. */
import {
  POWER_TABLE_HALF,
  powersOfTwo,
  ROUNDING_SHIFT,
  STEP_HIGH,
  STEP_LOW,
  STEPS_PER_NATURAL_UNIT,
} from '../numbers/exp.ts'
import { normalsFromWords } from '../numbers/inverse-normal.ts'
import { threefryWords } from '../numbers/threefry.ts'
import type { Run } from './run.ts'

/** Factors of the classes in this month: f = L·η, with η from the stream of the seed alone. */
export function drawFactors(run: Run, month: number): void {
  const { paths, words, factors } = run
  const { seed, factors: l } = run.plan.assumptions
  const [property, shares, rates] = factors
  for (let stream = 0; stream < 3; stream++) {
    threefryWords(words, seed, 0, 0, 0, run.firstPath >> 2, (paths + 3) >> 2, month, stream)
    normalsFromWords(factors[stream]!, words, paths)
  }
  const [l11, l21, l22, l31, l32, l33] = [l[0]!, l[1]!, l[2]!, l[3]!, l[4]!, l[5]!]
  for (let p = 0; p < paths; p++) {
    const a = property[p]!
    const b = shares[p]!
    property[p] = l11 * a
    shares[p] = l21 * a + l22 * b
    rates[p] = l31 * a + l32 * b + l33 * rates[p]!
  }
}

/** Rates for the next month: x' = φ·x + step·ζ. */
export function moveRates(run: Run): void {
  const { rateShift, paths } = run
  const { ratePersistence, rateStep } = run.plan.assumptions
  const factor = run.factors[2]
  for (let p = 0; p < paths; p++) rateShift[p] = ratePersistence * rateShift[p]! + rateStep * factor[p]!
}

/** A month of growth of one holding on every path. `classFactor` is 0 for property, 1 for shares. */
export function grow(run: Run, i: number, month: number, classFactor: 0 | 1): void {
  const { plan, paths } = run
  const own = plan.ownVolatility[i]!
  const shared = plan.sharedVolatility[i]!
  if (!run.isStochastic || (own === 0 && shared === 0)) {
    const { value } = run
    const growth = plan.growth[i]!
    for (let at = i * paths, end = at + paths; at < end; at++) value[at]! *= growth
    return
  }
  const { words, normals } = run
  if (own !== 0) {
    const seed = plan.assumptions.seed
    const quads = (paths + 3) >> 2
    threefryWords(
      words,
      seed,
      plan.key1[i]!,
      plan.key2[i]!,
      plan.key3[i]!,
      run.firstPath >> 2,
      quads,
      month,
      0,
    )
    normalsFromWords(normals, words, paths)
  }
  applyGrowth(run.value, i * paths, paths, run.factors[classFactor], normals, plan.drift[i]!, shared, own)
}

/** value ×= exp(drift + shared · factor + own · normal), with `exp` of numbers/exp.ts inline. */
function applyGrowth(
  value: Float64Array,
  base: number,
  paths: number,
  factor: Float64Array,
  normals: Float64Array,
  drift: number,
  shared: number,
  own: number,
): void {
  const table = powersOfTwo
  for (let p = 0; p < paths; p++) {
    let x = drift + shared * factor[p]! + own * normals[p]!
    if (x > 44) x = 44
    if (x < -44) x = -44
    const k = x * STEPS_PER_NATURAL_UNIT + ROUNDING_SHIFT - ROUNDING_SHIFT
    const r = x - k * STEP_HIGH - k * STEP_LOW
    const power = table[(k | 0) + POWER_TABLE_HALF]!
    value[base + p]! *= power + power * (r + r * r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120)))))
  }
}
