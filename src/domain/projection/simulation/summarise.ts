/** From the blocks of a simulation to bands, means, probabilities and the distribution at the end. */
import { assembleInstances } from '../assemble/instances.ts'
import type { SummedPaths } from '../assemble/tax-parts.ts'
import type { CompiledPlan } from '../compile/compiled-plan.ts'
import { activeInstances } from '../compile/place.ts'
import { projectedInstances } from '../compile/secured-loans.ts'
import { type BlockResult, type PathRow, pathRows } from '../engine/record.ts'
import { SMALLEST_DEFICIT } from '../engine/shortfall.ts'
import { goalOf, meetsGoal } from '../goal.ts'
import type { Plan } from '../plan.ts'
import { priceLevelsOf } from '../project.ts'
import { joinPaths } from './join-paths.ts'
import { bandProbabilities, quantileScratch, quantiles } from './quantiles.ts'
import { failingPaths, shortfallOutlook, shortfallsOf } from './shortfall-outlook.ts'
import type { DeficitOutlook, EndDistribution, GoalOutlook, Simulation } from './simulation.ts'

const HISTOGRAM_STEPS = 40

/** One row at one point over all paths, in the order of the paths. */
export function gather(
  blocks: readonly BlockResult[],
  row: PathRow,
  point: number,
  out: Float64Array,
): Float64Array {
  let at = 0
  for (const { totals, points, paths } of blocks) {
    const start = (pathRows.indexOf(row) * points + point) * paths
    out.set(totals.subarray(start, start + paths), at)
    at += paths
  }
  return out
}

function sumOf(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum
}

/** Sums of each block, added in block order: the same to the bit however the blocks were run. */
function addBlocks(blocks: readonly BlockResult[], pick: (block: BlockResult) => Float64Array): Float64Array {
  const total = new Float64Array(pick(blocks[0]!).length)
  for (const block of blocks) {
    const part = pick(block)
    for (let i = 0; i < total.length; i++) total[i]! += part[i]!
  }
  return total
}

/** Means over the paths: `pathRows` × points. */
function meansOf(blocks: readonly BlockResult[], points: number, paths: number): Float64Array {
  const sums = addBlocks(blocks, (block) =>
    Float64Array.from({ length: pathRows.length * points }, (_, column) =>
      sumOf(block.totals.subarray(column * block.paths, (column + 1) * block.paths)),
    ),
  )
  return sums.map((sum) => sum / paths)
}

/** Bands of a row: points × percentiles. */
export function bandsOf(
  blocks: readonly BlockResult[],
  row: PathRow,
  points: number,
  column: Float64Array,
  scratch = quantileScratch(column.length),
): Float64Array {
  const width = bandProbabilities.length
  const bands = new Float64Array(points * width)
  for (let point = 0; point < points; point++)
    quantiles(gather(blocks, row, point, column), bandProbabilities, scratch, bands, point * width)
  return bands
}

function shareOfPaths(column: Float64Array, counts: (value: number) => boolean): number {
  let count = 0
  for (let i = 0; i < column.length; i++) if (counts(column[i]!)) count++
  return count / column.length
}

function goalOutlook(
  plan: Plan,
  blocks: readonly BlockResult[],
  priceLevels: Float64Array,
  column: Float64Array,
): GoalOutlook | null {
  const goal = goalOf(plan)
  if (goal === null) return null
  const { amount, point: year } = goal
  const probabilityByYear = priceLevels.map((level, point) => {
    const netWorth = gather(blocks, 'netWorth', point, column)
    return shareOfPaths(netWorth, (value) => meetsGoal(value, level, goal))
  })
  return { amount, year, probability: probabilityByYear[year]!, probabilityByYear }
}

function deficitOutlook(
  blocks: readonly BlockResult[],
  priceLevels: Float64Array,
  column: Float64Array,
): DeficitOutlook {
  const probabilityByYear = new Float64Array(priceLevels.length)
  for (let point = 1; point < priceLevels.length; point++) {
    gather(blocks, 'deficit', point, column)
    probabilityByYear[point] = shareOfPaths(column, (deficit) => deficit >= SMALLEST_DEFICIT)
  }
  const shortfalls = joinPaths(blocks.map((block) => shortfallsOf(block, priceLevels)))
  return { ...shortfallOutlook(shortfalls), probabilityByYear, failingPaths: failingPaths(shortfalls) }
}

function endDistribution(
  blocks: readonly BlockResult[],
  priceLevels: Float64Array,
  column: Float64Array,
): EndDistribution {
  const last = priceLevels.length - 1
  gather(blocks, 'netWorth', last, column)
  for (let p = 0; p < column.length; p++) column[p]! /= priceLevels[last]!
  const percentiles = new Float64Array(101)
  const hundredths = Array.from({ length: 101 }, (_, percent) => percent / 100)
  quantiles(column, hundredths, quantileScratch(column.length), percentiles, 0)
  const from = percentiles[1]!
  const step = (percentiles[99]! - from) / HISTOGRAM_STEPS
  const counts = new Float64Array(HISTOGRAM_STEPS)
  for (let p = 0; p < column.length; p++) {
    const bin = step > 0 ? Math.floor((column[p]! - from) / step) : 0
    counts[Math.min(HISTOGRAM_STEPS - 1, Math.max(0, bin))]!++
  }
  return { percentiles, histogram: { from, step, counts } }
}

/** All that a simulation says, from all its blocks in order. */
export function summarise(plan: Plan, compiled: CompiledPlan, blocks: readonly BlockResult[]): Simulation {
  const { years } = compiled.assumptions
  const points = years + 1
  const paths = blocks.reduce((sum, block) => sum + block.paths, 0)
  const priceLevels = priceLevelsOf(compiled)
  const column = new Float64Array(paths)
  const scratch = quantileScratch(paths)
  const width = bandProbabilities.length
  const bands = new Float64Array(pathRows.length * points * width)
  pathRows.forEach((row, index) => {
    bands.set(bandsOf(blocks, row, points, column, scratch), index * points * width)
  })
  const means = meansOf(blocks, points, paths)
  const summed: SummedPaths = {
    paths,
    instances: addBlocks(blocks, (block) => block.instances),
    taxed: addBlocks(blocks, (block) => block.taxed),
    taxYears: addBlocks(blocks, (block) => block.taxYears),
  }
  return {
    startMonth: plan.startMonth,
    years,
    paths,
    priceLevels,
    instances: projectedInstances(compiled, activeInstances(plan)),
    bands,
    means,
    perInstance: assembleInstances(compiled, summed, priceLevels).perInstance,
    goal: goalOutlook(plan, blocks, priceLevels, column),
    deficit: deficitOutlook(blocks, priceLevels, column),
    end: endDistribution(blocks, priceLevels, column),
  }
}
