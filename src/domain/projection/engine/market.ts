/** The month's market: class factors, each holding's growth, and the movement of interest rates. */
import { exp } from '../numbers/exp.ts'
import type { Run } from './run.ts'

/** Factors of the classes in this month: f = L·η, with η from the stream of the seed alone. */
export function drawFactors(run: Run, month: number): void {
  const { paths, kernels } = run
  const { seed, factors: l } = run.plan.assumptions
  const [property, shares, rates] = kernels.factors
  const streams = run.plan.hasBonds ? 4 : 3
  for (let stream = 0; stream < streams; stream++)
    kernels.draw(kernels.factors[stream]!, [seed, 0, 0, 0], run.firstPath, month, stream)
  if (run.plan.hasBonds) mixBonds(run)
  const [l11, l21, l22, l31, l32, l33] = [l[0]!, l[1]!, l[2]!, l[3]!, l[4]!, l[5]!]
  for (let p = 0; p < paths; p++) {
    const a = property[p]!
    const b = shares[p]!
    property[p] = l11 * a
    shares[p] = l21 * a + l22 * b
    rates[p] = l31 * a + l32 * b + l33 * rates[p]!
  }
}

/** The factor of bonds, from the normals that the others are made of. */
function mixBonds({ plan, paths, kernels }: Run): void {
  const [property, shares, rates, bonds] = kernels.factors
  const l = plan.assumptions.factors
  const [l41, l42, l43, l44] = [l[6]!, l[7]!, l[8]!, l[9]!]
  for (let p = 0; p < paths; p++)
    bonds[p] = l41 * property[p]! + l42 * shares[p]! + l43 * rates[p]! + l44 * bonds[p]!
}

/** Rates for the next month: x' = φ·x + step·ζ. */
export function moveRates(run: Run): void {
  const { rateShift, paths } = run
  const { ratePersistence, rateStep } = run.plan.assumptions
  const factor = run.kernels.factors[2]
  for (let p = 0; p < paths; p++) rateShift[p] = ratePersistence * rateShift[p]! + rateStep * factor[p]!
}

/** Whether the market moves this holding in this run; otherwise it grows by the same factor every month. */
function isMoved(run: Run, i: number): boolean {
  return run.isStochastic && (run.plan.ownVolatility[i] !== 0 || run.plan.sharedVolatility[i] !== 0)
}

/** The holding's own normals of the month, from the stream of its lineage. */
function drawNormals(run: Run, i: number, month: number): void {
  if (run.plan.ownVolatility[i] !== 0) drawOwnNormals(run, i, month, 0)
}

/** The same of its second class from a stream of its own. */
export function drawOwnNormals(
  { plan, kernels, firstPath }: Run,
  i: number,
  month: number,
  stream: 0 | 1,
): void {
  const key = [plan.assumptions.seed, plan.key1[i]!, plan.key2[i]!, plan.key3[i]!] as const
  kernels.draw(kernels.normals, key, firstPath, month, stream)
}

/** A month of growth of a portfolio on every path, as a factor. */
export function portfolioGrowths(run: Run, i: number, month: number): Float64Array {
  const { plan, paths, kernels } = run
  const { growths } = kernels
  if (isMoved(run, i)) {
    drawNormals(run, i, month)
    const factor = kernels.factors[plan.market[i]!]!
    kernels.grow(factor, plan.drift[i]!, plan.sharedVolatility[i]!, plan.ownVolatility[i]!)
  } else for (let p = 0; p < paths; p++) growths[p] = plan.growth[i]!
  return growths
}

/**
 * A month of growth of a property on every path. Nothing asks for its worth before the year's end, its sale or the split of gains, so
 * the months' logarithms are added up and only then turned into worth.
 */
export function growProperty(run: Run, i: number, month: number): void {
  if (!isMoved(run, i)) {
    growSteadily(run, i)
    return
  }
  const { plan, paths, kernels } = run
  drawNormals(run, i, month)
  const [drift, shared, own] = [plan.drift[i]!, plan.sharedVolatility[i]!, plan.ownVolatility[i]!]
  addLogGrowth(run.logGrowth, i * paths, paths, kernels.factors[0], kernels.normals, drift, shared, own)
  const isSplitNext = month + 1 === plan.assumptions.indexedFrom
  if (month % 12 === 11 || month === plan.last[i] || isSplitNext) applyLogGrowth(run, i * paths)
}

function growSteadily(run: Run, i: number): void {
  const { value, paths } = run
  const growth = run.plan.growth[i]!
  for (let at = i * paths, end = at + paths; at < end; at++) value[at]! *= growth
}

function addLogGrowth(
  logGrowth: Float64Array,
  base: number,
  paths: number,
  factor: Float64Array,
  normals: Float64Array,
  drift: number,
  shared: number,
  own: number,
): void {
  for (let p = 0; p < paths; p++) logGrowth[base + p]! += drift + shared * factor[p]! + own * normals[p]!
}

function applyLogGrowth(run: Run, base: number): void {
  const { value, logGrowth, paths } = run
  for (let p = 0; p < paths; p++) {
    value[base + p]! *= exp(logGrowth[base + p]!)
    logGrowth[base + p] = 0
  }
}
