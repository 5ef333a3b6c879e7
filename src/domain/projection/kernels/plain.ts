/** The kernels in TypeScript: for browsers without WebAssembly or its vectors, and for a single path. */
import { repaidShares } from '../engine/level-payment.ts'
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
import type { Kernels } from './kernels.ts'

export function plainKernels(paths: number): Kernels {
  const quads = (paths + 3) >> 2
  const words = new Int32Array(quads * 4)
  const array = () => new Float64Array(paths)
  const [normals, growths, rates, shares] = [array(), array(), array(), array()]
  return {
    factors: [array(), array(), array(), array()],
    normals,
    growths,
    rates,
    shares,
    draw: (out, [key0, key1, key2, key3], firstPath, month, stream) => {
      threefryWords(words, key0, key1, key2, key3, firstPath >> 2, quads, month, stream)
      normalsFromWords(out, words, paths)
    },
    grow: (factor, drift, shared, own) => growthsOf(growths, paths, factor, normals, drift, shared, own),
    level: (payments) => repaidShares(shares, rates, paths, payments),
  }
}

/** With `exp` of numbers/exp.ts inline. */
function growthsOf(
  growths: Float64Array,
  paths: number,
  factor: Float64Array,
  normals: Float64Array,
  drift: number,
  shared: number,
  own: number,
): void {
  // In locals, because V8 reads an import anew each time.
  const table = powersOfTwo
  const half = POWER_TABLE_HALF
  const shift = ROUNDING_SHIFT
  const steps = STEPS_PER_NATURAL_UNIT
  const stepHigh = STEP_HIGH
  const stepLow = STEP_LOW
  for (let p = 0; p < paths; p++) {
    let x = drift + shared * factor[p]! + own * normals[p]!
    if (x > 44) x = 44
    if (x < -44) x = -44
    const k = x * steps + shift - shift
    const r = x - k * stepHigh - k * stepLow
    const power = table[(k | 0) + half]!
    growths[p] = power + power * (r + r * r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120)))))
  }
}
