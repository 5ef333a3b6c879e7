import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { compilePlan } from '../compile/compile.ts'
import { createRun } from '../engine/run.ts'
import { runBlock } from '../engine/run-block.ts'
import { planAbroad } from '../golden/abroad.test-support.ts'
import { goldenPlan } from '../golden/household.ts'
import { kernelsFor } from './fastest.ts'
import type { Kernels } from './kernels.ts'
import { plainKernels } from './plain.ts'
import { simdKernels } from './simd.ts'

/** Where two arrays differ in a bit; the number of entries alone where that differs. */
function differences(a: Float64Array, b: Float64Array): number[] {
  if (a.length !== b.length) return [a.length, b.length]
  return Array.from(a.keys()).filter((index) => !Object.is(a[index], b[index]))
}

/** Both kernels for a block of `paths` paths; those of WebAssembly must exist where the tests run. */
function both(paths: number): readonly [Kernels, Kernels] {
  const simd = simdKernels(paths)
  if (!simd) throw new Error('No kernels in WebAssembly here.')
  return [plainKernels(paths), simd]
}

/** Where what both write differs. */
function differencesOfBoth(paths: number, work: (kernels: Kernels) => Float64Array): number[] {
  const [plain, simd] = both(paths)
  return differences(work(plain), work(simd))
}

const word = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })
const paths = fc.integer({ min: 1, max: 1000 })
const finite = (min: number, max: number) => fc.double({ min, max, noNaN: true })

describe('WebAssembly and TypeScript give the same bits', () => {
  it('of normals, for every key, counter and number of paths', () => {
    const key = fc.tuple(word, word, word, word)
    const quad = fc.nat(250_000)
    fc.assert(
      fc.property(paths, key, quad, fc.nat(720), fc.nat(3), (count, stream, first, month, place) => {
        const found = differencesOfBoth(count, (kernels) => {
          const out = [...kernels.factors, kernels.normals][place]!
          kernels.draw(out, stream, first * 4, month, place)
          return out
        })
        expect(found).toEqual([])
      }),
    )
  })

  it('of growth, also where the exponent is kept within its bounds', () => {
    const numbers = fc.array(finite(-40, 40), { minLength: 7, maxLength: 7 })
    const volatility = fc.oneof(finite(-0.5, 0.5), finite(-4, 4))
    fc.assert(
      fc.property(numbers, numbers, finite(-1, 1), volatility, volatility, (f, n, drift, shared, own) => {
        const found = differencesOfBoth(7, (kernels) => {
          kernels.factors[1].set(f)
          kernels.normals.set(n)
          kernels.grow(kernels.factors[1], drift, shared, own)
          return kernels.growths
        })
        expect(found).toEqual([])
      }),
    )
  })

  it('of repaid shares, also for unusual rates beside usual ones', () => {
    const rate = fc.oneof(
      finite(0, 0.02),
      finite(0.02, 0.05),
      finite(0, 1),
      finite(0, 1e-6),
      fc.constantFrom(0, 0.02),
    )
    const rates = fc.array(rate, { minLength: 9, maxLength: 9 })
    fc.assert(
      fc.property(rates, fc.integer({ min: 2, max: 1200 }), (given, payments) => {
        const found = differencesOfBoth(9, (kernels) => {
          kernels.rates.set(given)
          kernels.level(payments)
          return kernels.shares
        })
        expect(found).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  it.each([
    ['a household of all kinds', goldenPlan],
    ['one with bonds', planAbroad],
  ])('of %s over all its years', (_, given) => {
    const plan = compilePlan(given)
    const [plain, simd] = both(1000).map((kernels) =>
      runBlock(plan, 2000, 1000, true, createRun(plan, 1000, true, kernels)),
    )
    expect(differences(plain!.totals, simd!.totals)).toEqual([])
    expect(differences(plain!.instances, simd!.instances)).toEqual([])
    expect(differences(plain!.household, simd!.household)).toEqual([])
  })
})

afterEach(() => void vi.unstubAllGlobals())

function forbidden(): never {
  throw new Error('CompileError: Refused by the Content Security Policy')
}

it.each([
  ['without WebAssembly', undefined],
  ['that forbids it', { Module: forbidden }],
])('a page %s calculates in TypeScript', async (_page, found) => {
  vi.resetModules()
  vi.stubGlobal('WebAssembly', found)
  const fresh = await import('./simd.ts')
  expect(fresh.simdKernels(1000)).toBeNull()
})

it('more paths than a block has are calculated in TypeScript', () => {
  expect(simdKernels(1001)).toBeNull()
  expect(kernelsFor(1001).normals).toHaveLength(1001)
})
