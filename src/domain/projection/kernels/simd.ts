/** The kernels in WebAssembly, from assembly/. */
import { powersOfTwo } from '../numbers/exp.ts'
import { normalTable } from '../numbers/inverse-normal.ts'
import type { Kernels } from './kernels.ts'
import { simdModule } from './simd-module.ts'

/** More paths than a block has; the arrays of as many fit into the memory of the module. */
const MOST_PATHS = 1000
/** Loops do up to sixteen paths at once, and run on to the end of the sixteen. */
const ARRAY_BYTES = ((MOST_PATHS + 15) & ~15) * 8

interface Machine {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly powers: { readonly value: number }
  readonly cubics: { readonly value: number }
  readonly arrays: { readonly value: number }
  threefryWords(
    out: number,
    key0: number,
    key1: number,
    key2: number,
    key3: number,
    firstQuad: number,
    quads: number,
    counter1: number,
    counter2: number,
  ): void
  normalsFromWords(out: number, words: number, count: number): void
  growths(
    out: number,
    factor: number,
    normals: number,
    count: number,
    drift: number,
    shared: number,
    own: number,
  ): void
  repaidShares(out: number, rates: number, count: number, payments: number): void
}

/** What there is of WebAssembly in every browser, in Node and in workers; src/domain knows of no environment. */
interface Environment {
  readonly WebAssembly?: {
    readonly Module: new (bytes: Uint8Array) => object
    readonly Instance: new (module: object) => { readonly exports: object }
  }
  readonly atob?: (base64: string) => string
}

/** Null where WebAssembly is missing, forbidden (iOS Lockdown Mode, a page's policy) or without vectors. */
function startMachine(): Machine | null {
  const { WebAssembly, atob } = globalThis as Environment
  if (!WebAssembly || !atob) return null
  try {
    const bytes = Uint8Array.from(atob(simdModule), (letter) => letter.charCodeAt(0))
    const machine = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as Machine
    new Float64Array(machine.memory.buffer, machine.powers.value).set(powersOfTwo)
    new Float64Array(machine.memory.buffer, machine.cubics.value).set(normalTable())
    return machine
  } catch {
    return null
  }
}

let machineOfThread: Machine | null | undefined

/**
 * One instance serves all runs of a thread, because nothing is kept in its arrays from block to block, and a block is
 * run from its beginning to its end before another is. Null where it cannot be had, or for more paths than it holds.
 */
export function simdKernels(paths: number): Kernels | null {
  if (paths > MOST_PATHS) return null
  if (machineOfThread === undefined) machineOfThread = startMachine()
  const machine = machineOfThread
  if (!machine) return null
  const quads = (paths + 3) >> 2
  const words = machine.arrays.value
  const array = (place: number) => new Float64Array(machine.memory.buffer, words + place * ARRAY_BYTES, paths)
  const [normals, growths, rates, shares] = [array(4), array(5), array(6), array(7)]
  return {
    factors: [array(1), array(2), array(3), array(8)],
    normals,
    growths,
    rates,
    shares,
    draw: (out, [key0, key1, key2, key3], firstPath, month, stream) => {
      machine.threefryWords(words, key0, key1, key2, key3, firstPath >> 2, quads, month, stream)
      machine.normalsFromWords(out.byteOffset, words, paths)
    },
    grow: (factor, drift, shared, own) =>
      machine.growths(growths.byteOffset, factor.byteOffset, normals.byteOffset, paths, drift, shared, own),
    level: (payments) => machine.repaidShares(shares.byteOffset, rates.byteOffset, paths, payments),
  }
}
